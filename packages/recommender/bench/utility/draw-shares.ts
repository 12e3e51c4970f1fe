/** One bar: a model's share of what can be known on a dataset. */
export interface Share {
  dataset: string;
  model: string;
  share: number;
}

const colours = ['#8da0cb', '#a6761d', '#66c2a5', '#fc8d62', '#1b3a5c', '#999999'];
const [barHeight, gap, left, width] = [13, 16, 250, 420];

/** Bars by dataset as an SVG; the line at 1 is the counting rule that knows the plant. */
export function drawShares(shares: readonly Share[], title: string): string {
  const models = [...new Set(shares.map(({ model }) => model))];
  const datasets = [...new Set(shares.map(({ dataset }) => dataset))];
  const scale = (share: number): number => (width * share) / 1.1;
  const parts: string[] = [];
  let y = 44 + 18 * Math.ceil(models.length / 3);
  const top = y;
  for (const dataset of datasets) {
    const own = shares.filter((one) => one.dataset === dataset);
    parts.push(text(left - 8, y + (own.length * barHeight) / 2 + 4, dataset, 'end'));
    for (const { model, share } of own) {
      const colour = colours[models.indexOf(model) % colours.length];
      parts.push(
        `<rect x="${left}" y="${y}" width="${scale(share).toFixed(1)}" height="${barHeight - 2}" fill="${colour}"/>`,
      );
      parts.push(text(left + scale(share) + 4, y + barHeight - 4, share.toFixed(2), 'start', 10));
      y += barHeight;
    }
    y += gap;
  }
  const legend = models.map((model, at) => {
    const [x, line] = [left + 145 * (at % 3), 34 + 18 * Math.floor(at / 3)];
    return `<rect x="${x}" y="${line}" width="10" height="10" fill="${colours[at % colours.length]}"/>${text(x + 14, line + 9, model, 'start')}`;
  });
  const ceiling = `<line x1="${left + scale(1)}" x2="${left + scale(1)}" y1="${top - 4}" y2="${y - gap}" stroke="#444" stroke-dasharray="3 3"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + width + 40}" height="${y + 4}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="white"/>`,
    text(left, 20, title, 'start', 13),
    ...legend,
    ceiling,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function text(x: number, y: number, content: string, anchor: 'start' | 'end', size = 12): string {
  const safe = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" font-size="${size}">${safe}</text>`;
}

/** In code points. Real titles reach several hundred; what is longer is no name any more. */
export const longest = { title: 300, category: 80, label: 80, utterance: 1000, detail: 200 };

/** A name that nobody here has written. Without angle brackets it cannot close its own tags, on one line it cannot open a new turn. */
export const asData = (text: string, maximumLength: number): string =>
  `<data>${toLine(text.replaceAll(/[<>]/gu, ' '), maximumLength)}</data>`;

/** Labels are made of words of reviews. */
export const asLabel = (label: string): string => `"${toLine(label.replaceAll(/["<>]/gu, ' '), longest.label)}"`;

/** An earlier utterance: a model wrote it, perhaps after reading a hostile title. */
export const asSaid = (text: string): string => toLine(text.replaceAll(/[<>]/gu, ' '), longest.utterance);

/** One line of at most so many code points, without control and format characters. */
function toLine(text: string, maximumLength: number): string {
  const line = text
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim();
  const head = new RegExp(`^.{0,${maximumLength}}`, 'u').exec(line)?.[0] ?? '';
  return head === line ? line : `${head.trimEnd()}…`;
}

/** One of several wordings, with the aspect's label at its `#`. */
export function choose(place: number, wordings: readonly string[], about?: { label: string }): string {
  const wording = wordings[place % wordings.length] ?? '';
  return about === undefined ? wording : wording.replace('#', () => asLabel(about.label));
}

import assert from 'node:assert/strict';
import { drawFigure } from '../../../run/report/draw-figure.ts';
import { figures } from '../../../studio/report/figures.ts';

const hostile = `<b onclick="x">&'</b>`;
/** Two rows that any of the figures could be of. */
const rows = ['a', hostile].map((text, at) => ({
  step: text,
  reason: at === 0 ? null : text,
  rows: 10,
  aspect: text,
  polarity: 'positive',
  reviews: 4 + at,
  series: text,
  month: `2020-0${at + 1}-01`,
  mean: 0.5,
  level: -0.25,
  from: 'Open',
  to: 'ElicitNeed',
  times: 3 + at,
  outcome: text,
  split: 'train',
  dialogs: 5,
  turns: 9 + at,
  year: 2020 + at,
  attempts: 1 + at,
  super_node: text,
  prompt_tokens: 100,
  completion_tokens: 20,
}));

describe('drawFigure', function () {
  this.timeout(30_000);

  for (const figure of figures) {
    it(`draws ${figure.name} for a wide and a narrow page, its marks seen and its texts no markup`, async () => {
      for (const width of [780, 330]) {
        const svg = await drawFigure(figure.spec(width), rows, `x-${width}`);
        assert.ok(svg === (await drawFigure(figure.spec(width), rows, `x-${width}`)), 'the same drawing each time');
        assert.match(svg, /^<svg [^>]*viewBox="0 0 \d+(?:\.\d+)? \d+(?:\.\d+)?"/u);
        const marks = svg.match(/<path aria-roledescription|role="graphics-symbol"|<text /gu) ?? [];
        assert.ok(marks.length >= 4, `${marks.length} marks`);
        assert.doesNotMatch(svg, /<b |NaN|undefined|https?:\/\/(?!www\.w3\.org\/)/u);
        for (const [, id] of svg.matchAll(/ id="([^"]+)"/gu)) assert.ok(id?.startsWith(`x-${width}-`), id);
        const [, drawn] = /viewBox="0 0 (\d+)/u.exec(svg) ?? [];
        assert.ok(Number(drawn) <= width + 30, `${drawn} wide`);
      }
    });
  }

  it('reads nothing but its rows', async () => {
    const spec = {
      mark: 'image',
      encoding: { url: { field: 'step', type: 'nominal' }, x: { field: 'rows', type: 'quantitative' } },
    };
    const svg = await drawFigure(spec, [{ step: 'file:///etc/passwd', rows: 1 }], 'x');
    assert.match(svg, /<image [^>]*xlink:href=""/u);
  });
});

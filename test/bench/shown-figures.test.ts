import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { drawBars } from '../../bench/draw-bars.ts';
import { readResultsIfAny } from '../../bench/results.ts';
import { shownFigures } from '../../bench/shown-figures.ts';

describe('what pages show of results', () => {
  for (const [name, { isShown, plot }] of Object.entries(shownFigures)) {
    it(`is three to eight figures of ${name}, and bars where there is a plot`, async () => {
      const file = await readResultsIfAny(name);
      assert.ok(file !== undefined);
      const shown = file.results.filter((result) => isShown(result));
      assert.ok(shown.length >= 3 && shown.length <= 8, `${shown.length} figures`);
      if (plot === undefined) return;
      const bars = file.results.flatMap((result) => plot.barOf(result) ?? []);
      assert.ok(bars.length >= 2, `${bars.length} bars`);
      for (const { label, series, value } of bars) {
        assert.ok(Number.isFinite(value), `${label}, ${series}`);
        assert.ok(label !== '' && series !== '');
      }
      await access(new URL(`../../docs/plots/${name}.svg`, import.meta.url));
    });
  }
});

describe('drawBars', () => {
  const bars = [
    { label: 'one <&>', series: 'a', value: 1 },
    { label: 'one <&>', series: 'b', value: 2 },
  ];
  it('gives an SVG with the bars, the same bytes each time, and no markup of a label', async () => {
    const svg = await drawBars('title', 'seconds', bars);
    assert.equal(svg, await drawBars('title', 'seconds', bars));
    assert.match(svg, /^<svg /u);
    assert.ok(svg.includes('one &lt;&amp;&gt;'));
    assert.equal(svg.match(/aria-roledescription="bar"/gu)?.length, 2);
  });
});

import { drawFigure } from '../run/report/draw-figure.ts';
import type { Bar } from './shown-figures.ts';

/** Bars a label, one colour a series, as an SVG: the same bars give the same bytes. */
export async function drawBars(title: string, unit: string, bars: readonly Bar[]): Promise<string> {
  const hasSeries = new Set(bars.map(({ series }) => series)).size > 1;
  const series = { field: 'series', type: 'nominal', sort: null, title: null };
  const spec = {
    title,
    background: 'white',
    width: 560,
    mark: 'bar',
    encoding: {
      y: { field: 'label', type: 'nominal', sort: null, title: null },
      x: { field: 'value', type: 'quantitative', title: unit },
      ...(hasSeries
        ? { yOffset: series, color: { ...series, legend: { orient: 'bottom', columns: 2, labelLimit: 400 } } }
        : {}),
    },
  };
  return `${await drawFigure(spec, bars, 'bars')}\n`;
}

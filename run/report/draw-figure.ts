import { Error as onlyErrors, View, parse } from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';

/** Marks and lines that can be read on light and on dark paper; texts are recoloured by the page. */
const config = {
  background: 'transparent',
  font: 'system-ui, sans-serif',
  view: { stroke: null },
  axis: {
    domainColor: '#8a94a0',
    tickColor: '#8a94a0',
    gridColor: '#8a94a033',
    labelColor: '#333d48',
    titleColor: '#333d48',
  },
  legend: { orient: 'top', labelColor: '#333d48', titleColor: '#333d48' },
  header: { labelColor: '#333d48' },
} as const;

/** The whole of a Vega-Lite spec: what the plot is, and the rows it is of. */
export const wholeSpec = (spec: object, rows: readonly object[]): TopLevelSpec =>
  JSON.parse(
    JSON.stringify({
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      autosize: { type: 'fit-x', contains: 'padding' },
      config,
      data: { values: rows },
      ...spec,
    }),
  );

/** An SVG of a plot; its ids begin with `prefix`, since a page holds several. Reads no file and no address. */
export async function drawFigure(spec: object, rows: readonly object[], prefix: string): Promise<string> {
  const compiled = compile(wholeSpec(spec, rows), { logger: quiet }).spec;
  const view = new View(parse(compiled), { renderer: 'none', logLevel: onlyErrors, loader: refusing });
  try {
    return withOwnIds(await view.toSVG(), prefix);
  } finally {
    view.finalize();
  }
}

/** Vega counts the ids of all drawings of a process; a drawing here numbers its own, in the order they stand in. */
function withOwnIds(svg: string, prefix: string): string {
  const places = new Map<string, number>();
  return svg.replaceAll(/(id="|url\(#)((?:clip|gradient)_?\d+)/gu, (_, before: string, id: string) => {
    if (!places.has(id)) places.set(id, places.size);
    return `${before}${prefix}-${places.get(id)}`;
  });
}

/** Vega-Lite says of facets and steps that they do not fit a width; the pictures are looked at instead. */
const quiet = {
  level: () => quiet,
  error: (...words: readonly unknown[]) => {
    throw new Error(words.map(String).join(' '));
  },
  warn: () => quiet,
  info: () => quiet,
  debug: () => quiet,
};

const refuse = async (): Promise<never> => {
  throw new Error('a figure reads nothing but its rows');
};
const refusing = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} };

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { renderMermaid } from '../studio/planning/render-mermaid.ts';
import { parseSuperNodeGraph } from '../studio/planning/super-node-graph.ts';
import relationColumns from '../schemas/relation-columns.json' with { type: 'json' };
import { renderRelations } from './render-relations.ts';
import superNodes from '../studio/planning/super-nodes.json' with { type: 'json' };
import { drawBars } from './draw-bars.ts';
import { readResultsIfAny, renderTable } from './results.ts';
import type { ResultsFile } from './results.ts';
import { shownFigures } from './shown-figures.ts';
import type { Shown } from './shown-figures.ts';

// What stands between `<!-- table:NAME -->` and `<!-- /table:NAME -->` is made from docs/results/NAME.json, and the drawing of the plan graph
// between `<!-- drawing:plan-graph -->` and its end from the graph's data.
const pages = [
  'README.md',
  'docs/measured.md',
  'docs/mentions.md',
  'docs/checks.md',
  'docs/models.md',
  'docs/planning.md',
  'docs/relations.md',
  'docs/evaluation.md',
  'docs/deployment.md',
  'docs/durability.md',
  'docs/scale.md',
  'docs/view.md',
  'packages/recommender/README.md',
];
const drawing = /(<!-- drawing:([a-z-]+) -->)[\s\S]*?(<!-- \/drawing:\2 -->)/gu;
const drawings: Readonly<Record<string, string>> = {
  'plan-graph': `\`\`\`mermaid\n${renderMermaid(parseSuperNodeGraph(superNodes))}\`\`\``,
  relations: renderRelations(relationColumns),
};
const marker = /(<!-- table:([a-z-]+) -->)[\s\S]*?(<!-- \/table:\2 -->)/gu;

for (const page of pages) {
  const path = fileURLToPath(new URL(`../${page}`, import.meta.url));
  const text = await readFile(path, 'utf8');
  const tables = new Map<string, string>();
  for (const [, , name] of text.matchAll(marker)) {
    if (name !== undefined) tables.set(name, await renderResults(name, dirname(page)));
  }
  const changed = text
    .replaceAll(
      marker,
      (_block, open: string, name: string, close: string) => `${open}\n\n${tables.get(name)}\n\n${close}`,
    )
    .replaceAll(
      drawing,
      (_block, open: string, name: string, close: string) => `${open}\n\n${drawings[name]}\n\n${close}`,
    );
  if (changed !== text) await writeFile(path, changed);
  console.log(`${page}: ${changed === text ? 'as it was' : 'tables made again'}`);
}

/** A figure that nobody has measured yet leaves a line that says so. */
async function renderResults(name: string, folder: string): Promise<string> {
  const file = await readResultsIfAny(name);
  if (file === undefined) return `Not measured yet: there is no docs/results/${name}.json.`;
  const shown = shownFigures[name];
  if (shown === undefined) return renderTable(file);
  const results = file.results
    .filter((result) => shown.isShown(result))
    .map((result) => ({ ...result, name: shown.labels?.[result.name] ?? result.name }));
  if (results.length === 0) throw new Error(`docs/results/${name}.json has none of the figures that a page shows`);
  const rows = `All ${file.results.length} rows: \`docs/results/${name}.json\`.`;
  const plot = shown.plot === undefined ? [] : [await drawPlot(name, shown.plot, file, folder), ''];
  return [...plot, renderTable({ ...file, results }), '', rows].join('\n');
}

/** Writes docs/plots/NAME.svg, and returns the Markdown that shows it on a page of `folder`. */
async function drawPlot(
  name: string,
  { title, unit, barOf }: NonNullable<Shown['plot']>,
  { results }: ResultsFile,
  folder: string,
): Promise<string> {
  const bars = results.flatMap((result) => barOf(result) ?? []);
  if (bars.length < 2) throw new Error(`docs/results/${name}.json has ${bars.length} bars to plot`);
  await mkdir(fileURLToPath(new URL('../docs/plots', import.meta.url)), { recursive: true });
  const path = `docs/plots/${name}.svg`;
  await writeFile(fileURLToPath(new URL(`../${path}`, import.meta.url)), await drawBars(title, unit, bars));
  return `![${title}](${relative(folder, path)})`;
}

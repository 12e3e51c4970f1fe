import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { renderMermaid } from '../studio/planning/render-mermaid.ts';
import { parseSuperNodeGraph } from '../studio/planning/super-node-graph.ts';
import relationColumns from '../schemas/relation-columns.json' with { type: 'json' };
import { renderRelations } from './render-relations.ts';
import superNodes from '../studio/planning/super-nodes.json' with { type: 'json' };
import { readResultsIfAny, renderTable } from './results.ts';

// What stands between `<!-- table:NAME -->` and `<!-- /table:NAME -->` is made from docs/results/NAME.json, and the drawing of the plan graph
// between `<!-- drawing:plan-graph -->` and its end from the graph's data.
const pages = [
  'README.md',
  'docs/measured.md',
  'docs/checks.md',
  'docs/models.md',
  'docs/planning.md',
  'docs/relations.md',
  'docs/evaluation.md',
  'docs/deployment.md',
  'docs/durability.md',
  'docs/scale.md',
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
    if (name !== undefined) tables.set(name, await renderResults(name));
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
async function renderResults(name: string): Promise<string> {
  const file = await readResultsIfAny(name);
  return file === undefined ? `Not measured yet: there is no docs/results/${name}.json.` : renderTable(file);
}

import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { compareRuns } from '../../run/comparison/compare-runs.ts';
import type { ComparedRuns } from '../../run/comparison/compare-runs.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { countDifferences } from '../../studio/comparison/compare-dialogs.ts';
import {
  describeDialogs,
  figureRow,
  renderComparison,
  whatDiffers,
} from '../../studio/comparison/render-comparison.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import { neutralise, neutraliseJson } from '../output/neutralise.ts';

export interface CompareOptions {
  json?: boolean;
  runs?: string;
}

/** So many differing dialogs stand in the terminal; the page has all of them. */
const mostListed = 10;

/** `convrec compare A B`: figures of two runs beside each other, and their dialogs that differ. */
export async function compare(a: string, b: string, options: CompareOptions, context: Context): Promise<ExitCode> {
  const { write, colours } = context.terminal;
  const runsRoot = resolveRunsRoot(options.runs, context);
  const [first, second] = [openRunFolder(await findRun(runsRoot, a)), openRunFolder(await findRun(runsRoot, b))];
  const compared = await compareRuns(first, second);
  const [nameA, nameB] = [first.ref.runId, second.ref.runId];
  if (options.json === true) {
    await write(`${neutraliseJson(JSON.stringify(toMetrics(compared, nameA, nameB), null, 2))}\n`);
    return 0;
  }
  const settings = compared.settings.map(
    ({ path, known, given }) =>
      `${path} is ${JSON.stringify(known)} in the first, ${JSON.stringify(given)} in the second`,
  );
  const page = `pages/compared-with-${nameA}.md`;
  await second.writeText(page, renderComparison({ ...compared, a: nameA, b: nameB, settings }));
  const listed = compared.differences.slice(0, mostListed);
  const rest = compared.differences.length - listed.length;
  await write(
    [
      ...settings.map((line) => neutralise(line)),
      ...formatTable(['figure', nameA, nameB, 'difference', 'pairs'], compared.figures.map(figureRow), {
        maximumWidth: 60,
      }),
      `Dialogs: ${describeDialogs(compared)}`,
      ...listed.map(
        ({ dialogId, what, turn }) => `  ${dialogId}  ${whatDiffers(what)}${turn === null ? '' : ` from turn ${turn}`}`,
      ),
      ...(rest > 0 ? [colours.dim(`  … ${rest.toLocaleString('en')} more on the page`)] : []),
      `Page: ${neutralise(second.path(page))}`,
      '',
    ].join('\n'),
  );
  return 0;
}

/** Nested numbers, as `dvc metrics` reads them; what a run has no value of is left out. */
function toMetrics(compared: ComparedRuns, a: string, b: string): object {
  const values = (side: 'a' | 'b' | 'difference'): object =>
    Object.fromEntries(
      compared.figures.flatMap(({ figure, [side]: estimate }) => (estimate === undefined ? [] : [[figure, estimate]])),
    );
  return {
    first: { run: a, figures: values('a') },
    second: { run: b, figures: values('b') },
    difference: values('difference'),
    dialogs: {
      shared: compared.shared,
      same: compared.same,
      differing: compared.shared - compared.same,
      only_in_first: countDifferences(compared, 'only in a'),
      only_in_second: countDifferences(compared, 'only in b'),
    },
    settings: compared.settings.map(({ path, known, given }) => ({ path, first: known, second: given })),
  };
}

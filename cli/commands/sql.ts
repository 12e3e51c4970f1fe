import { askInProcess } from '../../run/query/ask-in-process.ts';
import { listSavedQueries, readSavedQuery } from '../../run/query/saved-queries.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import { listenForInterruption } from '../interruption.ts';
import { writeRows } from '../output/write-rows.ts';
import type { RowFormat } from '../output/write-rows.ts';

export interface SqlOptions {
  runs?: string;
  format: RowFormat;
  saved?: string;
  safe?: boolean;
  assertEmpty?: boolean;
}

/** `convrec sql [RUN] "..."`: one query over the relations of a run. */
export async function sql(words: readonly string[], options: SqlOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  if (options.saved === 'list') {
    const rows = (await listSavedQueries()).map(({ name, description }) => [name, description]);
    await terminal.write(`${formatTable(['saved query', 'answers'], rows, { maximumWidth: 160 }).join('\n')}\n`);
    return 0;
  }
  if (options.safe === true && options.format !== 'csv') {
    throw new StudioFailure('QueryRefused', '--safe is for CSV that a spreadsheet opens', {
      remedy: 'Add --format csv.',
    });
  }
  const { runId, query } = await readWords(words, options.saved, context);
  const ref = await findRun(resolveRunsRoot(options.runs, context), runId);
  const interruption = listenForInterruption();
  const { signal } = interruption;
  let count = 0;
  try {
    await askInProcess({ ref, sql: query, signal }, async ({ rows, ...rest }) => {
      const counted = async function* (): AsyncGenerator<readonly unknown[]> {
        for await (const row of rows) {
          count += 1;
          yield row;
        }
      };
      const result = { ...rest, rows: counted() };
      await interruption.during(writeRows(result, options.safe === true ? 'safe-csv' : options.format, terminal));
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    interruption.stopListening();
  }
  if (options.assertEmpty !== true || count === 0) return 0;
  terminal.note(`${count.toLocaleString('en')} rows where none should be.`);
  return 10;
}

/** The query is the last word, or `-` for stdin; what stands before it is the run. */
async function readWords(
  words: readonly string[],
  saved: string | undefined,
  { readInput }: Context,
): Promise<{ runId: string | undefined; query: string }> {
  const rest = saved === undefined ? words.slice(0, -1) : words;
  const last = words.at(-1);
  if (rest.length > 1 || (saved === undefined && last === undefined)) {
    throw new StudioFailure(
      'QueryRefused',
      last === undefined ? 'no query is given' : `${words.length} words are given where a run and a query are expected`,
      { remedy: 'Put the query in quotes: convrec sql "select count(*) from dialogs"; or name one with --saved.' },
    );
  }
  if (saved !== undefined) return { runId: rest[0], query: await readSavedQuery(saved) };
  return { runId: rest[0], query: last === '-' ? await readInput() : (last ?? '') };
}

import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { thenTidy } from '../../infra/storage/then-tidy.ts';
import { askInProcess } from '../../run/query/ask-in-process.ts';
import type { Asking } from '../../run/query/ask-in-process.ts';
import type { QueryResult } from '../../run/query/run-query.ts';
import { listSavedQueries, readSavedQuery } from '../../run/query/saved-queries.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import { listenForInterruption } from '../interruption.ts';
import { neutralise } from '../output/neutralise.ts';
import type { Terminal } from '../output/terminal.ts';
import { writeRows } from '../output/write-rows.ts';
import type { RowFormat } from '../output/write-rows.ts';

export interface SqlOptions {
  runs?: string;
  format: RowFormat | 'parquet';
  /** Where the Parquet file goes. */
  out?: string;
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
  checkOptions(options);
  const { format, out, safe } = options;
  const { runId, query } = await readWords(words, options.saved, context);
  const ref = await findRun(resolveRunsRoot(options.runs, context), runId);
  const interruption = listenForInterruption();
  const { signal } = interruption;
  let count = 0;
  const show = async (shown: RowFormat, { rows, ...rest }: QueryResult): Promise<void> => {
    const counted = async function* (): AsyncGenerator<readonly unknown[]> {
      for await (const row of rows) {
        count += 1;
        yield row;
      }
    };
    await interruption.during(writeRows({ ...rest, rows: counted() }, safe === true ? 'safe-csv' : shown, terminal));
  };
  try {
    const asking = { ref, sql: query, signal };
    if (format === 'parquet') count = await writeParquet(asking, resolve(context.folder, out ?? ''), terminal);
    else await askInProcess(asking, (result) => show(format, result));
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

function checkOptions({ safe, format, out }: SqlOptions): void {
  if (safe === true && format !== 'csv') {
    throw new StudioFailure('QueryRefused', '--safe is for CSV that a spreadsheet opens', {
      remedy: 'Add --format csv.',
    });
  }
  if ((format === 'parquet') !== (out !== undefined)) {
    throw new StudioFailure('QueryRefused', '--format parquet goes with --out FILE, and only that format does', {
      remedy: format === 'parquet' ? 'Add --out rows.parquet.' : 'Redirect the output: convrec sql "…" > FILE.',
    });
  }
}

/** The file appears whole, by a rename. Returns how many rows it holds. */
async function writeParquet(asking: Asking, path: string, terminal: Terminal): Promise<number> {
  const outputPath = `${path}.tmp`;
  const write = async (): Promise<number> => {
    await writeFile(outputPath, '').catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      const remedy = 'Name a file in a folder that exists and that you may write to with --out.';
      throw new StudioFailure('QueryRefused', `${path} cannot be written: ${reason}`, { remedy }, error);
    });
    const count = await askInProcess({ ...asking, outputPath }, async ({ rows }) => {
      for await (const [written] of rows) return Number(written);
      return 0;
    });
    await rename(outputPath, path);
    await terminal.write(`${neutralise(path)}  ${count.toLocaleString('en')} rows\n`);
    return count;
  };
  return thenTidy(write, () => rm(outputPath, { force: true }));
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

import { StudioFailure } from '../../schemas/failure.ts';
import type { InputFile } from '../../schemas/manifest.ts';
import { timeRemedy } from '../../studio/staging/find-reading-problem.ts';
import type { ReadableInput, SourceInputs } from '../../studio/staging/readable-input.ts';
import { isColumn, listNames } from '../../studio/staging/column-names.ts';
import type { FileRole, SourceFile } from '../../studio/staging/source-file.ts';
import type { Database, Dependencies, RunFolder, SqlValues } from '../dependencies.ts';

/** What reading a file takes: a stage has it, and so has whoever looks at a sample. */
export interface StagingTools {
  run: Pick<RunFolder, 'path'>;
  db: Database;
  deps: Pick<Dependencies, 'readSql' | 'heartbeat' | 'cancellation'>;
}

/** What became of one input file. */
export interface StagedFile {
  input: InputFile;
  rowsIn: number;
  /** Rows that became reviews or items. */
  rowsOut: number;
}

/**
 * Reads one file into `staged_reviews` or `staged_items`, bad rows with their reasons. Errors: `DatasetMalformed` when no row of it can be
 * read.
 */
export async function stageSourceFile(
  context: StagingTools,
  inputs: Pick<SourceInputs, 'makeReadable'>,
  file: SourceFile,
): Promise<StagedFile> {
  const { run, deps } = context;
  const readable = await inputs.makeReadable(file, run.path('work/inputs'), {
    onProgress: () => deps.heartbeat({ stage: 'reviews', file: file.file }),
    signal: deps.cancellation(),
  });
  try {
    await readRows(context, file, readable);
    await checkLineNumbers(context, file, readable);
    await addUnreadableRows(context, file, readable);
    const { rowsIn, rowsOut } = await countStaged(context.db, file.role, file.file);
    if (rowsOut === 0) throw await nothingReadable(context, file, rowsIn);
    return { input: readable.input, rowsIn, rowsOut };
  } finally {
    await readable.remove();
  }
}

/** One statement made of three files: the lines of the file, the data set's raw columns, the checks that all data sets share. */
async function readRows(context: StagingTools, file: SourceFile, readable: ReadableInput): Promise<void> {
  const { db, deps } = context;
  const isParquet = file.container === 'parquet';
  const inputRows = await deps.readSql(`studio/staging/${isParquet ? 'parquet_rows' : 'input_rows'}.sql`);
  const rawRows = await deps.readSql(file.stagingSql);
  const table = stagedTable(file);
  const stagedRows = await deps.readSql(`studio/staging/${table}.sql`);
  const values: SqlValues = {
    ...file.values,
    path: readable.path,
    source_file: file.file,
    ...(isParquet ? {} : { unterminated_line: readable.unterminatedLine ?? 0 }),
    ...(file.partition === undefined ? {} : { partition: JSON.stringify(file.partition) }),
  };
  if (isParquet) await checkParquetColumns(context, file, readable);
  const statement = `insert into ${table} with input_rows as (${file.partition === undefined ? inputRows : withPartition(inputRows)}), raw_${file.role} as (${rawRows}) ${stagedRows}`;
  try {
    await db.run(statement, values);
  } catch (error) {
    // Only Parquet's own reader meets bytes that no inspection has seen.
    throw isParquet ? brokenParquet(file, error) : error;
  }
}

/** The columns of the file's folders go before those of its rows, which win. */
const withPartition = (inputRows: string): string =>
  `select * replace (if(problem is null, json_merge_patch($partition, row_text)::varchar, row_text) as row_text) from (${inputRows})`;

async function checkParquetColumns({ db }: StagingTools, file: SourceFile, readable: ReadableInput): Promise<void> {
  const columns = await db
    .rows('describe select * from read_parquet($path)', { path: readable.path })
    .catch((error: unknown) => {
      throw brokenParquet(file, error);
    });
  const found = columns.map((column) => String(column['column_name']));
  const missing = file.requiredKeys.filter(
    (key) => !isColumn(key, new Set([...found, ...Object.keys(file.partition ?? {})])),
  );
  if (missing.length === 0) return;
  throw new StudioFailure(
    'DatasetMalformed',
    `${file.path}: missing ${missing.join(', ')}; found ${listNames(found)}`,
    {
      remedy: 'Correct source.mapped: its column names must be those of the file.',
      file: file.file,
    },
  );
}

function brokenParquet(file: SourceFile, error: unknown): StudioFailure {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  const remedy = 'The Parquet file is damaged or cut: copy or write it again.';
  return new StudioFailure('DatasetMalformed', `${file.path}: ${reason}`, { remedy, file: file.file }, error);
}

/** DuckDB and the inspection must agree on where the last row stands: else every reported line number would be in doubt. */
async function checkLineNumbers({ db }: StagingTools, file: SourceFile, readable: ReadableInput): Promise<void> {
  if (readable.lastRowLine === null) return;
  const [row] = await db.rows(
    `select coalesce(max(source_line), 0) as last_line from ${stagedTable(file)} where source_file = $source_file`,
    { source_file: file.file },
  );
  if (row?.['last_line'] === readable.lastRowLine) return;
  throw new Error(
    `${file.path}: its last row stands on line ${readable.lastRowLine}, DuckDB counts ${String(row?.['last_line'])}`,
  );
}

async function addUnreadableRows({ db, deps }: StagingTools, file: SourceFile, readable: ReadableInput): Promise<void> {
  if (readable.rejectedPath === null) return;
  const unreadableRows = await deps.readSql('studio/staging/unreadable_rows.sql');
  await db.run(`insert into ${stagedTable(file)} (source_file, source_line, reason, excerpt) ${unreadableRows}`, {
    path: readable.rejectedPath,
    source_file: file.file,
  });
}

/** Rows of a file that are staged, and those of them that became reviews or items. */
export async function countStaged(
  db: Database,
  role: FileRole,
  file: string,
): Promise<Pick<StagedFile, 'rowsIn' | 'rowsOut'>> {
  const [row] = await db.rows(
    `select count(*) as rows_in, count(*) filter (where reason is null) as rows_out from ${stagedTable({ role })} where source_file = $source_file`,
    { source_file: file },
  );
  return { rowsIn: Number(row?.['rows_in']), rowsOut: Number(row?.['rows_out']) };
}

async function nothingReadable({ db, deps }: StagingTools, file: SourceFile, rowsIn: number): Promise<StudioFailure> {
  const reasons = await db.rows(await deps.readSql('studio/staging/rejections.sql'), { source_file: file.file });
  const shown = reasons.slice(0, 3).map(({ reason, rows }) => `${String(reason)} (${String(rows)} rows)`);
  const problem = rowsIn === 0 ? 'it holds no row' : `none of its ${rowsIn} rows could be read: ${shown.join(', ')}`;
  return new StudioFailure(
    'DatasetMalformed',
    `${file.path}: ${problem}; expected ${file.format} rows with ${file.requiredKeys.join(', ')}`,
    { remedy: remedyFor(String(reasons[0]?.['reason'])), file: file.file },
  );
}

/** By the reason of most rows. */
function remedyFor(reason: string): string {
  if (/^(?:ambiguous|unreadable) timestamp/u.test(reason)) return timeRemedy;
  if (reason.startsWith('rating out of range'))
    return 'Set source.rating.scale to the best rating that can be given, and source.rating.lowest to the worst.';
  return 'Download the file again, or move it out of the folder if it is none of the data set.';
}

function stagedTable({ role }: Pick<SourceFile, 'role'>): 'staged_reviews' | 'staged_items' {
  return role === 'reviews' ? 'staged_reviews' : 'staged_items';
}

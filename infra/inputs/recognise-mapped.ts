import { open, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { toItemValues, toReviewValues } from '../../datasets/mapped/to-values.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import { isColumn, listNames } from '../../studio/staging/column-names.ts';
import type { RecognisedSource, SourceFile } from '../../studio/staging/source-file.ts';
import { withDatabase } from '../duckdb/open-database.ts';
import { findFiles } from './find-files.ts';
import { sniffInput } from './sniff-input.ts';

type Mapped = NonNullable<SourceConfig['mapped']>;

/** The files that the config names, their columns checked. Errors: `DatasetMalformed` naming the file and the first missing columns. */
export async function recogniseMapped(source: SourceConfig): Promise<RecognisedSource> {
  const { mapped } = source;
  if (mapped === undefined) {
    throw new StudioFailure('InvalidRunConfig', 'source.kind is "mapped" but source.mapped is missing', {
      remedy: 'Give source.mapped.format and source.mapped.reviews with its file and columns.',
    });
  }
  const { reviews, items } = mapped;
  const { itemId, title, category, price } = reviews.columns;
  const files = await toSourceFiles(source, { role: 'reviews', name: reviews.file, columns: reviews.columns });
  if (items !== undefined) {
    files.push(...(await toSourceFiles(source, { role: 'items', name: items.file, columns: items.columns })));
  } else if (title !== undefined) {
    const columns = { itemId, title, category, price };
    files.push(...(await toSourceFiles(source, { role: 'items', name: reviews.file, columns })));
  }
  return { kind: 'mapped', files: files.toSorted((a, b) => (a.file < b.file ? -1 : 1)), ignored: [] };
}

type Table =
  | { role: 'reviews'; name: string; columns: Mapped['reviews']['columns'] }
  | { role: 'items'; name: string; columns: NonNullable<Mapped['items']>['columns'] };

/** A name is that of a file, of a folder of parts, or a pattern with `*` and `?`. */
async function toSourceFiles(source: SourceConfig, table: Table): Promise<SourceFile[]> {
  const root = resolve(source.path);
  const path = resolve(root, table.name);
  const file = relative(root, path).split(sep).join('/');
  if (file.startsWith('../') || isAbsolute(file)) throw malformed(path, `it lies outside source.path (${root})`);
  const parts = await findParts(root, path, table.name);
  const files: SourceFile[] = [];
  for (const part of parts)
    files.push(await toSourceFile(source, table, part, relative(root, part).split(sep).join('/')));
  return files;
}

/** Files that a name stands for, sorted; marks and checksums that Spark and Hadoop leave beside parts are none. */
async function findParts(root: string, path: string, name: string): Promise<string[]> {
  const target = await stat(path).catch(() => undefined);
  if (target?.isFile() === true) return [path];
  const isPattern = target === undefined && /[*?]/u.test(name);
  if (target === undefined && !isPattern) {
    await stat(path).catch((error: unknown) => {
      throw malformed(path, `it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  const found = await findFiles(isPattern ? root : path);
  const parts = found
    .filter(({ file, bytes }) => bytes > 0 && !file.split('/').some((part) => part.startsWith('_')))
    .map((each) => each.path)
    .filter((each) => !isPattern || matchesPattern(relative(root, each).split(sep).join('/'), name));
  if (parts.length > 0) return parts;
  throw malformed(path, isPattern ? 'no file matches this pattern' : 'the folder holds no file of rows');
}

/** `*` and `?` stand for anything within a name, `**` for folders too. */
function matchesPattern(file: string, pattern: string): boolean {
  const expression = pattern
    .replace(/^\.\//u, '')
    .split(/(\*\*\/?|\*|\?)/u)
    .map((part) => wildcards[part] ?? part.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`));
  return new RegExp(`^${expression.join('')}$`, 'u').test(file);
}

const wildcards: Readonly<Record<string, string>> = { '**': '.*', '**/': '(?:.*/)?', '*': '[^/]*', '?': '[^/]' };

async function toSourceFile(source: SourceConfig, table: Table, path: string, file: string): Promise<SourceFile> {
  const { role, columns } = table;
  const format = source.mapped?.format ?? 'csv';
  const { size } = await stat(path);
  const requiredKeys = Object.values(columns).filter((column) => column !== undefined);
  const partition = partitionOf(file);
  const described = {
    file,
    path,
    bytes: size,
    format: `mapped-${format}`,
    role,
    requiredKeys,
    stagingSql: `datasets/mapped/${role}.sql`,
    ...(partition === undefined ? {} : { partition }),
  };
  const valuesFor = (keys: ReadonlySet<string>): Record<string, string> =>
    table.role === 'reviews' ? toReviewValues(table.columns, keys) : toItemValues(table.columns, source.currency, keys);
  if (format === 'parquet') {
    if (!(await isParquet(path))) throw malformed(path, 'it is no Parquet file (those start with PAR1)');
    const keys = await readParquetColumns(path);
    return { ...described, values: valuesFor(keys), container: 'parquet', compression: 'none', delimiter: ',' };
  }
  const sniffed = await sniffInput(path, format === 'csv' ? 'csv' : 'json-lines');
  if (sniffed.problem !== null) throw malformed(path, sniffed.problem);
  const keys = new Set([...sniffed.keys, ...Object.keys(partition ?? {})]);
  const missing = requiredKeys.filter((column) => !isColumn(column, keys));
  if (missing.length > 0) throw malformed(path, `missing ${missing.join(', ')}; found ${listNames(keys)}`);
  const twice = requiredKeys.find((column) => sniffed.repeated.has(column));
  if (twice !== undefined) throw malformed(path, `its header names ${listNames([twice])} more than once`);
  const { container, compression, delimiter } = sniffed;
  return { ...described, values: valuesFor(keys), container, compression, delimiter };
}

/** Values of a path's folders such as `year=2019/`; Hive's word for none is none. */
function partitionOf(file: string): Record<string, string> | undefined {
  const pairs = file
    .split('/')
    .slice(0, -1)
    .flatMap((folder) => {
      const [, key, value] = /^([^=]+)=(.*)$/u.exec(folder) ?? [];
      return key === undefined || value === undefined || value === '__HIVE_DEFAULT_PARTITION__'
        ? []
        : [[decodePart(key), decodePart(value)] as const];
    });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

/** A damaged file has no columns that could be told; reading it says what is wrong. */
function readParquetColumns(path: string): Promise<ReadonlySet<string>> {
  const query = 'describe select * from read_parquet($path, hive_partitioning = false)';
  return withDatabase({ memoryLimitMb: 256, threads: 1 }, (db) => db.rows(query, { path })).then(
    (rows) => new Set(rows.map((row) => String(row['column_name']))),
    () => new Set<string>(),
  );
}

function decodePart(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

async function isParquet(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PAR1';
  } finally {
    await file.close();
  }
}

function malformed(path: string, problem: string): StudioFailure {
  return new StudioFailure('DatasetMalformed', `${path}: ${problem}`, {
    remedy: 'Correct the file, or source.mapped: its format, file names and column names must be those of the files.',
    file: path,
  });
}

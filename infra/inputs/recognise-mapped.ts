import { open, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { toItemValues, toReviewValues } from '../../datasets/mapped/to-values.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import type { FileRole, RecognisedSource, SourceFile } from '../../studio/staging/source-file.ts';
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
  const files = [
    await toSourceFile(
      source.path,
      mapped.format,
      'reviews',
      reviews.file,
      reviews.columns,
      toReviewValues(reviews.columns),
    ),
  ];
  if (items !== undefined) {
    files.push(
      await toSourceFile(source.path, mapped.format, 'items', items.file, items.columns, toItemValues(items.columns)),
    );
  }
  return { kind: 'mapped', files: files.toSorted((a, b) => (a.file < b.file ? -1 : 1)), ignored: [] };
}

async function toSourceFile(
  folder: string,
  format: Mapped['format'],
  role: FileRole,
  name: string,
  columns: Readonly<Record<string, string | undefined>>,
  values: Record<string, string>,
): Promise<SourceFile> {
  const root = resolve(folder);
  const path = resolve(root, name);
  const file = relative(root, path).split(sep).join('/');
  if (file.startsWith('../') || isAbsolute(file)) throw malformed(path, `it lies outside source.path (${root})`);
  const { size } = await stat(path).catch((error: unknown) => {
    throw malformed(path, `it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const requiredKeys = Object.values(columns).filter((column) => column !== undefined);
  const stagingSql = `datasets/mapped/${role}.sql`;
  const described = { file, path, bytes: size, format: `mapped-${format}`, role, requiredKeys, stagingSql, values };
  if (format === 'parquet') {
    if (!(await isParquet(path))) throw malformed(path, 'it is no Parquet file (those start with PAR1)');
    return { ...described, container: 'parquet', compression: 'none', delimiter: ',' };
  }
  const sniffed = await sniffInput(path, format === 'csv' ? 'csv' : 'json-lines');
  if (sniffed.problem !== null) throw malformed(path, sniffed.problem);
  const missing = requiredKeys.filter((column) => !sniffed.keys.has(column));
  if (missing.length > 0) {
    throw malformed(path, `missing ${missing.join(', ')}; found ${[...sniffed.keys].slice(0, 20).join(', ')}`);
  }
  return { ...described, container: sniffed.container, compression: sniffed.compression, delimiter: sniffed.delimiter };
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

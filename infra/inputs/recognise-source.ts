import { datasetAdapters } from '../../datasets/sources.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import { findMissingKeys, isOfFormat } from '../../studio/staging/dataset-adapter.ts';
import { toReadingValues } from '../../studio/staging/reading-values.ts';
import { listNames } from '../../studio/staging/column-names.ts';
import type { DatasetAdapter, InputFormat } from '../../studio/staging/dataset-adapter.ts';
import type { RecognisedSource, SourceFile } from '../../studio/staging/source-file.ts';
import { findFiles } from './find-files.ts';
import type { FoundFile } from './find-files.ts';
import { recogniseMapped } from './recognise-mapped.ts';
import { sniffInput } from './sniff-input.ts';
import type { SniffedInput } from './sniff-input.ts';

/**
 * Recognises what a source is by the keys of its files' first rows, and which files belong to it. Errors: `DatasetMalformed` when no data set or
 * two are found, or a file with an official name is empty or something else; `InvalidRunConfig` when the config misses what it needs.
 */
export async function recogniseSource(source: SourceConfig): Promise<RecognisedSource> {
  const recognised = await recogniseFiles(source);
  const values = toReadingValues(source);
  const files = recognised.files.map((file) =>
    file.role === 'reviews' ? { ...file, values: { ...file.values, ...values } } : file,
  );
  return { ...recognised, files };
}

async function recogniseFiles(source: SourceConfig): Promise<RecognisedSource> {
  if (source.path === '') {
    throw new StudioFailure('InvalidRunConfig', 'source.path is empty', {
      remedy: 'Set source.path (--source) to a folder of review files.',
    });
  }
  if (source.kind === 'mapped') return recogniseMapped(source);
  const isAny = source.kind === 'auto' || source.kind === 'sample';
  const adapters = datasetAdapters.filter((adapter) => isAny || adapter.kind === source.kind);
  const looked = await lookAtFiles(await findFiles(source.path), adapters);
  const adapter = chooseAdapter(source.path, adapters, looked);
  return sortFiles(adapter, looked);
}

/** A file with what its first rows show; `sniffed` is null for a file whose name no format takes. */
interface LookedAtFile {
  found: FoundFile;
  sniffed: SniffedInput | null;
}

async function lookAtFiles(files: readonly FoundFile[], adapters: readonly DatasetAdapter[]): Promise<LookedAtFile[]> {
  const looked: LookedAtFile[] = [];
  for (const found of files) {
    const format = adapters.flatMap(({ formats }) => formats).find((each) => each.candidateName.test(baseName(found)));
    looked.push({ found, sniffed: format === undefined ? null : await sniffInput(found.path, format.container) });
  }
  return looked;
}

function chooseAdapter(
  path: string,
  adapters: readonly DatasetAdapter[],
  looked: readonly LookedAtFile[],
): DatasetAdapter {
  const candidates = adapters.filter((adapter) => looked.some((file) => formatOf(adapter, file)?.role === 'reviews'));
  const [adapter, second] = candidates;
  if (adapter === undefined) {
    throw new StudioFailure(
      'DatasetMalformed',
      `no review file was recognised in ${path}: ${describeFound(looked, adapters)}`,
      {
        remedy: `Unpack archives (.tar, .zip) first. Expected one of: ${adapters.map(({ expects }) => expects).join('; ')}. For any other CSV, JSON-lines or Parquet file set source.kind to "mapped" and name its columns in source.mapped.`,
      },
    );
  }
  if (second !== undefined) {
    const kinds = candidates.map((each) => `${each.kind} (${namesOf(each, looked)})`).join(' and ');
    throw new StudioFailure('DatasetMalformed', `${path} holds more than one data set: ${kinds}`, {
      remedy: 'Set source.path to the folder of one of them, or source.kind to the one that is meant.',
    });
  }
  return adapter;
}

function sortFiles(adapter: DatasetAdapter, looked: readonly LookedAtFile[]): RecognisedSource {
  const source: RecognisedSource = { kind: adapter.kind, files: [], ignored: [] };
  for (const file of looked) {
    const format = formatOf(adapter, file);
    if (format !== undefined && file.sniffed !== null) {
      source.files.push(toSourceFile(file.found, format, file.sniffed));
      continue;
    }
    const official = adapter.formats.find((each) => each.officialName.test(baseName(file.found)));
    if (official !== undefined) throw wrongContent(file, official);
    source.ignored.push(file.found.file);
  }
  return source;
}

function formatOf(adapter: DatasetAdapter, { found, sniffed }: LookedAtFile): InputFormat | undefined {
  if (sniffed === null || sniffed.problem !== null) return undefined;
  return adapter.formats.find(
    (format) =>
      (format.container === 'csv') === (sniffed.container === 'csv') &&
      format.candidateName.test(baseName(found)) &&
      isOfFormat(format, sniffed.keys),
  );
}

function toSourceFile(found: FoundFile, format: InputFormat, sniffed: SniffedInput): SourceFile {
  const { container, compression, delimiter } = sniffed;
  const { name, role, requiredKeys, stagingSql } = format;
  const values = format.values(found.file);
  return { ...found, format: name, role, container, compression, delimiter, requiredKeys, stagingSql, values };
}

function wrongContent({ found, sniffed }: LookedAtFile, format: InputFormat): StudioFailure {
  const expected = `expected ${format.name} rows (${format.container}) with ${format.requiredKeys.join(', ')}`;
  const missing = findMissingKeys(format, sniffed?.keys ?? new Set());
  const problem = sniffed?.problem ?? `missing ${missing.join(', ')}; found ${listNames(sniffed?.keys ?? [])}`;
  return new StudioFailure('DatasetMalformed', `${found.path}: ${problem}; ${expected}`, {
    remedy: 'Download the file again, or move it out of the folder if it is none of the data set.',
    file: found.file,
  });
}

function describeFound(looked: readonly LookedAtFile[], adapters: readonly DatasetAdapter[]): string {
  if (looked.length === 0) return 'the folder holds no file';
  const shown = looked.slice(0, 8).map(({ found, sniffed }) => {
    if (sniffed === null) return found.file;
    return `${found.file} (${sniffed.problem ?? describeKeys(found, sniffed.keys, adapters)})`;
  });
  const more = looked.length > shown.length ? ` and ${looked.length - shown.length} more` : '';
  return `found ${shown.join(', ')}${more}`;
}

/** What a file lacks to be what its name says, else its keys. */
function describeKeys(found: FoundFile, keys: ReadonlySet<string>, adapters: readonly DatasetAdapter[]): string {
  const named = adapters
    .flatMap(({ formats }) => formats)
    .find((format) => format.role === 'reviews' && format.officialName.test(baseName(found)));
  const missing = named === undefined ? [] : findMissingKeys(named, keys);
  return missing.length > 0 ? `missing ${missing.join(', ')}; found ${listNames(keys)}` : `keys ${listNames(keys)}`;
}

function namesOf(adapter: DatasetAdapter, looked: readonly LookedAtFile[]): string {
  const names = looked.filter((file) => formatOf(adapter, file) !== undefined).map(({ found }) => found.file);
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function baseName({ file }: FoundFile): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

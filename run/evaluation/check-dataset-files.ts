import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Manifest } from '../../schemas/manifest.ts';
import { RunRefSchema } from '../../schemas/run-ref.ts';
import { writtenSum } from '../../activities/stage/find-damaged.ts';
import { isErrorCode } from '../../infra/storage/error-code.ts';
import { crc32OfFile, sha256OfFile } from '../../infra/storage/file-sums.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { parseSums, sumsFile } from '../../studio/dataset/file-sums.ts';

export interface CheckedFiles {
  /** Files whose content was compared with a checksum; 0 where none is kept. */
  checked: number;
  /** Paths of those that are missing or are not what was written. */
  damaged: string[];
}

/**
 * Compares a dataset's files with its SHA256SUMS, and with the manifest where the dataset lies in its run: then also the card and the
 * run's own reviews and items, of which only those in `read` are looked at.
 */
export async function checkDatasetFiles(folder: string, read: readonly string[]): Promise<CheckedFiles> {
  const damaged = new Set<string>();
  const bySums = await readSums(folder);
  if (bySums === undefined) damaged.add(join(folder, sumsFile));
  for (const [file, sum] of bySums ?? []) {
    const path = join(folder, file);
    if ((await ifThere(path, sha256OfFile)) !== sum) damaged.add(path);
  }
  const byManifest = listWritten(dirname(folder), await readManifestOf(dirname(folder)), read);
  for (const [path, sum] of byManifest) {
    if ((await ifThere(path, crc32OfFile)) !== sum) damaged.add(path);
  }
  const checked = new Set([...(bySums ?? new Map<string, string>()).keys()].map((file) => join(folder, file)));
  return { checked: new Set([...checked, ...byManifest.keys(), ...damaged]).size, damaged: [...damaged].toSorted() };
}

/** Returns no sums where there is no SHA256SUMS; undefined where it is not what this program writes. */
async function readSums(folder: string): Promise<Map<string, string> | undefined> {
  const text = await ifThere(join(folder, sumsFile), (path) => readFile(path, 'utf8'));
  return text === undefined ? new Map() : parseSums(text);
}

/** Reads the manifest of the run that the dataset lies in; undefined where it lies elsewhere. Throws RunFolderUnusable for one that is damaged. */
async function readManifestOf(folder: string): Promise<Manifest | undefined> {
  const ref = RunRefSchema.safeParse({ runId: basename(folder), runsRoot: dirname(folder) });
  return ref.success ? openRunFolder(ref.data).readManifest() : undefined;
}

/** CRC-32 by path. */
function listWritten(folder: string, manifest: Manifest | undefined, read: readonly string[]): Map<string, number> {
  if (manifest === undefined) return new Map();
  const files = Object.entries(manifest.stages.find(({ stage }) => stage === 'dataset')?.files ?? {});
  const relations = (['reviews', 'items'] as const).flatMap((relation): [string, number][] => {
    const sum = writtenSum(manifest, relation);
    const path = join(folder, 'relations', `${relation}.parquet`);
    return sum === undefined || !read.includes(path) ? [] : [[path, sum]];
  });
  return new Map([...files.map(([file, sum]): [string, number] => [join(folder, file), sum]), ...relations]);
}

async function ifThere<T>(path: string, work: (path: string) => Promise<T>): Promise<T | undefined> {
  try {
    return await work(path);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

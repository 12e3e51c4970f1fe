import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '../../infra/storage/file-sums.ts';
import { isThere } from '../../infra/storage/usable-file.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { croissantFile, withFiles } from '../../studio/dataset/croissant-files.ts';

/** Throws RunFolderUnusable where the folder of a copy is there already: nothing of a person's is written over. */
export async function refuseExisting(folder: string): Promise<void> {
  if (!(await isThere(folder))) return;
  throw new StudioFailure('RunFolderUnusable', `${folder} is there already`, {
    remedy: 'Name a new folder with --out, or remove that one.',
  });
}

/** SHA-256 by path below the folder. */
export async function sumFiles(folder: string, files: Iterable<string>): Promise<Map<string, string>> {
  const sums = new Map<string, string>();
  for (const file of files) sums.set(file, await sha256OfFile(join(folder, file)));
  return sums;
}

/**
 * Writes the croissant.json of a copy whose files have other bytes: that of `from` with the copy's checksums and sizes. Writes none where `from` has none, as
 * older datasets. Throws DatasetMalformed for one that is damaged.
 */
export async function describeCopy(from: string, to: string, sums: ReadonlyMap<string, string>): Promise<void> {
  const path = join(from, croissantFile);
  if (!(await isThere(path))) return;
  const files = [];
  for (const [file, sha256] of sums) files.push({ path: file, sha256, bytes: (await stat(join(to, file))).size });
  const described = withFiles(await readFile(path, 'utf8'), files);
  if (described === undefined) {
    throw new StudioFailure('DatasetMalformed', `${path} is damaged`, {
      remedy: 'Launch its run again: the dataset is written again; or remove the file, and the copy has none.',
    });
  }
  await writeFile(join(to, croissantFile), described);
}

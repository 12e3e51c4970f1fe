import { join } from 'node:path';
import { sha256OfFile } from '../../infra/storage/file-sums.ts';
import { isThere } from '../../infra/storage/usable-file.ts';
import { StudioFailure } from '../../schemas/failure.ts';

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

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StudioFailure } from '../../schemas/failure.ts';

/** A folder with more files than this is no data set, but a home directory or a disk. */
const maximumFiles = 20_000;

export interface FoundFile {
  /** Relative to the folder, `/`-separated. */
  file: string;
  path: string;
  bytes: number;
}

/**
 * Every file below `folder`, sorted by `file`; hidden ones and folders behind links are left out. A path of a file is a folder with that one
 * file. Errors: `DatasetMalformed` when there is nothing to read or too much.
 */
export async function findFiles(path: string): Promise<FoundFile[]> {
  const root = resolve(path);
  const found: FoundFile[] = [];
  const walk = async (folder: string, prefix: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue;
      const file = `${prefix}${entry.name}`;
      const at = join(folder, entry.name);
      if (entry.isDirectory()) await walk(at, `${file}/`);
      else if (entry.isFile() || entry.isSymbolicLink()) {
        const target = await stat(at);
        if (target.isFile()) found.push({ file, path: at, bytes: target.size });
      }
      if (found.length > maximumFiles) throw tooManyFiles(root);
    }
  };
  try {
    const target = await stat(root);
    if (target.isFile())
      return [{ file: basename(root), path: join(dirname(root), basename(root)), bytes: target.size }];
    await walk(root, '');
  } catch (error) {
    if (error instanceof StudioFailure) throw error;
    throw unreadableFolder(root, error);
  }
  return found.toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

function tooManyFiles(root: string): StudioFailure {
  return new StudioFailure('DatasetMalformed', `${root} holds more than ${maximumFiles} files`, {
    remedy: 'Point source.path at the folder of one data set.',
  });
}

function unreadableFolder(root: string, error: unknown): StudioFailure {
  const reason = error instanceof Error ? error.message : String(error);
  return new StudioFailure(
    'DatasetMalformed',
    `the source ${root} cannot be read: ${reason}`,
    { remedy: 'Set source.path (--source) to a folder of review files that this user may read.' },
    error,
  );
}

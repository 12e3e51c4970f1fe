import { StudioFailure } from '../../schemas/failure.ts';
import { fullDiskRemedy, saysDiskFull } from '../storage/disk-full.ts';

/**
 * What a person can mend, by its name and with its remedy; any other error as it is. DuckDB's errors differ by their text only, and often do not name a
 * damaged file: then each of the `opened` ones is read whole, by `read`, until one fails.
 */
export async function toDatabaseFailure(
  error: unknown,
  opened: Iterable<string>,
  read: (path: string) => Promise<void>,
): Promise<unknown> {
  if (!(error instanceof Error) || error instanceof StudioFailure) return error;
  const [firstLine = ''] = error.message.split('\n');
  if (saysDiskFull(error.message)) {
    return new StudioFailure('RunFolderUnusable', `the disk is full: ${firstLine}`, { remedy: fullDiskRemedy }, error);
  }
  const damaged = damages.map((pattern) => pattern.exec(error.message)?.[1]).find(isOfRun);
  if (damaged !== undefined) return damagedFile(damaged, firstLine, error);
  const missing = absences.map((pattern) => pattern.exec(error.message)?.[1]).find(isOfRun);
  if (missing !== undefined) {
    return new StudioFailure(
      'RunFolderUnusable',
      `${missing} is missing`,
      { remedy: 'Put the run folder back as it was; or launch again: what is missing is made again.' },
      error,
    );
  }
  if (!mayBeDamage.test(error.message)) return error;
  for (const path of opened) {
    if (!isOfRun(path)) continue;
    const isReadable = await succeeds(() => read(path));
    if (!isReadable) return damagedFile(path, firstLine, error);
  }
  return error;
}

async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}

const mayBeDamage = /^(Invalid|Conversion|Serialization|Out of Range|INTERNAL)\b.*Error/u;

/** A file whose content is not what was written. Trying again would read the same. */
export function damagedFile(path: string, what: string, cause?: unknown): StudioFailure {
  const remedy = `${remedyFor(path)} Look after the disk.`;
  return new StudioFailure('RunFolderUnusable', `${path} is damaged: ${what}`, { remedy, isLasting: true }, cause);
}

function remedyFor(path: string): string {
  if (path.includes('/relations/') || path.includes('/dataset/'))
    return 'Launch again: the stage that wrote it is made again, and nothing else.';
  if (path.includes('/work/histories/'))
    return 'Put it back from a copy of the run, or remove it: its dialogs can then not be replayed, and nothing else depends on it.';
  return 'Remove that file and launch again: it is made again, and nothing else.';
}

const damages = [
  /No magic bytes found at end of file '([^']*)'/u,
  /File '([^']*)' too small to be a Parquet file/u,
  /Failed to read file "([^"]*)"/u,
  /Failed to read Parquet file ['"]([^'"]*)['"]/u,
  /Malformed JSON in file "([^"]*)"/u,
  /Could not read enough bytes from file "([^"]*)"/u,
  /Invalid string encoding found in Parquet file "([^"]*)"/u,
];

const absences = [
  /No files found that match the pattern "([^"]*)"/u,
  /Cannot open file "([^"]*)": No such file or directory/u,
];

/** A file that this program wrote; one of a person's own is the readers' to judge. */
const isOfRun = (path: string | undefined): path is string =>
  path !== undefined && /\/(relations|work|dataset)\//u.test(path);

import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioFailure } from '../../schemas/failure.ts';
import type { InputFile } from '../../schemas/manifest.ts';
import type { ReadableInput, ReadingOptions } from '../../studio/staging/readable-input.ts';
import type { SourceFile } from '../../studio/staging/source-file.ts';
import { hashInput, inspectInput } from './inspect-input.ts';
import type { Inspection } from './inspect-input.ts';
import { repairInput } from './repair-input.ts';

/** Inspects a file's bytes and, only where they need it, writes a repaired copy below `workFolder`. Memory is bounded. */
export async function makeReadable(
  file: SourceFile,
  workFolder: string,
  options: ReadingOptions,
): Promise<ReadableInput> {
  const folder = await makeFolder(workFolder).catch((error: unknown) => {
    throw nameFailure(error, file, workFolder);
  });
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const readable =
      file.container === 'parquet' ? await linkParquet(file, folder, options) : await linkOrCopy(file, folder, options);
    return { ...readable, remove };
  } catch (error) {
    await remove();
    throw nameFailure(error, file, workFolder);
  }
}

async function makeFolder(workFolder: string): Promise<string> {
  await mkdir(workFolder, { recursive: true });
  return mkdtemp(join(workFolder, 'input-'));
}

/** What the file system says, as a failure that names the place and the remedy; any other error stays as it is. */
function nameFailure(error: unknown, file: SourceFile, workFolder: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const place = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  if (place === file.path || error.syscall === 'read') {
    return new StudioFailure(
      'DatasetMalformed',
      `${file.path} cannot be read: ${error.message}`,
      { remedy: 'Give this user the right to read the file, or copy it to a disk that can.', file: file.file },
      error,
    );
  }
  return new StudioFailure(
    'RunFolderUnusable',
    `${workFolder}: ${error.message}`,
    { remedy: 'Make room on the disk or give this user the right to write there.' },
    error,
  );
}

/** The same bytes, lines and hash that `makeReadable` reports, without preparing anything. */
export async function hashSourceFile(file: SourceFile, options: ReadingOptions): Promise<InputFile> {
  if (file.container === 'parquet') return describeInput(file, { ...(await hashInput(file.path, options)), lines: 0 });
  return describeInput(file, await inspectInput(file.path, file.compression, options));
}

type Linked = Omit<ReadableInput, 'remove'>;

async function linkParquet(file: SourceFile, folder: string, options: ReadingOptions): Promise<Linked> {
  const input = await hashSourceFile(file, options);
  const path = join(folder, 'rows.parquet');
  await symlink(file.path, path);
  return { input, path, lastRowLine: null, unterminatedLine: null, rejectedPath: null };
}

async function linkOrCopy(file: SourceFile, folder: string, options: ReadingOptions): Promise<Linked> {
  const inspection = await inspectInput(file.path, file.compression, options);
  const input = describeInput(file, inspection);
  if (file.container === 'json-lines' && inspection.isClean) {
    const path = join(folder, file.compression === 'gzip' ? 'rows.jsonl.gz' : 'rows.jsonl');
    await symlink(file.path, path);
    const { lastRowLine, unterminatedLine } = inspection;
    return { input, path, lastRowLine, unterminatedLine, rejectedPath: null };
  }
  const path = join(folder, 'rows.jsonl');
  const rejectedPath = join(folder, 'rejected.jsonl');
  const { rejected, lastRowLine } = await repairInput(file, inspection, path, rejectedPath, options);
  // A cut line of JSON is still in the copy; of CSV or a Python dict it is among the rejected.
  const unterminatedLine = file.container === 'json-lines' ? inspection.unterminatedLine : null;
  return { input, path, lastRowLine, unterminatedLine, rejectedPath: rejected > 0 ? rejectedPath : null };
}

function describeInput(file: SourceFile, read: Pick<Inspection, 'bytes' | 'lines' | 'sha256'>): InputFile {
  return { file: file.file, format: file.format, bytes: read.bytes, lines: read.lines, sha256: read.sha256 };
}

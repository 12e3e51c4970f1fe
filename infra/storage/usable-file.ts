import { access, open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { fullDiskRemedy, saysDiskFull } from './disk-full.ts';
import { isErrorCode } from './error-code.ts';

/** Bytes of a file; undefined where there is none. */
export async function readIfThere(target: string): Promise<Buffer | undefined> {
  return usable(target, () => readFile(target)).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}

/** Sum of a file by `sum`; undefined where there is none. */
export async function sumIfThere<T>(target: string, sum: (path: string) => Promise<T>): Promise<T | undefined> {
  return usable(target, () => sum(target)).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}

/** Bytes of a file from `offset` on. */
export async function readFrom(target: string, offset: number): Promise<Buffer> {
  const file = await open(target);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, size - offset)), 0, null, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export async function isThere(target: string): Promise<boolean> {
  return access(target).then(
    () => true,
    () => false,
  );
}

/** Runs `work` on a file; throws `RunFolderUnusable` with a remedy where it fails, but for a file that is not there (`isMissing`). */
export async function usable<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error) || error instanceof StudioFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudioFailure(
      'RunFolderUnusable',
      `${target}: ${reason}`,
      {
        remedy: saysDiskFull(reason)
          ? fullDiskRemedy
          : 'Give this user the right to read and write there; the run goes on from here by itself.',
      },
      error,
    );
  }
}

export const isMissing = (error: unknown): boolean => isErrorCode(error, 'ENOENT');

/** Parses a file that this project wrote; throws `RunFolderUnusable`, which names it, where it is something else. */
export function parseText<T>(target: string, text: string, parse: (text: string) => T): T {
  try {
    return parse(text);
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new StudioFailure(
      'RunFolderUnusable',
      `${target} is not what this version writes: ${reason}`,
      {
        remedy: target.endsWith('manifest.json')
          ? 'Remove that file and launch again: the stages are computed again, what was paid for is kept.'
          : 'It was edited by hand, damaged or written by another version: put it right, or remove it and launch again with the settings that the run was made with.',
        isLasting: true,
      },
      error,
    );
  }
}

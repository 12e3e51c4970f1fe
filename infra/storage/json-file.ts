import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { z } from 'zod';
import { isErrorCode } from './error-code.ts';
import { thenTidy } from './then-tidy.ts';

/** `missing` when there is no such file, `unreadable` when its text is no JSON or not of the schema's shape. */
export async function readJsonFile<T>(path: string, schema: z.ZodType<T>): Promise<T | 'missing' | 'unreadable'> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ENOTDIR')) return 'missing';
    throw error;
  }
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : 'unreadable';
}

/** Readers see the old content or the new one, never a part. */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  const replace = async (): Promise<void> => {
    await writeFile(temporary, `${JSON.stringify(value, null, 2)}\n`);
    await rename(temporary, path);
  };
  await thenTidy(replace, () => rm(temporary, { force: true }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

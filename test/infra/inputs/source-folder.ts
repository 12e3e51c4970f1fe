import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type FileContents = Readonly<Record<string, string | Uint8Array>>;

export interface SourceFolder {
  path: string;
  remove(): Promise<void>;
}

/** A folder with these files, by their paths below it; the folder's own name holds what glob patterns and SQL would stumble over. */
export async function createSourceFolder(files: FileContents): Promise<SourceFolder> {
  const path = await mkdtemp(join(tmpdir(), "convrec [1] o'source-"));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), content);
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Hands over the bytes in pieces of `size`. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

export const reading = { onProgress: (): void => {}, signal: new AbortController().signal };

import type { InputFile } from '../../schemas/manifest.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import type { ReadingOptions } from '../../studio/staging/readable-input.ts';
import type { SourceFile } from '../../studio/staging/source-file.ts';
import { hashSourceFile } from './make-readable.ts';
import { recogniseSource } from './recognise-source.ts';

/** The files a run over this source reads, sorted by name. Errors: as `recogniseSource`. */
export async function listSourceFiles(source: SourceConfig): Promise<SourceFile[]> {
  return (await recogniseSource(source)).files;
}

/** Hash, bytes and lines of every file a run over this source reads: what the run's id is derived from. One pass over all bytes. */
export async function hashSource(source: SourceConfig, options: Partial<ReadingOptions> = {}): Promise<InputFile[]> {
  const reading = { onProgress: () => {}, signal: new AbortController().signal, ...options };
  const hashed: InputFile[] = [];
  for (const file of await listSourceFiles(source)) {
    // Reviews that name their items are read twice.
    if (!hashed.some((known) => known.file === file.file)) hashed.push(await hashSourceFile(file, reading));
  }
  return hashed;
}

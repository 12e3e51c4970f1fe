import { StudioFailure } from '../../schemas/failure.ts';
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
  for (const file of await listSourceFiles(source)) hashed.push(await hashSourceFile(file, reading));
  return hashed;
}

/** What stands in the way of reading this source, for `convrec doctor`: one line each with the remedy, empty when nothing does. */
export async function findSourceProblems(source: SourceConfig): Promise<string[]> {
  try {
    await listSourceFiles(source);
    return [];
  } catch (error) {
    if (error instanceof StudioFailure) return [[error.message, error.details.remedy].filter(Boolean).join('. ')];
    return [error instanceof Error ? error.message : String(error)];
  }
}

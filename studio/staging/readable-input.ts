import type { InputFile } from '../../schemas/manifest.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import type { RecognisedSource, SourceFile } from './source-file.ts';

/** A file made fit for DuckDB's readers, under a path without a character that means something to them (`[`, `*`). */
export interface ReadableInput {
  input: InputFile;
  /** A link to the file itself, or to a copy as JSON lines with the same line numbers. */
  path: string;
  /** Number of the last line that holds a row, to check that DuckDB counts lines alike; null for Parquet. */
  lastRowLine: number | null;
  /** Number of the last line when its line break is missing, else null. */
  unterminatedLine: number | null;
  /** JSON lines `{line, reason, excerpt}` of the rows that no reader could read; null when there is none. */
  rejectedPath: string | null;
  /** Removes the link or the copy. */
  remove(): Promise<void>;
}

export interface ReadingOptions {
  /** Called with the number of bytes just read. */
  onProgress(bytes: number): void;
  signal: AbortSignal;
}

/** What the stage needs to get at the files of a source; `infra/inputs` does it with real files. */
export interface SourceInputs {
  /** Errors: `DatasetMalformed`, `InvalidRunConfig`. */
  recogniseSource(source: SourceConfig): Promise<RecognisedSource>;
  /** Inspects a file and prepares it below `workFolder`. */
  makeReadable(file: SourceFile, workFolder: string, options: ReadingOptions): Promise<ReadableInput>;
}

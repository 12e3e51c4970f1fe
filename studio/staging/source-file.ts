import type { RecognisedKind } from '../../schemas/source-config.ts';

/**
 * How the rows of a file are written. `python-literals`: one Python dict a line, as in the loose Amazon files of 2014; `json-array`: one JSON array
 * with an object a line.
 */
export type Container = 'json-lines' | 'json-array' | 'python-literals' | 'csv' | 'parquet';

export type FileRole = 'reviews' | 'items';

/** One file of a source, recognised: what is in it and how to read it. */
export interface SourceFile {
  /** Relative to the source's folder, `/`-separated. */
  file: string;
  /** Absolute. */
  path: string;
  bytes: number;
  /** Name of the format, e.g. `yelp-review`. */
  format: string;
  role: FileRole;
  container: Container;
  compression: 'none' | 'gzip';
  /** Between the fields of a CSV file. */
  delimiter: string;
  /** Keys or columns that its rows must have. */
  requiredKeys: readonly string[];
  /** The .sql file, by its path in the repository, that turns the file's rows into raw reviews or raw items. */
  stagingSql: string;
  /** Values bound in that statement. */
  values: Readonly<Record<string, string>>;
  /** Columns that the file's folders hold (`year=2019/`, as Spark writes them); a column of the file itself comes first. */
  partition?: Readonly<Record<string, string>>;
}

/** All that was found in a source's folder. */
export interface RecognisedSource {
  kind: RecognisedKind | 'mapped';
  /** Sorted by `file`. */
  files: SourceFile[];
  /** Files of the folder that are none of the data set. */
  ignored: string[];
}

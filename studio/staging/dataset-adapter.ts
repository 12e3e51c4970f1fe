import type { RecognisedKind } from '../../schemas/source-config.ts';
import type { FileRole } from './source-file.ts';

/** One kind of file of a data set, told by its keys (JSON) or column names (CSV), never by its name alone. */
export interface InputFormat {
  name: string;
  role: FileRole;
  container: 'json-lines' | 'csv';
  /** Keys that the first readable rows have between them; `a|b` means either. */
  requiredKeys: readonly string[];
  /** Keys that only another format has. */
  foreignKeys: readonly string[];
  /** Base names worth opening; one without any readable row is an error. */
  candidateName: RegExp;
  /** Base names of the official distribution; one that is something else is an error. */
  officialName: RegExp;
  /** Repository path of the statement that turns rows into raw reviews or raw items. */
  stagingSql: string;
  /** Values bound in that statement, from the file's path relative to the source. */
  values(file: string): Record<string, string>;
}

/** A data set in its official files. */
export interface DatasetAdapter {
  kind: RecognisedKind;
  /** For error messages: the files that must be there. */
  expects: string;
  formats: readonly InputFormat[];
}

/** Required keys that are not among `keys`, in the order of the format. */
export function findMissingKeys(format: Pick<InputFormat, 'requiredKeys'>, keys: ReadonlySet<string>): string[] {
  return format.requiredKeys.filter((required) => !required.split('|').some((key) => keys.has(key)));
}

/** Whether rows with these keys are of this format. */
export function isOfFormat(format: InputFormat, keys: ReadonlySet<string>): boolean {
  return findMissingKeys(format, keys).length === 0 && !format.foreignKeys.some((key) => keys.has(key));
}

import { access, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { StudioFailure } from '../../schemas/failure.ts';

export interface ConfigFile {
  /** Absolute. */
  path: string;
  content: Record<string, unknown>;
  /** `convrec.yaml:3:5` for a setting that stands in the file, else that of the nearest section around it. */
  locate: (path: readonly PropertyKey[]) => string;
}

const defaultNames = ['convrec.yaml', 'convrec.yml', 'convrec.json'];

/**
 * Reads the file that was named, else the `convrec.yaml`, `.yml` or `.json` of the folder; undefined when there is none. Throws
 * InvalidRunConfig with file, line and column when it is no YAML or JSON, or when two of the default names exist.
 */
export async function readConfigFile(given: string | undefined, folder: string): Promise<ConfigFile | undefined> {
  const path = given === undefined ? await findDefault(folder) : resolve(folder, given);
  if (path === undefined) return undefined;
  // Every JSON text is YAML too, so one parser gives places for both.
  const shown = relative(folder, path).startsWith('..') ? path : relative(folder, path);
  const lines = new LineCounter();
  const document = parseDocument(await readWhole(path), { lineCounter: lines, prettyErrors: false });
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    const { line, col } = lines.linePos(syntaxError.pos[0]);
    throw invalid(`${shown}:${line}:${col}: ${syntaxError.message}`, 'Correct the file: it must be YAML or JSON.');
  }
  const content: unknown = document.toJS() ?? {};
  if (!isRecord(content)) {
    throw invalid(
      `${shown}:1:1: the file must hold settings (key: value), not ${describe(content)}`,
      'See the example in README.md.',
    );
  }
  const locate = (place: readonly PropertyKey[]): string => {
    const { line, col } = lines.linePos(findOffset(document, place));
    return `${shown}:${line}:${col}`;
  };
  return { path, content, locate };
}

async function findDefault(folder: string): Promise<string | undefined> {
  const found: string[] = [];
  for (const name of defaultNames) {
    const isThere = await access(join(folder, name)).then(
      () => true,
      () => false,
    );
    if (isThere) found.push(name);
  }
  if (found.length > 1) {
    throw invalid(`${folder} holds ${found.join(' and ')}`, 'Keep one of them, or name the one to use with --config.');
  }
  const [name] = found;
  return name === undefined ? undefined : join(folder, name);
}

async function readWhole(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudioFailure(
      'InvalidRunConfig',
      `the config file ${path} cannot be read: ${reason}`,
      { remedy: 'Check the path given to --config.' },
      error,
    );
  }
}

function findOffset(document: Document, place: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of place) {
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    if (pair === undefined) break;
    if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return offset;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const describe = (value: unknown): string => (Array.isArray(value) ? 'a list' : `the ${typeof value} ${String(value)}`);

const invalid = (message: string, remedy: string): StudioFailure =>
  new StudioFailure('InvalidRunConfig', message, { remedy });

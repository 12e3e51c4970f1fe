import { access, open } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { FileHandle } from 'node:fs/promises';
import type { Document } from 'yaml';
import { StudioFailure } from '../../schemas/failure.ts';
import { findDeepNesting } from '../../studio/text/yaml-nesting.ts';

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
  const text = await readWhole(path);
  const nesting = findDeepNesting(text);
  if (nesting !== undefined) throw invalid(`${shown}:${nesting.line}:1: ${nesting.message}`, tooMuchRemedy);
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    const { line, col } = lines.linePos(syntaxError.pos[0]);
    throw invalid(`${shown}:${line}:${col}: ${syntaxError.message}`, 'Correct the file: it must be YAML or JSON.');
  }
  const content: unknown = resolveAliases(document, shown) ?? {};
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

/** Far more than every setting with a comment. Parsing takes the square of a mapping's keys. */
const mostBytes = 64 * 1024;
/** Settings name the same thing a few times at most; nested, ten aliases of ten each are more than memory holds. */
const mostAliases = 100;

const tooMuchRemedy = 'No config needs that much: name another file with --config, or take out what is no setting.';

function resolveAliases(document: Document, shown: string): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalid(`${shown}:1:1: its aliases cannot be resolved: ${reason}`, tooMuchRemedy);
  }
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
    const file = await open(path);
    try {
      // Read up to the limit and no further: a device such as /dev/zero has no end, and no size to ask for.
      const { buffer, bytesRead } = await readAtMost(file, mostBytes + 1);
      if (bytesRead > mostBytes)
        throw invalid(`the config file ${path} is larger than ${mostBytes / 1024} KiB`, tooMuchRemedy);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof StudioFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudioFailure(
      'InvalidRunConfig',
      `the config file ${path} cannot be read: ${reason}`,
      { remedy: 'Check the path given to --config.' },
      error,
    );
  }
}

async function readAtMost(file: FileHandle, bytes: number): Promise<{ buffer: Buffer; bytesRead: number }> {
  const buffer = Buffer.alloc(bytes);
  let bytesRead = 0;
  for (;;) {
    const read = await file.read(buffer, bytesRead, bytes - bytesRead, null);
    bytesRead += read.bytesRead;
    if (read.bytesRead === 0 || bytesRead === bytes) return { buffer, bytesRead };
  }
}

function findOffset(document: Document, place: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of place) {
    if (isSeq(node)) {
      node = node.items[Number(key)];
      if (isScalar(node)) offset = node.range?.[0] ?? offset;
      continue;
    }
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

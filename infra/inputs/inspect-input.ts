import { isUtf8 } from 'node:buffer';
import type { ReadingOptions } from '../../studio/staging/readable-input.ts';
import type { Compression } from './open-bytes.ts';
import { openBytes } from './open-bytes.ts';
import { maximumLineBytes, readBlocks } from './read-lines.ts';

/** What a pass over a file's bytes shows before any row is read. */
export interface Inspection {
  /** Digest and size of the file as it lies on disk. */
  sha256: string;
  bytes: number;
  /** Lines of the unpacked content; a last line without a line break counts. */
  lines: number;
  /** Number of the last line that is not blank; 0 when there is none. */
  lastRowLine: number;
  /** Number of the last line when its line break is missing, else null. */
  unterminatedLine: number | null;
  /** Whether DuckDB can read every line as it stands. */
  isClean: boolean;
  /** What is wrong with a .gz file, else null. */
  damage: string | null;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** Ends a field in `studio/staging/input_rows.sql`: the rest of a line that holds it would be lost. */
const fieldDelimiter = 0x01;

/** Reads a file of lines once: hash, counts, and whether it needs repair. One block (what one read gives, or one line) is in memory at a time. */
export async function inspectInput(
  path: string,
  compression: Compression,
  options: ReadingOptions,
): Promise<Inspection> {
  const { chunks, summary } = openBytes(path, compression);
  let lines = 0;
  let lastRowLine = 0;
  let isClean = true;
  let isTerminated = true;
  for await (const block of readBlocks(chunks)) {
    options.signal.throwIfAborted();
    options.onProgress(block.length);
    const broken = countLineFeeds(block);
    const trailing = measureBlankEnd(block);
    if (trailing < block.length) {
      lastRowLine = lines + 1 + broken - countLineFeeds(block.subarray(block.length - trailing));
    }
    lines += broken;
    isTerminated = block.at(-1) === lineFeed;
    isClean &&= isReadable(block);
  }
  if (!isTerminated) lines += 1;
  const { damage, ...file } = summary();
  const unterminatedLine = isTerminated ? null : lines;
  return { ...file, lines, lastRowLine, unterminatedLine, isClean: isClean && damage === null, damage };
}

/** Hash and size of a file that has no lines. */
export async function hashInput(path: string, options: ReadingOptions): Promise<{ sha256: string; bytes: number }> {
  const { chunks, summary } = openBytes(path, 'none');
  for await (const chunk of chunks) {
    options.signal.throwIfAborted();
    options.onProgress(chunk.length);
  }
  const { sha256, bytes } = summary();
  return { sha256, bytes };
}

/** Why DuckDB's reader must not see these bytes as a line, null when it may. */
export function findLineProblem(bytes: Buffer): string | null {
  if (!isUtf8(bytes)) return 'not UTF-8';
  if (bytes.includes(fieldDelimiter)) return 'bad JSON: control character U+0001';
  if (bytes.includes(carriageReturn)) return 'bad JSON: carriage return inside the line';
  return null;
}

function isReadable(block: Buffer): boolean {
  // Only a block longer than a line may be can hold one that is too long; the repair looks at each line.
  return (
    block.length <= maximumLineBytes &&
    isUtf8(block) &&
    !block.includes(fieldDelimiter) &&
    !hasLoneCarriageReturn(block)
  );
}

function hasLoneCarriageReturn(block: Buffer): boolean {
  for (let at = block.indexOf(carriageReturn); at >= 0; at = block.indexOf(carriageReturn, at + 1)) {
    if (at + 1 < block.length && block[at + 1] !== lineFeed) return true;
  }
  return false;
}

function countLineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}

/** Bytes of white space (space, tab, CR, LF) at the end. */
function measureBlankEnd(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && isWhiteSpace(bytes[end - 1])) end -= 1;
  return bytes.length - end;
}

function isWhiteSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === lineFeed || byte === carriageReturn;
}

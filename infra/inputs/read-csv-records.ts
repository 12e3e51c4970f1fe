import { isUtf8 } from 'node:buffer';
import { parseCsvRecord } from './parse-csv-record.ts';
import { maximumLineBytes } from './read-lines.ts';

const lineFeed = 0x0a;
const byteOrderMark = Buffer.from('\ufeff');

export interface CsvRecord {
  /** Physical line on which it starts, from 1. */
  line: number;
  /** Physical lines it spans: more than one when a quoted field holds line breaks. */
  lines: number;
  /** One character a byte (latin1), see `parse-csv-record.ts`. */
  fields: string[];
  /** Why the record cannot be used, else null. */
  problem: string | null;
  /** The first bytes of a record that cannot be used, as they stand in the file; empty otherwise. */
  head: Buffer;
}

/** Bytes kept of a record that cannot be used. */
const headBytes = 800;

/**
 * Records of a CSV file (RFC 4180, UTF-8), one array a chunk; the first record is the header and says how many fields the others must have.
 * After broken quotes reading goes on with the next line, so that a stray quote does not swallow the file.
 * Not left to DuckDB, whose reader gives the physical line of bad records only, nor to csv-parse, which reads 12 MB/s here.
 */
export async function* readCsvRecords(chunks: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<CsvRecord[]> {
  const reader = createReader(delimiter.charCodeAt(0));
  for await (const chunk of chunks) yield reader.take(chunk, false);
  yield reader.take(Buffer.alloc(0), true);
}

interface RecordReader {
  take(chunk: Buffer, isLast: boolean): CsvRecord[];
}

/** A record and where it stands in the bytes at hand. */
interface PlacedRecord {
  record: CsvRecord;
  start: number;
  end: number;
  next: number;
}

function createReader(separator: number): RecordReader {
  let pending: Buffer = Buffer.alloc(0);
  let line = 1;
  let fieldCount: number | undefined;
  let isWithinLongLine = false;
  let waitForBytes = 0;

  const readRecord = (start: number, isLast: boolean): PlacedRecord | undefined => {
    const isTooLong = pending.length - start > maximumLineBytes;
    const parsed = parseCsvRecord(pending, start, separator, isLast || isTooLong);
    if (parsed === undefined) return undefined;
    const { fields, end, next } = parsed;
    const lines = countLineFeeds(pending, start, next);
    fieldCount ??= fields.length;
    let problem = parsed.problem ?? describeFieldCount(fields.length, fieldCount);
    isWithinLongLine = lines === 0 && !isLast;
    if (isWithinLongLine || end - start > maximumLineBytes) problem = 'longer than 16 MiB';
    else if (lines === 0 && problem !== null) problem = 'truncated last line';
    const record = { line, lines: Math.max(lines, 1), fields, problem, head: noBytes };
    line += record.lines;
    return { record, start, end, next };
  };

  const skipLongLine = (start: number): number => {
    const lineEnd = pending.indexOf(lineFeed, start);
    if (lineEnd >= 0) isWithinLongLine = false;
    return lineEnd < 0 ? pending.length : lineEnd + 1;
  };

  const take = (chunk: Buffer, isLast: boolean): CsvRecord[] => {
    const placed: PlacedRecord[] = [];
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    // A long record is looked at again only when twice as much of it is there, or its time would grow with the square of its length.
    if (!isLast && pending.length < waitForBytes) return [];
    let start = line === 1 && pending.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
    while (start < pending.length) {
      const found = isWithinLongLine ? undefined : readRecord(start, isLast);
      if (found === undefined && !isWithinLongLine) break;
      if (found !== undefined && found.end > start) placed.push(found);
      start = found?.next ?? skipLongLine(start);
    }
    const records = placed.map((each) => each.record);
    markProblems(pending, start, placed);
    pending = pending.subarray(start);
    waitForBytes = 2 * pending.length;
    return records;
  };
  return { take };
}

const noBytes = Buffer.alloc(0);

/** Adds what needs the bytes: which records are not UTF-8, checked one by one only when the whole is not, and the head of bad ones. */
function markProblems(bytes: Buffer, read: number, placed: readonly PlacedRecord[]): void {
  const isWhole = isUtf8(bytes.subarray(0, read));
  for (const { record, start, end } of placed) {
    if (!isWhole && !isUtf8(bytes.subarray(start, end))) record.problem = 'not UTF-8';
    if (record.problem !== null) record.head = bytes.subarray(start, Math.min(end, start + headBytes));
  }
}

function describeFieldCount(found: number, expected: number): string | null {
  return found === expected ? null : `expected ${expected} fields, found ${found}`;
}

function countLineFeeds(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed, start); at >= 0 && at < end; at = bytes.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}

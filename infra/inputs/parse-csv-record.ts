const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export interface ParsedRecord {
  /** One character a byte (latin1): the bytes are handed on as they are, and decoding and encoding them again would take most of the time. */
  fields: string[];
  /** Quoting that RFC 4180 does not know; `fields` is then empty. */
  problem: string | null;
  /** Where the record ends, its line break left out. */
  end: number;
  /** Where the next one starts; after a problem, the line below the one on which the record starts. */
  next: number;
}

interface Field {
  value: string;
  /** Index of the byte after the field: a separator, a line break or the end. */
  end: number;
}

/**
 * The record that starts at `start`; undefined when `buffer` ends before the record does and `isLast` is false. A quote inside an unquoted
 * field is a character like any other; spaces are content.
 */
export function parseCsvRecord(
  buffer: Buffer,
  start: number,
  separator: number,
  isLast: boolean,
): ParsedRecord | undefined {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    const field = buffer[at] === quote ? readQuoted(buffer, at) : readUnquoted(buffer, at, separator);
    // The byte after a field decides; it may still be on its way, and so may the second half of a doubled quote or of CRLF.
    if (!isLast && (field === undefined || field.end + 1 >= buffer.length)) {
      if (field === undefined || buffer[field.end] !== lineFeed) return undefined;
    }
    if (field === undefined) return brokenRecord(buffer, start, isLast, 'quote never closed');
    fields.push(field.value);
    at = field.end;
    if (buffer[at] === separator) {
      at += 1;
      continue;
    }
    const lineBreak = measureLineBreak(buffer, at);
    if (lineBreak === undefined) return brokenRecord(buffer, start, isLast, 'text after a closing quote');
    return { fields, problem: null, end: at, next: at + lineBreak };
  }
}

/** Column names of a header, blanks around them left out; only ASCII ones, for a byte of a longer character may look like a space. */
export function toColumnNames(fields: readonly string[]): string[] {
  return fields.map((name) => name.replace(/^[ \t]+|[ \t]+$/gu, ''));
}

function readQuoted(buffer: Buffer, start: number): Field | undefined {
  let isDoubled = false;
  for (let at = start + 1; at < buffer.length; at += 1) {
    if (buffer[at] !== quote) continue;
    if (buffer[at + 1] !== quote) {
      const value = buffer.toString('latin1', start + 1, at);
      return { value: isDoubled ? value.replaceAll('""', '"') : value, end: at + 1 };
    }
    isDoubled = true;
    at += 1;
  }
  return undefined;
}

function readUnquoted(buffer: Buffer, start: number, separator: number): Field {
  let end = start;
  while (end < buffer.length && buffer[end] !== separator && buffer[end] !== lineFeed) end += 1;
  const isBeforeBreak = end === buffer.length || buffer[end] === lineFeed;
  if (isBeforeBreak && end > start && buffer[end - 1] === carriageReturn) end -= 1;
  return { value: buffer.toString('latin1', start, end), end };
}

/** Bytes of the line break at `at`: 0 at the end of the input, undefined where there is none. */
function measureLineBreak(buffer: Buffer, at: number): number | undefined {
  if (at >= buffer.length) return 0;
  if (buffer[at] === lineFeed) return 1;
  if (buffer[at] !== carriageReturn) return undefined;
  if (at + 1 >= buffer.length) return 1;
  return buffer[at + 1] === lineFeed ? 2 : undefined;
}

function brokenRecord(buffer: Buffer, start: number, isLast: boolean, problem: string): ParsedRecord | undefined {
  const lineEnd = buffer.indexOf(lineFeed, start);
  if (lineEnd >= 0) return { fields: [], problem, end: lineEnd, next: lineEnd + 1 };
  return isLast ? { fields: [], problem, end: buffer.length, next: buffer.length } : undefined;
}

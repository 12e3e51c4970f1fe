import type { Container } from '../../studio/staging/source-file.ts';
import { detectCompression, openBytes } from './open-bytes.ts';
import type { Compression } from './open-bytes.ts';
import { parseCsvRecord, toColumnNames } from './parse-csv-record.ts';
import { pythonDictToJson } from './python-literal.ts';

/** How much of a file is looked at to tell its format. */
const sniffedBytes = 4 * 1024 * 1024;
const sniffedRows = 50;
const delimiters = [',', '\t', ';', '|'] as const;

/** What the beginning of a file shows. */
export interface SniffedInput {
  compression: Compression;
  container: Exclude<Container, 'parquet'>;
  /** Between the fields of a CSV file: the one that splits the header into most columns. */
  delimiter: string;
  /** Keys of the first readable rows together, or the header's column names. Empty when `problem` says why. */
  keys: ReadonlySet<string>;
  /** Column names that stand in the header more than once. */
  repeated: ReadonlySet<string>;
  problem: string | null;
}

/** Reads the first rows of a JSON-lines or CSV file. */
export async function sniffInput(path: string, container: 'json-lines' | 'csv'): Promise<SniffedInput> {
  try {
    return await sniff(path, container);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const problem = `it cannot be read: ${error.message}`;
    return { compression: 'none', container, delimiter: ',', keys: new Set(), repeated: new Set(), problem };
  }
}

async function sniff(path: string, container: 'json-lines' | 'csv'): Promise<SniffedInput> {
  const compression = await detectCompression(path);
  const { head, damage } = await readHead(path, compression);
  const nothing = { compression, container, delimiter: ',', keys: new Set<string>(), repeated: new Set<string>() };
  if (head.length === 0) return { ...nothing, problem: damage ?? 'the file is empty' };
  if (isUtf16(head)) {
    return {
      ...nothing,
      problem: 'the text is UTF-16, not UTF-8 (convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW_FILE)',
    };
  }
  const other = describeOtherFormat(head);
  if (other !== undefined) return { ...nothing, problem: other };
  return { ...nothing, ...(container === 'csv' ? sniffHeader(head) : sniffRows(head)) };
}

async function readHead(path: string, compression: Compression): Promise<{ head: Buffer; damage: string | null }> {
  const { chunks, summary } = openBytes(path, compression);
  const head: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    head.push(chunk);
    bytes += chunk.length;
    if (bytes >= sniffedBytes) break;
  }
  return { head: Buffer.concat(head), damage: summary().damage };
}

function isUtf16(head: Buffer): boolean {
  const mark = head.subarray(0, 2).toString('hex');
  const sample = head.subarray(0, 4096);
  const zeros = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return mark === 'fffe' || mark === 'feff' || zeros > sample.length / 5;
}

/** What the first bytes say where the file is no text of rows; undefined where it may be one. */
function describeOtherFormat(head: Buffer): string | undefined {
  const start = head.toString('latin1', 0, 8);
  const known = otherFormats.find(([magic]) => start.startsWith(magic));
  if (known !== undefined) return known[1];
  const sample = head.subarray(0, 64 * 1024);
  return sample.includes(0x0d) && !sample.includes(0x0a)
    ? 'its lines end in a carriage return alone, as on an old Mac (convert it: tr "\\r" "\\n" < FILE > NEW_FILE)'
    : undefined;
}

const otherFormats: readonly (readonly [magic: string, problem: string])[] = [
  ['PK\x03\x04', 'it is a zip archive or a workbook: unpack it, or export its sheet as CSV'],
  ['PAR1', 'it is a Parquet file: set source.mapped.format to "parquet"'],
  ['(\xb5/\xfd', 'it is packed by zstd: unpack it (zstd -d FILE)'],
  ['BZh', 'it is packed by bzip2: unpack it (bunzip2 FILE)'],
  ['\xfd7zXZ', 'it is packed by xz: unpack it (unxz FILE)'],
  ['7z\xbc\xaf', 'it is a 7z archive: unpack it'],
  ['Rar!', 'it is a rar archive: unpack it'],
  ['%PDF', 'it is a PDF document, no rows'],
];

type SniffedRows = Pick<SniffedInput, 'container' | 'keys' | 'problem'>;

function sniffRows(head: Buffer): SniffedRows {
  const text = head.toString('utf8').replace(/^\ufeff/u, '');
  const lines = text.split(/\r?\n/u);
  const isArray = text.trimStart().startsWith('[');
  const keys = new Set<string>();
  let pythonRows = 0;
  let rows = 0;
  for (const line of lines) {
    const json = parseObject(isArray ? withoutArray(line) : line);
    const python = json === undefined ? parseObject(pythonDictToJson(line) ?? '') : undefined;
    if (python !== undefined) pythonRows += 1;
    for (const key of Object.keys(json ?? python ?? {})) keys.add(key);
    if (json !== undefined || python !== undefined) rows += 1;
    if (rows === sniffedRows) break;
  }
  const container = isArray ? 'json-array' : pythonRows > rows / 2 ? 'python-literals' : 'json-lines';
  return { container, keys, problem: rows === 0 ? describeUnreadable(head) : null };
}

/** A line of an array with one object a line, as `repair-input.ts` reads it. */
const withoutArray = (line: string): string => line.replace(/^\s*\[?\s*/u, '').replace(/\s*(?:,|\])?\s*$/u, '');

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function describeUnreadable(head: Buffer): string {
  const start = head.subarray(0, 200).toString('utf8').trim().slice(0, 20);
  if (start === '') return 'the file holds nothing but white space';
  const hint = start.startsWith('[')
    ? ' (one JSON array is not JSON lines unless each object has a line of its own; convert it: jq -c ".[]" FILE > NEW_FILE)'
    : '';
  return `none of its first lines is a JSON object${hint}; it starts ${JSON.stringify(start)}`;
}

function sniffHeader(head: Buffer): SniffedRows & Pick<SniffedInput, 'delimiter' | 'repeated'> {
  const start = head.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0;
  const headers = delimiters.map((delimiter) => {
    const fields = parseCsvRecord(head, start, delimiter.charCodeAt(0), true)?.fields ?? [];
    return { delimiter, names: toColumnNames(fields).map((name) => Buffer.from(name, 'latin1').toString('utf8')) };
  });
  const widest = headers.reduce((best, header) => (header.names.length > best.names.length ? header : best));
  const names = widest.names.filter((name) => name !== '');
  const keys = new Set(names);
  return {
    container: 'csv',
    delimiter: widest.delimiter,
    keys,
    repeated: new Set(names.filter((name, at) => names.indexOf(name) < at)),
    problem: keys.size === 0 ? 'its first line is no CSV header' : null,
  };
}

import { open } from 'node:fs/promises';
import type { ReadingOptions } from '../../studio/staging/readable-input.ts';
import type { SourceFile } from '../../studio/staging/source-file.ts';
import type { Inspection } from './inspect-input.ts';
import { findLineProblem } from './inspect-input.ts';
import { openBytes } from './open-bytes.ts';
import { pythonDictToJson } from './python-literal.ts';
import { toColumnNames } from './parse-csv-record.ts';
import { readCsvRecords } from './read-csv-records.ts';
import { maximumLineBytes, readLines } from './read-lines.ts';
import type { InputLine } from './read-lines.ts';

/** How much of a bad row's text is kept, enough to find it again; in bytes, before decoding. */
const excerptBytes = 800;
const excerptCharacters = 200;

/** One line of the copy: the row as JSON, or why it is left out. Bytes as latin1 text, one character a byte. */
interface CopiedLine {
  line: number;
  /** Physical lines the row spans; the copy has as many, so that line numbers hold. */
  lines: number;
  json: string;
  rejected: { reason: string; excerpt: string } | null;
}

export interface Repair {
  rejected: number;
  /** Number of the copy's last line that is not blank; 0 when there is none. */
  lastRowLine: number;
}

/**
 * Copies a file to `copyPath` as JSON lines, each row on the line on which it stands in the file, rows that no reader could read left blank
 * and listed in `rejectedPath` as JSON lines `{line, reason, excerpt}`. Does not unpack or hold more than a block at a time.
 */
export async function repairInput(
  file: SourceFile,
  inspection: Inspection,
  copyPath: string,
  rejectedPath: string,
  options: ReadingOptions,
): Promise<Repair> {
  const copy = await open(copyPath, 'w');
  const rejects = await open(rejectedPath, 'w');
  const repair: Repair = { rejected: 0, lastRowLine: 0 };
  let written = 0;
  try {
    for await (const lines of copyLines(file, inspection)) {
      options.signal.throwIfAborted();
      let content = '';
      let rejected = '';
      for (const copied of lines) {
        const { line, lines: spanned, json, rejected: reject } = withinLimit(copied);
        content += '\n'.repeat(Math.max(0, line - 1 - written)) + json + '\n'.repeat(spanned);
        written = line - 1 + spanned;
        if (!isBlank(json)) repair.lastRowLine = line;
        if (reject === null) continue;
        rejected += `${JSON.stringify({ line, ...reject })}\n`;
        repair.rejected += 1;
      }
      await copy.appendFile(content, 'latin1');
      options.onProgress(content.length);
      await rejects.appendFile(rejected);
    }
  } finally {
    await copy.close();
    await rejects.close();
  }
  return repair;
}

/** Escapes make JSON longer than the CSV or Python text it is made of. */
function withinLimit(copied: CopiedLine): CopiedLine {
  if (copied.json.length <= maximumLineBytes) return copied;
  const head = Buffer.from(copied.json.slice(0, excerptBytes), 'latin1');
  return { ...copied, json: '', rejected: { reason: 'longer than 16 MiB', excerpt: excerptOf(head) } };
}

async function* copyLines(file: SourceFile, inspection: Inspection): AsyncGenerator<CopiedLine[]> {
  const { chunks } = openBytes(file.path, file.compression);
  if (file.container === 'csv') yield* copyCsv(chunks, file.delimiter, inspection);
  else yield* copyJson(chunks, file.container, inspection);
  // Damage that falls between two lines leaves no broken line to report it on.
  const { damage, unterminatedLine, lines } = inspection;
  if (damage !== null && unterminatedLine === null) {
    yield [{ line: lines + 1, lines: 0, json: '', rejected: { reason: damage, excerpt: '' } }];
  }
}

async function* copyJson(
  chunks: AsyncIterable<Buffer>,
  container: SourceFile['container'],
  inspection: Inspection,
): AsyncGenerator<CopiedLine[]> {
  const convert = converters[container] ?? keepLine;
  for await (const lines of readLines(chunks)) {
    yield lines.map((line) => {
      const isCut = inspection.damage !== null && line.line === inspection.unterminatedLine;
      return isCut ? rejectLine(line, inspection.damage ?? '') : convert(line);
    });
  }
}

/** `[`, `{...},`, ..., `{...}`, `]`, each on a line: brackets and commas are blank lines and ends of lines to JSON lines. */
function convertArrayLine(line: InputLine): CopiedLine {
  const kept = keepLine(line);
  if (kept.rejected !== null) return kept;
  return { ...kept, json: kept.json.replace(/^[ \t]*\[?[ \t]*/u, '').replace(/[ \t]*(?:,|\])?[ \t]*$/u, '') };
}

function keepLine(line: InputLine): CopiedLine {
  const problem = line.isTooLong ? 'longer than 16 MiB' : findLineProblem(line.bytes);
  if (problem !== null) return rejectLine(line, problem);
  return { line: line.line, lines: 1, json: line.bytes.toString('latin1'), rejected: null };
}

function convertPythonLine(line: InputLine): CopiedLine {
  const kept = keepLine(line);
  if (kept.rejected !== null || isBlank(kept.json)) return kept;
  const json = pythonDictToJson(line.bytes.toString('utf8'));
  if (json === null) return rejectLine(line, 'bad Python literal');
  return { ...kept, json: Buffer.from(json).toString('latin1') };
}

function rejectLine(line: InputLine, reason: string): CopiedLine {
  return { line: line.line, lines: 1, json: '', rejected: { reason, excerpt: excerptOf(line.bytes) } };
}

async function* copyCsv(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  inspection: Inspection,
): AsyncGenerator<CopiedLine[]> {
  let keys: string[] | undefined;
  for await (const records of readCsvRecords(chunks, delimiter)) {
    const copied: CopiedLine[] = [];
    for (const { line, lines, fields, problem, head } of records) {
      if (keys === undefined) {
        keys = toColumnNames(fields).map((name) => `${JSON.stringify(name)}:`);
        continue;
      }
      const isCut = inspection.damage !== null && line + lines - 1 === inspection.unterminatedLine;
      const reason = isCut ? inspection.damage : problem;
      const rejected = reason === null ? null : { reason, excerpt: excerptOf(head) };
      copied.push({ line, lines, json: rejected === null ? toJsonObject(keys, fields) : '', rejected });
    }
    yield copied;
  }
}

function toJsonObject(keys: readonly string[], fields: readonly string[]): string {
  return `{${keys.map((key, at) => key + JSON.stringify(fields[at])).join(',')}}`;
}

const converters: Partial<Record<SourceFile['container'], (line: InputLine) => CopiedLine>> = {
  'python-literals': convertPythonLine,
  'json-array': convertArrayLine,
};

/** The first 200 characters; bytes that are not UTF-8 show as U+FFFD. */
function excerptOf(bytes: Buffer): string {
  return Array.from(bytes.subarray(0, excerptBytes).toString('utf8')).slice(0, excerptCharacters).join('');
}

const isBlank = (json: string): boolean => /^[ \t]*$/u.test(json);

import { nameRows } from '../../run/query/named-rows.ts';
import type { QueryResult } from '../../run/query/run-query.ts';
import { formatCell, formatTable } from './format-table.ts';
import { neutralise, neutraliseJson, neutraliseLines } from './neutralise.ts';
import type { Terminal } from './terminal.ts';

export const rowFormats = ['table', 'json', 'csv', 'markdown'] as const;
export type RowFormat = (typeof rowFormats)[number];

/** A table shows at most this many rows; JSON and CSV hold all of them. */
export const maximumTableRows = 200;
const maximumCellWidth = 60;

/** Writes a query's result: a table for reading, JSON as one array of objects, Markdown as a table for a page, CSV as RFC 4180 has it, without formulas where `safe-csv` is asked for. */
export async function writeRows(
  result: QueryResult,
  format: RowFormat | 'safe-csv',
  terminal: Terminal,
): Promise<void> {
  if (format === 'json') return writeJson(result, terminal);
  if (format === 'markdown') return writeMarkdown(result, terminal);
  if (format === 'csv') return writeCsv(result, formatField, terminal);
  if (format === 'safe-csv') return writeCsv(result, (cell) => formatField(withoutFormula(cell)), terminal);
  return result.isPlan ? writePlan(result, terminal) : writeTable(result, terminal);
}

async function writeTable({ columns, rows }: QueryResult, { write, colours }: Terminal): Promise<void> {
  const shown: (readonly unknown[])[] = [];
  let more = 0;
  for await (const row of rows) {
    if (shown.length < maximumTableRows) shown.push(row);
    else more += 1;
  }
  const [head = '', ...body] = formatTable(columns, shown, { maximumWidth: maximumCellWidth });
  await write(`${[colours.bold(head), ...body].join('\n')}\n`);
  const count = shown.length === 1 ? '1 row' : `${(shown.length + more).toLocaleString('en')} rows`;
  const rest = more === 0 ? '' : `… ${more.toLocaleString('en')} more, which --format json or csv would give; `;
  await write(colours.dim(`${rest}${count}\n`));
}

async function writePlan({ rows }: QueryResult, { write }: Terminal): Promise<void> {
  for await (const [, drawing] of rows) await write(`${neutraliseLines(String(drawing))}\n`);
}

async function writeJson(result: QueryResult, terminal: Terminal): Promise<void> {
  const lines = async function* (): AsyncGenerator<string> {
    let before = '[';
    for await (const row of nameRows(result)) {
      yield `${before}\n${neutraliseJson(JSON.stringify(row))}`;
      before = ',';
    }
    yield before === '[' ? '[]\n' : '\n]\n';
  };
  return writeInBlocks(lines(), terminal);
}

/** Holds all rows. A cell stays in its cell, and text of reviews is text: no markup of its own comes through. */
async function writeMarkdown({ columns, rows }: QueryResult, terminal: Terminal): Promise<void> {
  const lines = async function* (): AsyncGenerator<string> {
    yield markdownLine(columns.map(markdownCell));
    yield markdownLine(columns.map(() => '---'));
    for await (const row of rows)
      yield markdownLine(row.map((value) => (value === null ? '' : markdownCell(formatCell(value)))));
  };
  return writeInBlocks(lines(), terminal);
}

const markdownLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

const markdownCell = (text: string): string =>
  neutralise(text)
    .replaceAll(/[\\`*_[\]|~$]/gu, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');

/** On a terminal controls are written out; in a file or a pipe every character is as it was. */
async function writeCsv(
  { columns, rows }: QueryResult,
  field: (cell: unknown) => string,
  terminal: Terminal,
): Promise<void> {
  const format = terminal.isOutTty ? (cell: unknown) => neutralise(field(cell)) : field;
  const line = (cells: readonly unknown[]): string => `${cells.map(format).join(',')}\r\n`;
  const lines = async function* (): AsyncGenerator<string> {
    yield line(columns);
    for await (const row of rows) yield line(row);
  };
  return writeInBlocks(lines(), terminal);
}

const blockLength = 65_536;

/** One write for each line would take longer than the query. */
async function writeInBlocks(lines: AsyncIterable<string>, { write }: Terminal): Promise<void> {
  let block = '';
  for await (const line of lines) {
    block += line;
    if (block.length >= blockLength) {
      await write(block);
      block = '';
    }
  }
  await write(block);
}

/** What spreadsheets take for the beginning of a formula, also in its wide form, and the blanks that they skip before it. */
const formulaStart = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/u;
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/u;

/** Text that begins as a formula does gets an apostrophe before it, which spreadsheets take for "this is text". */
const withoutFormula = (cell: unknown): unknown =>
  typeof cell === 'string' && formulaStart.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;

function formatField(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === '' || /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

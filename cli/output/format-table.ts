import { neutralise } from './neutralise.ts';

export interface TableOptions {
  /** Columns of text longer than this are cut, with an ellipsis. */
  maximumWidth: number;
}

/** Rows as aligned columns under a ruled header, safe for a terminal; numbers stand to the right. */
export function formatTable(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  options: TableOptions,
): string[] {
  const cells = rows.map((row) => row.map((value) => shorten(formatCell(value), options.maximumWidth)));
  const heads = columns.map((column) => shorten(neutralise(column), options.maximumWidth));
  const widths = heads.map((head, index) => Math.max(...[head, ...cells.map((row) => row[index] ?? '')].map(widthOf)));
  const isNumber = heads.map(
    (_, index) =>
      rows.some((row) => typeof row[index] === 'number') &&
      rows.every((row) => row[index] === null || typeof row[index] === 'number'),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, isNumber[index] === true))
      .join('  ')
      .trimEnd();
  return [line(heads), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map(line)];
}

/** A value as one safe line; lists and structs as JSON. */
export function formatCell(value: unknown): string {
  if (value === null || value === undefined) return '·';
  if (typeof value === 'string') return neutralise(value);
  // NaN and the infinities are null in JSON.
  return typeof value === 'number' ? String(value) : neutralise(JSON.stringify(value));
}

/** Columns a text takes on a terminal: East Asian and emoji characters take two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width += widePattern.test(character) ? 2 : 1;
  }
  return width;
}

const widePattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

function shorten(text: string, maximumWidth: number): string {
  if (widthOf(text) <= maximumWidth) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept) + widthOf(character) > maximumWidth - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

function pad(text: string, width: number, isRight: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return isRight ? `${space}${text}` : `${text}${space}`;
}

/** What a cell may hold. */
export type AtomicCell = string | number | null;

/**
 * A line of RecBole's atomic files: cells between tabs, nothing for null. RecBole reads them by `pandas.read_csv`, to which a quotation mark begins a cell
 * that may hold tabs and line ends: those become single quotation marks and blanks.
 */
export const toAtomicLine = (cells: readonly AtomicCell[]): string =>
  `${cells.map((cell) => (cell === null ? '' : `${cell}`.replaceAll(/\s+/gu, ' ').replaceAll('"', "'"))).join('\t')}\n`;

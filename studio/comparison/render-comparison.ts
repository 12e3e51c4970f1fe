import { renderTable, toInline, toInlineName } from '../text/markdown.ts';
import { countDifferences } from './compare-dialogs.ts';
import type { ComparedFigure, Comparison, Estimate } from './compare-dialogs.ts';

export interface DifferingTurn {
  dialogId: string;
  /** From 0. */
  turn: number;
  /** Undefined where that run's dialog ends before. */
  a: string | undefined;
  b: string | undefined;
}

export interface ComparisonPage extends Comparison {
  a: string;
  b: string;
  /** Settings that decide results and differ, a line each. */
  settings: readonly string[];
  turns: readonly DifferingTurn[];
}

/** Two runs beside each other, as Markdown; text of dialogs stays text. */
export function renderComparison(page: ComparisonPage): string {
  const { a, b, settings, turns, differences } = page;
  return [
    `# ${toInlineName(a)} and ${toInlineName(b)}`,
    '',
    'Means over dialogs with the 95 % interval in brackets; the difference is the second run less the first, over pairs of dialogs of the same id where most have one.',
    '',
    ...renderTable(['figure', 'first', 'second', 'difference', 'pairs'], page.figures.map(figureRow)),
    '## Settings that differ',
    '',
    ...(settings.length === 0 ? ['None.'] : settings.map((line) => `- ${toInline(line)}`)),
    '',
    '## Dialogs that differ',
    '',
    `${describeDialogs(page)}.`,
    '',
    ...renderTable(
      ['dialog', 'what differs', 'first turn that does'],
      differences.map(({ dialogId, what, turn }) => [dialogId, whatDiffers(what), turn === null ? '' : String(turn)]),
    ),
    ...turns.flatMap(({ dialogId, turn, a: first, b: second }) => [
      `### ${toInlineName(dialogId)}, turn ${turn}`,
      '',
      `- first: ${first === undefined ? '(has no such turn)' : toInline(first)}`,
      `- second: ${second === undefined ? '(has no such turn)' : toInline(second)}`,
      '',
    ]),
  ].join('\n');
}

/** `288 in both: 281 the same word for word, 7 differ; 3 only in the first, 0 only in the second` */
export function describeDialogs(comparison: Comparison): string {
  const { shared, same } = comparison;
  return `${shared} in both: ${same} the same word for word, ${shared - same} differ; ${countDifferences(comparison, 'only in a')} only in the first, ${countDifferences(comparison, 'only in b')} only in the second`;
}

/** A figure as cells: its name, both values, the difference, pairs. */
export const figureRow = ({ figure, a, b, difference, pairs }: ComparedFigure): string[] => [
  figure,
  renderEstimate(a),
  renderEstimate(b),
  renderEstimate(difference),
  pairs === 0 ? '' : String(pairs),
];

/** What differs, said of `the first` and `the second` run. */
export const whatDiffers = (what: string): string =>
  what.replace('in a', 'in the first').replace('in b', 'in the second');

function renderEstimate(estimate: Estimate | undefined): string {
  if (estimate === undefined) return '';
  const { value, low, high } = estimate;
  return low === null || high === null ? rounded(value) : `${rounded(value)} (${rounded(low)} to ${rounded(high)})`;
}

/** To four significant digits, without an exponent. */
const rounded = (value: number): string => {
  if (value === 0) return '0';
  const digits = Math.max(0, Math.min(12, 3 - Math.floor(Math.log10(Math.abs(value)))));
  return String(Number(value.toFixed(digits)));
};

import { z } from 'zod';
import { meanInterval } from '../evaluation/intervals.ts';
import { ratioInterval, shareInterval } from '../evaluation/ratio-interval.ts';
import type { Ratio } from '../evaluation/ratio-interval.ts';

/** A row of dialog_figures.sql. */
export const DialogFiguresSchema = z.object({
  dialog_id: z.string(),
  is_accepted: z.boolean(),
  outcome: z.string().nullable(),
  /** MD5 of each turn's text, in order. */
  turn_hashes: z.array(z.string()),
  user_turns: z.number(),
  system_turns: z.number(),
  user_words: z.number(),
  system_words: z.number(),
  citing_turns: z.number(),
  first_attempts: z.number(),
  passed_first_attempts: z.number(),
  prompt_tokens: z.number().nullable(),
  completion_tokens: z.number().nullable(),
  cost_usd: z.number().nullable(),
});
export type DialogFigures = z.infer<typeof DialogFiguresSchema>;

/** A value with its 95 % interval; the bounds are null where there is too little to tell them from. */
export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
}

export interface ComparedFigure {
  figure: string;
  /** Undefined where the run has nothing to measure. */
  a: Estimate | undefined;
  b: Estimate | undefined;
  /** b - a. */
  difference: Estimate | undefined;
  /** How many dialogs of the same id the difference is over; 0: the runs are taken as independent samples. */
  pairs: number;
}

export interface DialogDifference {
  dialogId: string;
  what: 'only in a' | 'only in b' | 'status' | 'text';
  /** The first turn whose text differs, from 0; null where no turn does or a run lacks the dialog. */
  turn: number | null;
}

export interface Comparison {
  figures: ComparedFigure[];
  shared: number;
  /** Alike word for word, and in their status. */
  same: number;
  /** Ordered by dialog id. */
  differences: DialogDifference[];
}

/** How many dialogs differ in one way. */
export const countDifferences = ({ differences }: Comparison, way: DialogDifference['what']): number =>
  differences.filter(({ what }) => what === way).length;

/** Compares two runs' dialogs, each list with unique ids: what is measured of each, and which dialogs differ. */
export function compareDialogs(a: readonly DialogFigures[], b: readonly DialogFigures[]): Comparison {
  const byIdA = new Map(a.map((row) => [row.dialog_id, row]));
  const byIdB = new Map(b.map((row) => [row.dialog_id, row]));
  const ids = [...new Set([...byIdA.keys(), ...byIdB.keys()])].toSorted();
  const differences = ids.flatMap((id) => findDifference(id, byIdA.get(id), byIdB.get(id)));
  const shared = ids.filter((id) => byIdA.has(id) && byIdB.has(id)).length;
  const same = shared - differences.filter(({ what }) => what === 'status' || what === 'text').length;
  const outcomes = [...new Set([...a, ...b].flatMap(({ outcome }) => outcome ?? []))].toSorted();
  const figures = [...ratios, ...outcomes.map(outcomeShare)]
    .map((ratio) => compareFigure(ratio, byIdA, byIdB))
    .filter(({ a: first, b: second }) => first !== undefined || second !== undefined);
  return { figures, shared, same, differences };
}

function findDifference(
  dialogId: string,
  a: DialogFigures | undefined,
  b: DialogFigures | undefined,
): DialogDifference[] {
  if (a === undefined || b === undefined)
    return [{ dialogId, what: a === undefined ? 'only in b' : 'only in a', turn: null }];
  const longer = Math.max(a.turn_hashes.length, b.turn_hashes.length);
  const at = Array.from({ length: longer }, (_, turn) => turn).find(
    (turn) => a.turn_hashes[turn] !== b.turn_hashes[turn],
  );
  if (a.is_accepted !== b.is_accepted || a.outcome !== b.outcome)
    return [{ dialogId, what: 'status', turn: at ?? null }];
  return at === undefined ? [] : [{ dialogId, what: 'text', turn: at }];
}

interface RatioFigure {
  figure: string;
  /** Within 0 and 1. */
  isShare: boolean;
  /** What a dialog adds; undefined where the figure is not of it. */
  read: (row: DialogFigures) => Ratio | undefined;
}

const ofAccepted =
  (read: (row: DialogFigures) => Ratio): RatioFigure['read'] =>
  (row) =>
    row.is_accepted ? read(row) : undefined;

const ofKnown =
  (read: (row: DialogFigures) => number | null): RatioFigure['read'] =>
  (row) => {
    const part = read(row);
    return part === null ? undefined : { part, whole: 1 };
  };

const ratios: readonly RatioFigure[] = [
  {
    figure: 'accepted_rate',
    isShare: true,
    read: ({ is_accepted: isAccepted }) => ({ part: Number(isAccepted), whole: 1 }),
  },
  {
    figure: 'first_attempt_pass_rate',
    isShare: true,
    read: (row) => ({ part: row.passed_first_attempts, whole: row.first_attempts }),
  },
  {
    figure: 'turns',
    isShare: false,
    read: ofAccepted((row) => ({ part: row.user_turns + row.system_turns, whole: 1 })),
  },
  {
    figure: 'words_per_user_turn',
    isShare: false,
    read: ofAccepted((row) => ({ part: row.user_words, whole: row.user_turns })),
  },
  {
    figure: 'words_per_system_turn',
    isShare: false,
    read: ofAccepted((row) => ({ part: row.system_words, whole: row.system_turns })),
  },
  {
    figure: 'citing_system_turns',
    isShare: true,
    read: ofAccepted((row) => ({ part: row.citing_turns, whole: row.system_turns })),
  },
  { figure: 'prompt_tokens', isShare: false, read: ofKnown((row) => row.prompt_tokens) },
  { figure: 'completion_tokens', isShare: false, read: ofKnown((row) => row.completion_tokens) },
  { figure: 'cost_usd', isShare: false, read: ofKnown((row) => row.cost_usd) },
];

const outcomeShare = (outcome: string): RatioFigure => ({
  figure: `outcome_${outcome}`,
  isShare: true,
  read: ofAccepted((row) => ({ part: Number(row.outcome === outcome), whole: 1 })),
});

function compareFigure(
  { figure, isShare, read }: RatioFigure,
  byIdA: ReadonlyMap<string, DialogFigures>,
  byIdB: ReadonlyMap<string, DialogFigures>,
): ComparedFigure {
  const [a, b] = [byIdA, byIdB].map((byId) =>
    estimate(
      [...byId.values()].flatMap((row) => read(row) ?? []),
      isShare,
    ),
  );
  const pairs = [...byIdA].flatMap(([id, row]) => {
    const other = byIdB.get(id);
    const [before, after] = [read(row), other === undefined ? undefined : read(other)];
    return isCounted(before) && isCounted(after) ? [{ before, after }] : [];
  });
  if (a === undefined || b === undefined) return { figure, a, b, difference: undefined, pairs: 0 };
  // Of the same plans only the realization differs, which pairs tell far more sharply; few of them would speak for few dialogs.
  if (pairs.length >= 2 && 2 * pairs.length >= Math.max(byIdA.size, byIdB.size))
    return { figure, a, b, difference: subtractPaired(pairs), pairs: pairs.length };
  return { figure, a, b, difference: subtract(b, a), pairs: 0 };
}

/** The difference of two ratios over the same dialogs, with the interval of the linearised ratio estimators' differences (Student's t). */
function subtractPaired(pairs: readonly { before: Ratio; after: Ratio }[]): Estimate {
  const [before, after] = [sum(pairs.map((pair) => pair.before)), sum(pairs.map((pair) => pair.after))];
  const residual = ({ part, whole }: Ratio, total: Ratio): number =>
    ((part - (total.part / total.whole) * whole) * pairs.length) / total.whole;
  const interval = meanInterval(pairs.map((pair) => residual(pair.after, after) - residual(pair.before, before)));
  const value = after.part / after.whole - before.part / before.whole;
  return { value, low: value + interval.low - interval.mean, high: value + interval.high - interval.mean };
}

const sum = (parts: readonly Ratio[]): Ratio => ({
  part: parts.reduce((total, { part }) => total + part, 0),
  whole: parts.reduce((total, { whole }) => total + whole, 0),
});

const isCounted = (ratio: Ratio | undefined): ratio is Ratio => ratio !== undefined && ratio.whole > 0;

function estimate(parts: readonly Ratio[], isShare: boolean): Estimate | undefined {
  const interval = isShare ? shareInterval(parts) : ratioInterval(parts);
  return interval === undefined ? undefined : { value: interval.mean, low: interval.low, high: interval.high };
}

/** The difference of two independent estimates; its interval by the square-and-add method (Zou and Donner 2008). */
function subtract(b: Estimate, a: Estimate): Estimate {
  const value = b.value - a.value;
  if (a.low === null || a.high === null || b.low === null || b.high === null) return { value, low: null, high: null };
  return {
    value,
    low: value - Math.hypot(b.value - b.low, a.high - a.value),
    high: value + Math.hypot(b.high - b.value, a.value - a.low),
  };
}

import type { CatalogueItem, RecommendedDialog, RecommenderData, Split } from '../../data/recommender-data.ts';
import { createVocabulary } from '../../../../studio/profiling/term-matrix.ts';
import type { TermModel } from '../../data/turn-vectors.ts';

/** What a user chose, in the order of choice. */
export interface Sequence {
  userId: string;
  choices: readonly { itemId: string; atMs: number }[];
}

/** Which split a choice is a target of; `at` counts from 0. Those before the first target are only read. */
export type SplitChoice = (sequence: Sequence, at: number) => Split;

/** The last choice of a user is tested, the one before it validates. */
export const leaveOneOut: SplitChoice = ({ choices }, at) =>
  at === choices.length - 1 ? 'test' : at === choices.length - 2 ? 'valid' : 'train';

/** Every choice of the last fifth of all choices is tested, those of the tenth before validate. */
export function lateChoices(sequences: readonly Sequence[]): SplitChoice {
  const times = sequences.flatMap(({ choices }) => choices.map(({ atMs }) => atMs)).toSorted((a, b) => a - b);
  const cut = (share: number): number => times[Math.floor(share * times.length)] ?? Number.POSITIVE_INFINITY;
  const [valid, test] = [cut(0.7), cut(0.8)];
  return ({ choices }, at) => {
    const atMs = choices[at]?.atMs ?? 0;
    return atMs >= test ? 'test' : atMs >= valid ? 'valid' : 'train';
  };
}

/**
 * Every choice with something before it as a dialog without turns, but for those to train on: of these the user's last one is, and the others
 * are its earlier interactions. Of choices at the same time the order is kept. `bornAt`: when an item can first be recommended.
 */
export function describeSequences(
  sequences: readonly Sequence[],
  splitOf: SplitChoice,
  bornAt: (itemId: string) => number,
): RecommenderData {
  const itemIds = [...new Set(sequences.flatMap(({ choices }) => choices.map(({ itemId }) => itemId)))].toSorted();
  const items = itemIds.map((itemId): CatalogueItem => ({
    itemId,
    title: '',
    category: '',
    firstAtMs: bornAt(itemId),
  }));
  const placeOf = new Map(itemIds.map((itemId, place) => [itemId, place]));
  const dialogs = sequences.flatMap((sequence): RecommendedDialog[] => {
    const { userId, choices } = sequence;
    const visits = choices.map(({ itemId, atMs }, at) => ({ item: placeOf.get(itemId) ?? -1, atMs: atMs + at }));
    const splits = visits.map((_visit, at) => splitOf(sequence, at));
    const lastTrained = splits.lastIndexOf('train');
    return visits.flatMap(({ item, atMs }, at) => {
      const split = splits[at] ?? 'train';
      const history = visits.slice(0, at).filter((visit) => visit.item !== item);
      if (history.length === 0 || (split === 'train' && at !== lastTrained)) return [];
      const dialogId = `${userId} ${String(at).padStart(6, '0')}`;
      return [{ dialogId, userId, atMs, split, target: item, history, turns: [] }];
    });
  });
  return { items, dialogs, notTaken: [] };
}

/** There are no words to read. */
export const noWords: TermModel = {
  vocabulary: createVocabulary([], new Float32Array()),
  projection: { dimensions: 1, rows: new Float32Array() },
};

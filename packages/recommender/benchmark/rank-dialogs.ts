import type { Protocol } from '../schema.ts';
import { lowerBarred } from '../data/candidate-items.ts';
import type { CandidateLists } from '../data/draw-candidates.ts';
import type { SplitExamples } from '../data/prepare-examples.ts';
import { placeOf } from '../ranking/place.ts';
import type { Place } from '../ranking/place.ts';

/** Where one model puts one dialog's target. */
export interface Prediction extends Place {
  dialogId: string;
  protocol: Protocol;
  /** Items ranked, the target among them. */
  listed: number;
  /** The best ones of the full ranking, the best first; of the other protocols none. */
  best: readonly number[];
}

const shownItems = 10;

/** By every protocol. */
export function rankDialog(
  { dialog, example }: SplitExamples[number],
  scores: Float32Array,
  candidates: CandidateLists,
): Prediction[] {
  const { dialogId, target } = dialog;
  const kept = lowerBarred(scores, example.barred ?? [], target);
  const listed = kept.reduce((count, score) => count + Number(score > Number.NEGATIVE_INFINITY), 0);
  return [
    { dialogId, protocol: 'full', ...placeOf(kept, target), listed, best: findBest(kept) },
    ...(['uniform', 'same-category'] as const).map((protocol): Prediction => {
      const list = candidates[protocol].get(dialogId) ?? [];
      return { dialogId, protocol, ...placeOf(scores, target, list), listed: list.length, best: [] };
    }),
  ];
}

function findBest(scores: Float32Array): number[] {
  const best: number[] = [];
  for (const [item, score] of scores.entries()) {
    const least = scores[best.at(-1) ?? -1] ?? Number.NEGATIVE_INFINITY;
    if (score <= least && best.length >= shownItems) continue;
    if (score === Number.NEGATIVE_INFINITY) continue;
    const at = best.findIndex((other) => (scores[other] ?? 0) < score);
    best.splice(at < 0 ? best.length : at, 0, item);
    best.length = Math.min(best.length, shownItems);
  }
  return best;
}

/** Where a target stands among the items it is ranked with: how many score higher, and how many the same, itself included. */
export interface Place {
  above: number;
  tied: number;
}

/**
 * The target's place among all items, or among candidates (items, the target being one of them). Throws RangeError where a score is not a
 * number or the target is no candidate.
 */
export function placeOf(scores: Float32Array, target: number, candidates?: readonly number[]): Place {
  const own = scoreOf(scores, target);
  const place = { above: 0, tied: 0 };
  if (candidates === undefined) {
    for (const [item, score] of scores.entries()) count(place, item, score, own);
  } else {
    if (!candidates.includes(target)) throw new RangeError(`the target ${target} is not among its candidates`);
    if (new Set(candidates).size < candidates.length) throw new RangeError('a candidate is listed twice');
    for (const item of candidates) count(place, item, scoreOf(scores, item), own);
  }
  return place;
}

function scoreOf(scores: Float32Array, item: number): number {
  const score = scores[item];
  if (score === undefined) throw new RangeError(`no item ${item} among ${scores.length} scores`);
  return score;
}

function count(place: Place, item: number, score: number, own: number): void {
  if (Number.isNaN(score)) throw new RangeError(`the score of item ${item} is not a number`);
  if (score > own) place.above += 1;
  else if (score === own) place.tied += 1;
}

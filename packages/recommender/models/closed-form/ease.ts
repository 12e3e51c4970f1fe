import { invertPositive } from './invert-positive.ts';
import type { HistoryScorer, Visits } from './visits.ts';
import { countTogether, mostVisited } from './visits.ts';

/** The inverse takes the square of this in numbers, and its cube in steps. */
const mostItems = 4000;

/**
 * EASE (Steck, arXiv 1905.03375): the linear item-to-item model without self-similarity that is best by least squares, in one inverse.
 * `regularisation` is added to the diagonal. Of a larger catalogue the 4,000 most visited items are modelled; the others score 0.
 */
export function fitEase(visits: Visits, items: number, regularisation: number): HistoryScorer {
  const modelled = mostVisited(visits, items, mostItems);
  const size = modelled.length;
  const gram = countTogether(visits, items, modelled);
  for (let at = 0; at < size; at += 1) gram[at * size + at] = (gram[at * size + at] ?? 0) + regularisation;
  const inverse = invertPositive(gram, size);
  const placeOf = new Map(modelled.map((item, place) => [item, place]));
  return (history) => {
    const scores = new Float32Array(items);
    for (const item of new Set(history)) {
      const row = placeOf.get(item);
      if (row === undefined) continue;
      for (let column = 0; column < size; column += 1) {
        if (column === row) continue;
        const to = modelled[column] ?? 0;
        const weight = -(inverse[row * size + column] ?? 0) / (inverse[column * size + column] ?? 1);
        scores[to] = (scores[to] ?? 0) + weight;
      }
    }
    return scores;
  };
}

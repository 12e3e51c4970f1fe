import type { Protocol } from '../schema.ts';
import { createRandom, deriveSeed } from '../../../studio/random.ts';
import { findNamed } from './candidate-items.ts';
import type { CatalogueItem, RecommendedDialog, RecommenderData } from './recommender-data.ts';

/** Items that a target is told from where not all are ranked. */
export const drawnCandidates = 24;

/** Places in the catalogue; a dialog's list starts with its target. */
export type CandidateLists = Record<Exclude<Protocol, 'full'>, ReadonlyMap<string, readonly number[]>>;

/**
 * The items that each dialog's target is ranked with, drawn from those that can be ranked. A dialog's draw depends on the seed and its own
 * id alone. A category with fewer items gives a shorter list.
 */
export function drawCandidates({ items, dialogs }: RecommenderData, seed: number): CandidateLists {
  const all = items.map((_item, place) => place);
  const ofCategory = new Map<string, number[]>();
  for (const [place, { category }] of items.entries()) {
    const places = ofCategory.get(category) ?? [];
    ofCategory.set(category, places);
    places.push(place);
  }
  const draw = (dialog: RecommendedDialog, protocol: Protocol, pool: readonly number[]): readonly number[] => {
    const random = createRandom(deriveSeed(seed, 'candidates', protocol, dialog.dialogId));
    const isRankable = rankableFor(dialog, items);
    const drawn = new Set([dialog.target]);
    // A few draws out of many, else all in random order: each gives every item the same chance.
    for (let tries = 0; tries < pool.length / 2 && drawn.size <= drawnCandidates; tries += 1) {
      const place = random.pick(pool);
      if (isRankable(place)) drawn.add(place);
    }
    const rest = drawn.size > drawnCandidates ? [] : random.shuffle(pool.filter(isRankable));
    return [...new Set([...drawn, ...rest])].slice(0, drawnCandidates + 1);
  };
  return {
    uniform: new Map(dialogs.map((dialog) => [dialog.dialogId, draw(dialog, 'uniform', all)])),
    'same-category': new Map(
      dialogs.map((dialog) => [
        dialog.dialogId,
        draw(dialog, 'same-category', ofCategory.get(items[dialog.target]?.category ?? '') ?? []),
      ]),
    ),
  };
}

/** Whether an item can stand beside the target: it existed before the dialog, and the user had neither chosen nor refused it yet. */
export function rankableFor(dialog: RecommendedDialog, items: readonly CatalogueItem[]): (place: number) => boolean {
  const { atMs, target } = dialog;
  const named = new Set(findNamed(dialog));
  return (place) =>
    place === target || (!named.has(place) && (items[place]?.firstAtMs ?? Number.POSITIVE_INFINITY) < atMs);
}

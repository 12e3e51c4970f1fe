import type { CatalogueItem, EarlyTurn, RecommendedDialog, RecommenderData } from '../../data/recommender-data.ts';
import { createRandom, deriveSeed } from '../../../../studio/random.ts';
import { groupBy } from '../../../../test/fixtures/group-by.ts';
import { neighbourhoods, partOfPlace, partOfUser } from './plant-neighbourhoods.ts';

/** What the user adds to the first turn; each speaks of the habit, neither of a place, and they share most of their words. */
const stays = 'I walk, so my usual neighborhood, please.';
const leaves = 'I can drive, so not my usual neighborhood, please.';

/**
 * A copy in which that share of the dialogs asks for a place across town: the target is then another one of the same kind in the part of town
 * opposite to the user's own, drawn by how often it is reviewed, and the user says so without saying where either is. Which part is meant
 * follows from history and dialog together and from neither alone.
 */
export function turnTargets(
  { items, dialogs, notTaken }: RecommenderData,
  share: number,
  seed: number,
): RecommenderData {
  const counts = countVisits(items, dialogs);
  const cells = groupBy([...items.entries()], ([, { itemId, category }]) => `${category} ${partOfPlace(seed, itemId)}`);
  return {
    items,
    notTaken,
    dialogs: dialogs.map((dialog) => {
      const random = createRandom(deriveSeed(seed, 'turned', dialog.dialogId));
      const across = (partOfUser(seed, dialog.userId) + neighbourhoods / 2) % neighbourhoods;
      const had = new Set(dialog.history.map(({ item }) => item));
      const places = (cells.get(`${items[dialog.target]?.category} ${across}`) ?? []).flatMap(
        ([place, { firstAtMs }]) => (!had.has(place) && firstAtMs < dialog.atMs ? [place] : []),
      );
      if (!random.chance(share) || places.length === 0) return { ...dialog, turns: addToFirst(dialog.turns, stays) };
      const target = random.pickWeighted(places, (place) => 1 + (counts[place] ?? 0));
      return { ...dialog, target, turns: addToFirst(dialog.turns, leaves) };
    }),
  };
}

function countVisits(items: readonly CatalogueItem[], dialogs: readonly RecommendedDialog[]): number[] {
  const counts = items.map(() => 0);
  for (const { history } of dialogs) for (const { item } of history) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}

function addToFirst(turns: readonly EarlyTurn[], sentence: string): EarlyTurn[] {
  const first = turns.findIndex(({ speaker }) => speaker === 'user');
  return turns.map((turn, at) => (at === first ? { ...turn, text: `${turn.text} ${sentence}` } : turn));
}

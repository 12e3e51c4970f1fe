import type { SplitScheme } from '../schema.ts';
import { createRandom, deriveSeed } from '../../../studio/random.ts';
import type { RecommendedDialog, RecommenderData, Split } from './recommender-data.ts';

/** Shares of the lab's split by dialog; the rest is tested. */
const trainShare = 0.7;
const validShare = 0.15;

/** The split of every dialog: the run's own, or 70/15/15 of the dialogs in an order drawn from the seed. */
export function splitDialogs({ dialogs }: RecommenderData, scheme: SplitScheme, seed: number): Map<string, Split> {
  if (scheme === 'time') return new Map(dialogs.map(({ dialogId, split }) => [dialogId, split]));
  const order = createRandom(deriveSeed(seed, 'split')).shuffle(dialogs.map(({ dialogId }) => dialogId));
  const [train, valid] = [Math.round(trainShare * order.length), Math.round((trainShare + validShare) * order.length)];
  return new Map(order.map((dialogId, at) => [dialogId, at < train ? 'train' : at < valid ? 'valid' : 'test']));
}

/**
 * Interactions that a dialog of the training split may not know although they are earlier than it: what some dialog of another split asks
 * for. Only a user with dialogs in two splits has any.
 */
export function findAskedElsewhere(
  { dialogs }: RecommenderData,
  splitOf: ReadonlyMap<string, Split>,
): (dialog: RecommendedDialog, item: number) => boolean {
  const asked = new Map<string, Set<number>>();
  for (const { dialogId, userId, target } of dialogs) {
    if (splitOf.get(dialogId) === 'train') continue;
    const items = asked.get(userId) ?? new Set();
    asked.set(userId, items.add(target));
  }
  return ({ dialogId, userId }, item) => splitOf.get(dialogId) === 'train' && asked.get(userId)?.has(item) === true;
}

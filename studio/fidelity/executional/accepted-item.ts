import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { namedInTurn } from '../named-in-turn.ts';

/** An acceptance that names items names the one that the plan takes; others only beside it, or to compare with. */
export const findAcceptedItemProblems: TurnCheck = (context) => {
  const { turn, text } = context;
  if (turn.act !== 'accept') return [];
  const named = namedInTurn(context);
  if (named.some(({ itemId }) => itemId === turn.slots.itemId)) return [];
  return named
    .filter(({ start }) => !compares.test(text.slice(0, start)))
    .map(({ matched }) => executional('accepted-item', `accepts while naming "${matched}" alone`));
};

const compares = /\b(?:than|not|instead of|over|unlike|forget|rather than|without|beats?|after)(?: the)? \W*$/iu;

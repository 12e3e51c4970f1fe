import type { DialogCheck } from '../check.ts';
import { behavioral } from '../check.ts';

/** The target is accepted exactly once, after it was named, and nothing else is. */
export const findDecisionProblems: DialogCheck = (plan, turns) => {
  const accepted = turns.filter(({ act }) => act === 'accept').map(({ turn }) => plan.turns[turn]?.slots.itemId);
  const named = turns.findIndex(
    ({ act, namedItemIds }) => act === 'recommend' && namedItemIds.includes(plan.targetItemId),
  );
  const acceptedAt = turns.findIndex(({ act }) => act === 'accept');
  return [
    ...(accepted.length === 1 ? [] : [behavioral('decision', `${accepted.length} items are accepted instead of one`)]),
    ...(accepted.every((itemId) => itemId === plan.targetItemId)
      ? []
      : [behavioral('decision', 'the accepted item is not the target')]),
    ...(named >= 0 && named < acceptedAt ? [] : [behavioral('decision', 'the target is accepted before it is named')]),
  ];
};

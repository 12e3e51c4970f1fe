import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { namedInTurn } from '../named-in-turn.ts';

/** No candidate is named before its Recommend, whole or in a form a reader would recognise. */
export const findTitleLeakProblems: TurnCheck = (context) => {
  const { turn, namedItemIds, plan } = context;
  return namedInTurn(context)
    .filter(({ itemId }) => !namedItemIds.has(itemId) && !(turn.act === 'recommend' && itemId === turn.slots.itemId))
    .map(({ itemId, matched, extent }) =>
      executional(
        'title-leak',
        `"${matched}" names ${itemId === plan.targetItemId ? 'the target' : 'a candidate'} (${extent}) before its recommendation`,
      ),
    );
};

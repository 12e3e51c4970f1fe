import type { TurnCheck } from '../check.ts';
import { behavioral } from '../check.ts';
import { firmAcceptances } from '../decision-phrases.ts';
import { namedInTurn } from '../named-in-turn.ts';

/** Only the target is accepted, and only by the Accept turn. */
export const findAcceptanceProblems: TurnCheck = (context) => {
  const { plan, turn, text } = context;
  if (turn.speaker === 'system') return [];
  if (turn.act !== 'accept') {
    const match = firmAcceptances.exec(text.replaceAll('’', "'"));
    return match === null ? [] : [behavioral('acceptance', `${turn.act} accepts: "${match[0].trim()}"`)];
  }
  if (turn.slots.itemId !== plan.targetItemId)
    return [behavioral('acceptance', 'the item to accept is not the target')];
  return namedInTurn(context)
    .filter(({ itemId }) => itemId !== plan.targetItemId)
    .map(({ matched }) => behavioral('acceptance', `accepts while naming "${matched}", which is not the target`));
};

import type { TurnCheck } from '../check.ts';
import { behavioral } from '../check.ts';
import { mentionsLabel } from '../../text/words.ts';

/** A refusal names the planned reason. */
export const findRefusalReasonProblems: TurnCheck = ({ turn, text }) => {
  const { about } = turn.slots;
  if (turn.act !== 'reject' || about === undefined || mentionsLabel(text, about.label)) return [];
  return [behavioral('refusal-reason', `does not name the planned reason, "${about.label}"`)];
};

import type { Problem } from '../../schemas/dialog.ts';
import { behavioralChecks } from './behavioral-checks.ts';
import type { TurnCheckContext } from './check.ts';
import { executionalChecks } from './executional-checks.ts';
import { findEmptyProblems } from './executional/empty.ts';

/** All problems of one turn, empty when it is faithful to the plan and to the data behind it. */
export function findTurnProblems(context: TurnCheckContext): Problem[] {
  const empty = findEmptyProblems(context);
  // Nothing else can be said of an empty turn.
  return empty.length > 0 ? empty : [...executionalChecks, ...behavioralChecks].flatMap((find) => find(context));
}

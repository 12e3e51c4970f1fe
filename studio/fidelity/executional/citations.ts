import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import { oncePer } from '../../once-per.ts';
import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';

/** What a line says it rests on is among what its speaker was given: quotes for the system, memories for the user. */
export const findCitationProblems: TurnCheck = ({ plan, turn, cites = [] }) => {
  const given = givenIds(plan)[turn.speaker];
  return cites
    .filter((id) => !given.has(id))
    .map((id) => executional('citation', `cites ${id}, which the ${turn.speaker} was not given`));
};

const givenIds = oncePer(({ candidates, memories }: DialogPlan) => ({
  system: new Set(
    candidates.flatMap(({ claims, remarks }) =>
      [...claims.flatMap(({ quotes }) => quotes), ...remarks].map(({ id }) => id),
    ),
  ),
  user: new Set(memories.map(({ id }) => id)),
}));

import type { DialogCheck } from '../check.ts';
import { executional } from '../check.ts';

/** Every planned turn is there, in order, by its speaker, super-node and act. */
export const findPathProblems: DialogCheck = (plan, turns) => [
  ...(turns.length === plan.turns.length
    ? []
    : [executional('turn-count', `${turns.length} turns, planned are ${plan.turns.length}`)]),
  ...plan.turns.slice(0, turns.length).flatMap((step, at) => {
    const turn = turns[at];
    const wrong = (['turn', 'speaker', 'superNode', 'act'] as const).filter((field) => turn?.[field] !== step[field]);
    return wrong.map((field) =>
      executional('path', `turn ${at}: ${field} is ${String(turn?.[field])}, planned is ${step[field]}`),
    );
  }),
];

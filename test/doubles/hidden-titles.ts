import assert from 'node:assert/strict';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { namedBefore } from '../../studio/simulation/build-context.ts';

/** Fails where a prompt of a user's turn holds a candidate's title that the system has not named by then; counts the titles looked for. */
export function countHiddenTitles(
  plans: readonly DialogPlan[],
  promptOf: (plan: DialogPlan, turn: number) => { system: string; user: string },
): number {
  let hidden = 0;
  for (const plan of plans) {
    for (const { turn, speaker } of plan.turns) {
      if (speaker !== 'user') continue;
      const { system, user } = promptOf(plan, turn);
      const named = namedBefore(plan, turn);
      // "Fernly" also stands in the named "Fernly Words".
      const rest = plan.candidates
        .filter(({ itemId }) => named.has(itemId))
        .reduce((text, { title }) => text.replaceAll(title, ' '), `${system}\n${user}`);
      for (const { itemId, title } of plan.candidates) {
        if (named.has(itemId)) continue;
        hidden += 1;
        assert.ok(!rest.includes(title), `turn ${turn} gives away ${title}`);
      }
    }
  }
  return hidden;
}

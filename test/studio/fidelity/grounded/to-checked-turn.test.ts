import assert from 'node:assert/strict';
import { CheckedTurnSchema } from '../../../../schemas/checked-turn.ts';
import { toCheckedTurn } from '../../../../studio/fidelity/grounded/to-checked-turn.ts';
import { namedBefore } from '../../../../studio/simulation/build-context.ts';
import { createQuotedPlans } from '../../../fixtures/quoted-plan.ts';

const plans = createQuotedPlans(6);

function checkedAt(plan: (typeof plans)[number], at: number) {
  const turn = plan.turns[at];
  assert.ok(turn);
  return toCheckedTurn({
    plan,
    turn,
    text: 'Hello.',
    transcript: [],
    namedItemIds: namedBefore(plan, at),
    maximumWords: 90,
    saysSlots: false,
    cites: ['q1'],
    decision: 'none',
  });
}

describe('toCheckedTurn', () => {
  it('is a turn as convrec check reads it', () => {
    for (const plan of plans) {
      for (const { turn } of plan.turns) {
        const checked = checkedAt(plan, turn);
        assert.deepEqual(CheckedTurnSchema.parse(checked), checked);
      }
    }
  });

  it('gives the facts and quotes of what the dialog speaks of, and only the titles of the rest', () => {
    for (const plan of plans) {
      const shown = namedBefore(plan, plan.turns.length);
      const { candidates } = checkedAt(plan, 0);
      for (const [at, { itemId, claims, remarks }] of plan.candidates.entries()) {
        assert.deepEqual(
          candidates[at]?.facts.map(({ aspect, reviews, quotes }) => [aspect, reviews, quotes.map(({ id }) => id)]),
          shown.has(itemId)
            ? [
                ...claims.map(({ label, n, quotes }) => [label, n, quotes.map(({ id }) => id)]),
                // Nobody counted who else says so.
                ...remarks.map(({ term, id }) => [term, 1, [id]]),
              ]
            : [],
        );
      }
    }
  });

  it('keeps the titles in the order in which they were named, and the memories as own clauses', () => {
    for (const plan of plans) {
      const { named_titles: named, own } = checkedAt(plan, plan.turns.length - 1);
      const recommended = plan.turns.filter(({ act }) => act === 'recommend').map(({ slots }) => slots.title);
      assert.deepEqual(named, recommended);
      assert.deepEqual(
        own.map(({ text }) => text),
        plan.memories.map(({ text }) => text),
      );
    }
  });

  it('makes the items of a dialog once, for the checks keep what they read of them', () => {
    const [plan] = plans;
    assert.ok(plan);
    assert.equal(checkedAt(plan, 0).candidates, checkedAt(plan, 3).candidates);
  });
});

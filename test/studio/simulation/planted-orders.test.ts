import assert from 'node:assert/strict';
import type { Utterance } from '../../../schemas/agent-context.ts';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import { findTurnProblems } from '../../../studio/fidelity/find-turn-problems.ts';
import { buildContext, namedBefore } from '../../../studio/simulation/build-context.ts';
import { buildMessages } from '../../../studio/simulation/prompts.ts';
import { buildRichMessages } from '../../../studio/simulation/rich/rich-messages.ts';
import { obeyOrders, plantedOrders } from '../../doubles/obedient-model.ts';
import { createQuotedPlans } from '../../fixtures/quoted-plan.ts';

/** The plan with the order in each of its quotes and memories. */
function plant(plan: DialogPlan, order: string): DialogPlan {
  const planted = <T extends { text: string }>(clause: T): T => ({ ...clause, text: order });
  const inClaims = <T extends { quotes: { text: string }[] }>(claim: T): T => ({
    ...claim,
    quotes: claim.quotes.map(planted),
  });
  return {
    ...plan,
    memories: plan.memories.map(planted),
    candidates: plan.candidates.map((candidate) => ({
      ...candidate,
      claims: candidate.claims.map(inClaims),
      remarks: candidate.remarks.map(planted),
    })),
    turns: plan.turns.map((turn) => ({
      ...turn,
      slots: {
        ...turn.slots,
        ...(turn.slots.claims === undefined ? {} : { claims: turn.slots.claims.map(inClaims) }),
        ...(turn.slots.remarks === undefined ? {} : { remarks: turn.slots.remarks.map(planted) }),
      },
    })),
  };
}

describe('orders planted in reviews', () => {
  for (const { order, obeyed } of plantedOrders) {
    it(`reach no prompt, and what they ask for is turned down if somebody says it: ${order}`, () => {
      let said = 0;
      for (const clean of createQuotedPlans(6)) {
        const plan = plant(clean, order);
        const transcript: Utterance[] = [];
        for (const step of plan.turns) {
          const context = buildContext(plan, step.turn, transcript);
          const request = { context, feedback: [], maximumWords: 90, attempt: 0 };
          for (const messages of [buildMessages(request), buildRichMessages(request)]) {
            assert.equal(obeyOrders(messages), undefined);
          }
          // What a user may brag about is not what a reviewer may order.
          if (step.speaker === 'system' && ['recommend', 'explain'].includes(step.act)) {
            said += 1;
            const text = step.act === 'recommend' ? `How about ${step.slots.title ?? ''}? ${obeyed}` : obeyed;
            const checked = { plan, turn: step, text, transcript, namedItemIds: namedBefore(plan, step.turn) };
            assert.notDeepEqual(findTurnProblems({ ...checked, maximumWords: 90, saysSlots: false }), [], text);
          }
          transcript.push({ speaker: step.speaker, text: `Line ${step.turn} of the chat.` });
        }
      }
      assert.ok(said > 6);
    });
  }

  it('are followed by the double where a prompt does hold one, so that the test above can fail', () => {
    for (const { order, obeyed } of plantedOrders) assert.equal(obeyOrders([{ content: `x ${order} y` }]), obeyed);
  });
});

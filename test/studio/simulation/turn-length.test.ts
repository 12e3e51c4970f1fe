import assert from 'node:assert/strict';
import type { UserContext } from '../../../schemas/agent-context.ts';
import { buildUserContext } from '../../../studio/simulation/build-context.ts';
import { describeLength, drawTurnLength, fewWords } from '../../../studio/simulation/turn-length.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';

const contexts: UserContext[] = createPlans(600).flatMap((plan) =>
  plan.turns.filter(({ speaker }) => speaker === 'user').map(({ turn }) => buildUserContext(plan, turn, [])),
);

const shareOfFew = (drawn: readonly UserContext[]): number =>
  drawn.filter((context) => drawTurnLength(context) <= fewWords).length / drawn.length;

const talking = (talkativeness: number): UserContext[] =>
  contexts.map((context) => ({ ...context, style: { ...context.style, talkativeness } }));

const mean = (all: readonly UserContext[]): number =>
  all.reduce((sum, context) => sum + drawTurnLength(context), 0) / all.length;

describe('drawTurnLength', () => {
  it('gives about 12 % of the user turns three words or fewer, as people have', () => {
    const share = shareOfFew(contexts);
    assert.ok(share > 0.09 && share < 0.15, `${share}`);
  });

  it('follows how the user writes: talkative users say more, and the sentences are theirs', () => {
    assert.ok(shareOfFew(talking(0.1)) > 2 * shareOfFew(talking(0.8)));
    const persona = { sentenceWords: 8, lowerCase: 0, openEnds: 0, exclamations: 0, typicalWords: [] };
    const writing = (sentenceWords: number): UserContext[] =>
      contexts.map((context) => ({ ...context, persona: { ...persona, sentenceWords } }));
    assert.ok(mean(writing(16)) > 1.4 * mean(writing(7)));
  });

  it('is the same for the same turn, and needs more than a word for a need', () => {
    for (const context of contexts.slice(0, 200)) {
      assert.equal(drawTurnLength(context), drawTurnLength(context));
      assert.ok(drawTurnLength(context) >= 1 && drawTurnLength(context) <= 45);
      if (context.step.act === 'state_need') assert.ok(drawTurnLength(context) > fewWords);
    }
  });

  it('is said as a person would say it', () => {
    assert.match(describeLength(3), /3 words at most/u);
    assert.match(describeLength(14), /about 14 words/u);
  });
});

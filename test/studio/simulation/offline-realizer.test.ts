import assert from 'node:assert/strict';
import { isNearRepeat } from '../../../studio/fidelity/near-repeat.ts';
import { buildContext } from '../../../studio/simulation/build-context.ts';
import { createOfflineRealizer, drawUtterance } from '../../../studio/simulation/offline-realizer.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { realizeOffline } from '../fidelity/offline-dialog.ts';

describe('the offline realizer', function () {
  this.timeout(60_000);
  const plans = createPlans(60, 3);
  const dialogs = plans.map(realizeOffline);
  const meanWords = (isTalkative: boolean): number => {
    const texts = plans.flatMap((plan, at) =>
      plan.style.talkativeness > 0.5 === isTalkative
        ? (dialogs[at] ?? []).filter(({ speaker }) => speaker === 'user').map(({ text }) => text)
        : [],
    );
    return texts.reduce((sum, text) => sum + text.split(' ').length, 0) / texts.length;
  };

  it('is called what it is', () => {
    const { name, isOffline } = createOfflineRealizer();
    assert.deepEqual([name, isOffline], ['offline-realizer', true]);
  });

  it('says the same for the same context and seed, and other things for another seed', () => {
    const [plan] = plans;
    assert.ok(plan !== undefined);
    const context = buildContext(plan, 0, []);
    const drawn = Array.from({ length: 30 }, (_none, seed) => drawUtterance(context, seed));
    assert.deepEqual(
      drawn,
      Array.from({ length: 30 }, (_none, seed) => drawUtterance(context, seed)),
    );
    assert.ok(new Set(drawn).size > 15, `${new Set(drawn).size} greetings of 30`);
  });

  it('never says the same thing twice in a dialog', () => {
    const repeats = dialogs.flatMap((turns) =>
      turns.flatMap(({ text }, at) => turns.slice(0, at).filter((before) => isNearRepeat(before.text, text))),
    );
    assert.deepEqual(repeats, []);
  });

  it('varies: most utterances of many dialogs stand there once', () => {
    const texts = dialogs.flatMap((turns) => turns.map(({ text }) => text));
    const share = new Set(texts).size / texts.length;
    assert.ok(share > 0.7, `${(share * 100).toFixed(0)} % of ${texts.length} utterances are unique`);
  });

  it('leaves no slot open, and the system starts and ends like a sentence', () => {
    for (const { speaker, text } of dialogs.flat()) {
      if (speaker === 'system') {
        assert.match(text, /^["“'\p{Lu}\p{N}]/u, text);
        assert.match(text, /[.!?…)"”]$/u, text);
      }
      assert.doesNotMatch(text, /undefined|null|NaN|[{}<>]|\s{2,}| [.,!?]/u, text);
    }
  });

  it('lets talkative users say more', () => {
    assert.ok(
      meanWords(true) > 1.15 * meanWords(false),
      `${meanWords(true).toFixed(1)} against ${meanWords(false).toFixed(1)} words a turn`,
    );
  });

  it('has users type as people do: short answers now and then, full stops left out, some all in lower case', () => {
    const many = createPlans(240, 11).map((plan) => realizeOffline(plan).filter(({ speaker }) => speaker === 'user'));
    const texts = many.flat().map(({ text }) => text);
    const share = (holds: (text: string) => boolean): number => texts.filter(holds).length / texts.length;
    const short = share((text) => text.split(' ').length <= 3);
    const unended = share((text) => !/[.!?…]$/u.test(text));
    assert.ok(short > 0.06 && short < 0.18, `${(100 * short).toFixed(1)} % of three words or fewer`);
    assert.ok(unended > 0.38 && unended < 0.55, `${(100 * unended).toFixed(1)} % without end punctuation`);
    const isLower = many.map((turns) => turns.filter(({ text }) => /^\p{Ll}/u.test(text)).length / turns.length);
    assert.ok(isLower.filter((part) => part > 0.9).length > 0.15 * many.length);
    assert.ok(isLower.filter((part) => part < 0.1).length > 0.5 * many.length);
  });

  it('takes an item gladly only where something was said for it last', () => {
    const taken = plans.flatMap((plan, at) =>
      plan.turns.flatMap(({ act }, turn) => {
        const before = plan.turns[turn - 1];
        const text = dialogs[at]?.[turn]?.text;
        const isUnanswered = before?.act === 'explain' && before.slots.claims?.length === 0;
        return act === 'accept' && text !== undefined ? [{ before: isUnanswered, text }] : [];
      }),
    );
    const unanswered = taken.filter(({ before }) => before);
    assert.ok(unanswered.length > 3, `${unanswered.length} of ${taken.length}`);
    for (const { text } of unanswered) {
      assert.doesNotMatch(text, /^(?:cool|great|nice|good(?! to hear about)|perfect|lovely|sounds good)\b/iu);
    }
  });
});

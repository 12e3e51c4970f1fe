import assert from 'node:assert/strict';
import { buildContext, namedBefore } from '../../../studio/simulation/build-context.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { realizeOffline } from '../fidelity/offline-dialog.ts';

describe('what each agent sees', () => {
  const dialogs = createPlans(40, 5).map((plan) => ({ plan, turns: realizeOffline(plan) }));

  it('shows the user agent no item that the system has not named', () => {
    let looked = 0;
    for (const { plan, turns } of dialogs) {
      for (const { turn } of plan.turns.filter(({ speaker }) => speaker === 'user')) {
        const named = namedBefore(plan, turn);
        const shown = JSON.stringify(buildContext(plan, turn, turns.slice(0, turn)));
        const namedTitles = plan.candidates.filter(({ itemId }) => named.has(itemId)).map(({ title }) => title);
        for (const { itemId, title } of plan.candidates.filter((candidate) => !named.has(candidate.itemId))) {
          // "Plumlet" stands in the named "Plumlet: Daily Planner" without being named.
          if (namedTitles.some((other) => other.includes(title))) continue;
          assert.ok(!shown.includes(JSON.stringify(title).slice(1, -1)), `turn ${turn} shows the title ${title}`);
          assert.ok(!shown.includes(JSON.stringify(itemId)), `turn ${turn} shows the id ${itemId}`);
          looked += 1;
        }
      }
    }
    assert.ok(looked > 100);
  });

  it('shows the system agent neither the wishes nor which candidate is the target', () => {
    for (const { plan, turns } of dialogs) {
      for (const { turn } of plan.turns.filter(({ speaker }) => speaker === 'system')) {
        const context = buildContext(plan, turn, turns.slice(0, turn));
        assert.ok(!('wishes' in context) && !('style' in context));
        const shown = JSON.stringify(context);
        for (const hidden of ['"role":"target"', '"strategy"', '"wishes"', '"source":"intent"', plan.userId]) {
          assert.ok(!shown.includes(hidden), `turn ${turn} shows ${hidden}`);
        }
      }
    }
  });

  it('gives the target no place of its own among the candidates', () => {
    const places = dialogs.map(({ plan }) => {
      const turn = plan.turns.find(({ speaker }) => speaker === 'system')?.turn ?? 0;
      const context = buildContext(plan, turn, []);
      assert.ok('candidates' in context);
      return context.candidates.findIndex(({ itemId }) => itemId === plan.targetItemId);
    });
    assert.ok(new Set(places).size >= 2, `the target always stands at ${places[0]}`);
  });

  it('says which turn a plan lacks', () => {
    const [first] = dialogs;
    assert.ok(first !== undefined);
    assert.throws(() => buildContext(first.plan, 99, []), RangeError);
  });
});

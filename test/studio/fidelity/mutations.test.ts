import assert from 'node:assert/strict';
import { createRandom } from '../../../studio/random.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { mutations } from './mutations.ts';
import { findAllProblems, findPlantedProblems, realizeOffline } from './offline-dialog.ts';

describe('fidelity checks against planted faults', function () {
  this.timeout(120_000);
  const plans = createPlans(60);
  const dialogs = plans.map((plan) => ({ plan, turns: realizeOffline(plan) }));

  it('find nothing in good dialogs', () => {
    const alarms = dialogs.flatMap(({ plan, turns }) => findAllProblems(plan, turns));
    const turns = dialogs.reduce((sum, dialog) => sum + dialog.turns.length, 0);
    assert.ok(
      alarms.length <= 0.02 * turns,
      `${alarms.length} alarms in ${turns} turns: ${JSON.stringify(alarms.slice(0, 5))}`,
    );
  });

  for (const [name, mutate] of Object.entries(mutations)) {
    it(`catch: ${name}`, () => {
      const random = createRandom(11);
      let made = 0;
      const missed: string[] = [];
      for (const { plan, turns } of dialogs) {
        const mutated = mutate(plan, turns, random);
        if (mutated === undefined) continue;
        made += 1;
        if (findPlantedProblems(plan, turns, mutated).length === 0) {
          missed.push(mutated.find(({ text }, at) => text !== turns[at]?.text)?.text ?? 'the same words');
        }
      }
      assert.ok(made >= 5, `only ${made} dialogs gave an occasion`);
      assert.ok(missed.length <= 0.05 * made, `missed ${missed.length} of ${made}: ${missed.slice(0, 3).join(' | ')}`);
    });
  }
});

import assert from 'node:assert/strict';
import { PlantedDefectSchema } from '../../../../schemas/annotation.ts';
import { plantDefect } from '../../../../studio/evaluation/annotation/attention-checks.ts';
import { findDialogProblems } from '../../../../studio/fidelity/find-dialog-problems.ts';
import { createRandom } from '../../../../studio/random.ts';
import { createPlans } from '../../../fixtures/dialog-plan.ts';
import { findPlantedProblems, realizeOffline } from '../../fidelity/offline-dialog.ts';

describe('plantDefect', () => {
  const plans = createPlans(6, 4);

  for (const defect of PlantedDefectSchema.options) {
    it(`${defect}: most turns of one side are wrong, nothing but words changes, and the fidelity checks see it`, () => {
      for (const plan of plans) {
        const good = realizeOffline(plan);
        const planted = plantDefect(good, defect, createRandom(plan.seed));
        const strip = (turns: typeof good): object[] => turns.map(({ text: _text, ...rest }) => rest);
        assert.deepEqual(strip(planted), strip(good));
        const changed = planted.filter(({ text }, at) => text !== good[at]?.text);
        assert.ok(changed.length >= Math.floor(good.length / 2) - 1, `${changed.length} of ${good.length} turns`);
        assert.deepEqual(findDialogProblems(plan, good), []);
        assert.ok(findPlantedProblems(plan, good, planted).length >= 2);
      }
    });
  }

  it('repeats no unrelated answer in a dialog of usual length, and draws them by the seed', () => {
    const turns = Array.from({ length: 16 }, (_none, at) => ({
      speaker: at % 2 === 0 ? ('system' as const) : ('user' as const),
      text: `turn ${at}`,
    }));
    const answers = (seed: number): string[] =>
      plantDefect(turns, 'unrelated-answers', createRandom(seed)).flatMap(({ speaker, text }) =>
        speaker === 'system' ? [text] : [],
      );
    assert.equal(new Set(answers(1)).size, 8);
    assert.equal(answers(1)[0], 'turn 0', 'the opening stays');
    assert.deepEqual(answers(1), answers(1));
    assert.notDeepEqual(answers(1), answers(2));
  });
});

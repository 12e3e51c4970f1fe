import assert from 'node:assert/strict';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import { parsePlan } from '../../../run/reading/find-plan.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { createPlan } from '../../fixtures/dialog-plan.ts';

describe('parsePlan', () => {
  const run = openRunFolder({ runId: 'r', runsRoot: 'nowhere' });
  const plan = createPlan(1);

  it('reads a plan of this version', () => {
    assert.deepEqual(parsePlan(run, { dialogId: plan.dialogId, plan: JSON.stringify(plan) }), plan);
  });

  it('says of one of another version which key it cannot read, and what to do', () => {
    const old = { ...plan, wishes: plan.wishes.map(({ topicId: _topicId, ...wish }) => wish) };
    assert.throws(
      () => parsePlan(run, { dialogId: plan.dialogId, plan: JSON.stringify(old) }),
      (error) => {
        assert.ok(error instanceof StudioFailure && error.name === 'RunFolderUnusable');
        assert.match(
          error.message,
          new RegExp(`run r: .*plan of dialog ${plan.dialogId} \\(wishes\\.0\\.topicId`, 'u'),
        );
        assert.match(error.details.remedy ?? '', /Another version made it/u);
        return true;
      },
    );
  });
});

import assert from 'node:assert/strict';
import { ActivityFailure, ApplicationFailure, RetryState, TimeoutFailure } from '@temporalio/common';
import { budgetEndOf, refusalOf } from '../../workflows/activity-failures.ts';

const failed = (activity: string, cause: Error): ActivityFailure =>
  new ActivityFailure('failed', activity, '1', RetryState.NON_RETRYABLE_FAILURE, undefined, cause);
const named = (type: string): ActivityFailure =>
  failed('realizeTurn', ApplicationFailure.create({ type, message: 'what was said', nonRetryable: true }));
const timedOut = (activity: string): ActivityFailure =>
  failed(activity, new TimeoutFailure('too late', undefined, 'START_TO_CLOSE'));

describe('budgetEndOf', () => {
  it('gives what the budget said, and nothing for any other failure', () => {
    assert.equal(budgetEndOf(named('BudgetSpent')), 'what was said');
    assert.equal(budgetEndOf(named('ModelRefused')), undefined);
    assert.equal(budgetEndOf(timedOut('realizeTurn')), undefined);
    assert.equal(budgetEndOf(new Error('BudgetSpent')), undefined);
  });
});

describe('refusalOf', () => {
  it('names an endpoint that refuses or stays away', () => {
    assert.equal(refusalOf(named('ModelRefused'), 'realizeTurn'), 'ModelRefused: what was said');
    assert.equal(refusalOf(named('ModelUnavailable'), 'realizeTurn'), 'ModelUnavailable: what was said');
  });

  it('takes a timeout of the activity that calls the model, and of no other', () => {
    const turn = refusalOf(timedOut('realizeTurn'), 'realizeTurn');
    assert.equal(turn, 'ModelUnavailable: no turn came to an end in time (START_TO_CLOSE)');
    assert.match(refusalOf(timedOut('judgeDialog'), 'judgeDialog') ?? '', /no judgement came to an end/u);
    assert.equal(refusalOf(timedOut('finishDialog'), 'realizeTurn'), undefined);
  });

  it('leaves what would end every dialog: a wrong key, a lost folder, an error of the program', () => {
    for (const error of [named('InvalidRunConfig'), named('RunFolderUnusable'), new Error('x'), 'x']) {
      assert.equal(refusalOf(error, 'realizeTurn'), undefined);
    }
  });
});

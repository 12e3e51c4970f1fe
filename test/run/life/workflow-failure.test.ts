import assert from 'node:assert/strict';
import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  RetryState,
  TerminatedFailure,
} from '@temporalio/common';
import { WorkflowFailedError } from '@temporalio/client';
import { toStudioFailure } from '../../../run/life/workflow-failure.ts';
import { StudioFailure } from '../../../schemas/failure.ts';

const activityFailure = (cause: Error): ActivityFailure =>
  new ActivityFailure('activity failed', 'stageReviews', '1', RetryState.NON_RETRYABLE_FAILURE, 'worker', cause);

describe('toStudioFailure', () => {
  it('finds the typed failure at the bottom, with its remedy', () => {
    const typed = ApplicationFailure.create({
      type: 'ModelRefused',
      message: 'wrong key',
      details: [{ remedy: 'Set OPENAI_API_KEY.', turn: 3 }],
    });
    const child = new ChildWorkflowFailure(
      'default',
      { workflowId: 'w', runId: 'r' },
      'synthesizeDialog',
      RetryState.NON_RETRYABLE_FAILURE,
      activityFailure(typed),
    );
    const failure = toStudioFailure(new WorkflowFailedError('failed', child, RetryState.NON_RETRYABLE_FAILURE));
    assert.ok(failure instanceof StudioFailure);
    assert.deepEqual(
      [failure.name, failure.message, failure.details.remedy],
      ['ModelRefused', 'wrong key', 'Set OPENAI_API_KEY.'],
    );
  });

  it('tells a run that somebody ended from one that failed', () => {
    for (const cause of [new TerminatedFailure('by hand'), new CancelledFailure('by hand')]) {
      assert.equal(
        toStudioFailure(new WorkflowFailedError('ended', cause, RetryState.NON_RETRYABLE_FAILURE)).name,
        'RunCancelled',
      );
    }
  });

  it('keeps the message of a failure without a known type', () => {
    const untyped = ApplicationFailure.create({ type: 'TypeError', message: 'x is undefined' });
    const failure = toStudioFailure(
      new WorkflowFailedError('failed', activityFailure(untyped), RetryState.NON_RETRYABLE_FAILURE),
    );
    assert.ok(!(failure instanceof StudioFailure));
    assert.match(failure.message, /^a step failed: x is undefined$/u);
  });
});

import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { FinishedDialog } from '../../activities/index.ts';
import type { SynthesizeDialogInput } from '../../workflows/synthesize-dialog.ts';
import { startWorkflows } from '../doubles/server-and-worker.ts';

const taskQueue = 'test-dialogs';

interface Call {
  turn: number;
  attempt: number;
}

describe('synthesizeDialog on a Temporal server', function () {
  this.timeout(240_000);
  let client: Client;
  let close: () => Promise<void>;

  /** What the model does at each call, by dialog; `finished` collects what `finishDialog` was told. */
  const behaviours = new Map<string, (call: Call, tries: number) => { accepted: boolean; problems: string[] }>();
  const calls = new Map<string, string[]>();
  const finished = new Map<string, string | null>();
  const activities = {
    async realizeTurn({ dialogId, turn, attempt }: { dialogId: string } & Call) {
      const made = calls.get(dialogId) ?? [];
      made.push(`${turn}.${attempt}`);
      calls.set(dialogId, made);
      const tries = made.filter((name) => name === `${turn}.${attempt}`).length;
      const behave = behaviours.get(dialogId);
      if (behave === undefined) throw new Error(`no behaviour for ${dialogId}`);
      return behave({ turn, attempt }, tries);
    },
    async finishDialog({ dialogId, failure }: { dialogId: string; failure: string | null }): Promise<FinishedDialog> {
      assert.ok(!finished.has(dialogId), 'a dialog is finished once');
      finished.set(dialogId, failure);
      return { status: failure === null ? 'accepted' : 'failed', reason: failure, turns: 0, attempts: 0 };
    },
  };

  before(async () => {
    ({ client, close } = await startWorkflows(taskQueue, activities));
  });
  after(() => close());

  const simulate = (dialogId: string, input: Partial<SynthesizeDialogInput> = {}) =>
    client.workflow.execute('synthesizeDialog', {
      workflowId: dialogId,
      taskQueue,
      args: [
        {
          ref: { runId: 'test-run', runsRoot: '/nowhere' },
          dialogId,
          turns: 3,
          maximumAttempts: 2,
          isOffline: true,
          modelTimeoutMs: 1000,
          modelTaskQueue: taskQueue,
          ...input,
        },
      ],
    });

  it('makes a turn with problems again and goes on', async () => {
    behaviours.set('repaired', ({ turn, attempt }) =>
      turn === 1 && attempt === 0 ? { accepted: false, problems: ['length'] } : { accepted: true, problems: [] },
    );
    const outcome: FinishedDialog = await simulate('repaired');
    assert.equal(outcome.status, 'accepted');
    assert.deepEqual(calls.get('repaired'), ['0.0', '1.0', '1.1', '2.0']);
  });

  it('fails with a typed reason when the attempts are used up', async () => {
    behaviours.set('exhausted', ({ turn }) => ({ accepted: turn === 0, problems: turn === 0 ? [] : ['title-leak'] }));
    await simulate('exhausted');
    assert.equal(finished.get('exhausted'), 'FidelityExhausted: turn 1: title-leak');
    assert.deepEqual(calls.get('exhausted'), ['0.0', '1.0', '1.1']);
  });

  it('tries an unavailable model again after the pause it asked for', async () => {
    behaviours.set('busy', (_call, tries) => {
      if (tries < 3) {
        throw ApplicationFailure.create({ type: 'ModelUnavailable', message: '429', nextRetryDelay: 10 });
      }
      return { accepted: true, problems: [] };
    });
    await simulate('busy', { isOffline: false, turns: 1 });
    assert.equal(finished.get('busy'), null);
    assert.deepEqual(calls.get('busy'), ['0.0', '0.0', '0.0']);
  });

  it('ends the dialog, not the run, when the model refuses', async () => {
    behaviours.set('refused', () => {
      throw ApplicationFailure.create({ type: 'ModelRefused', message: 'content filter', nonRetryable: true });
    });
    const outcome: FinishedDialog = await simulate('refused', { isOffline: false });
    assert.equal(outcome.status, 'failed');
    assert.equal(finished.get('refused'), 'ModelRefused: content filter');
  });

  it('fails the workflow on what would end every dialog', async () => {
    behaviours.set('wrong-key', () => {
      throw ApplicationFailure.create({ type: 'InvalidRunConfig', message: 'no such key', nonRetryable: true });
    });
    await assert.rejects(simulate('wrong-key', { isOffline: false }));
    assert.ok(!finished.has('wrong-key'));
  });
});

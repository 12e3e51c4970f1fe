import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import { readLogMode } from '../../../infra/log/log-mode.ts';
import { renderStepLine, toStepLine } from '../../../infra/log/step-line.ts';

const secret = 'sk-proj-1234567890 and "the soup was cold"';
const meta = {
  activityType: 'realizeTurn',
  workflowType: 'synthesizeDialog',
  workflowId: 'convrec/run/d01',
  attempt: 2,
  isLocal: false,
  taskToken: secret,
  durationMs: 1234,
};

describe('a line of the log', () => {
  it('names the step, its workflow, attempt and seconds', () => {
    const line = toStepLine('Activity completed', meta);
    assert.deepEqual(line, {
      level: 'info',
      event: 'step ended',
      fields: { step: 'realizeTurn', workflow: 'synthesizeDialog', id: 'convrec/run/d01', attempt: 2, seconds: 1.234 },
    });
    assert.ok(line !== undefined);
    assert.equal(
      renderStepLine(line, 'text', '2026-01-01T00:00:00.000Z'),
      '2026-01-01T00:00:00.000Z info step ended: step=realizeTurn workflow=synthesizeDialog id=convrec/run/d01 attempt=2 seconds=1.234',
    );
    assert.deepEqual(JSON.parse(renderStepLine(line, 'json', 'T')), {
      time: 'T',
      level: 'info',
      event: 'step ended',
      ...line.fields,
    });
  });

  it('gives the reason and the wait of a retry without the words of the failure', () => {
    const error = ApplicationFailure.create({
      type: 'ModelUnavailable',
      message: secret,
      details: [{ status: 429, remedy: secret }],
      nextRetryDelay: 2000,
    });
    const line = toStepLine('Activity failed', { ...meta, error });
    assert.equal(line?.level, 'warn');
    assert.deepEqual(
      ['failure', 'status', 'retry', 'retryInSeconds'].map((name) => line?.fields[name]),
      ['ModelUnavailable', 429, 'later', 2],
    );
    assert.ok(!JSON.stringify(line).includes('sk-proj'));
    assert.ok(!JSON.stringify(line).includes('soup'));
  });

  it('says that a step is not tried again, and knows nothing but the name of an error of no type', () => {
    const lasting = ApplicationFailure.create({ type: 'BudgetSpent', message: secret, nonRetryable: true });
    assert.equal(toStepLine('Activity failed', { ...meta, error: lasting })?.fields['retry'], 'none');
    const plain = toStepLine('Workflow failed', { ...meta, error: new TypeError(secret) });
    assert.equal(plain?.fields['failure'], 'TypeError');
    assert.ok(!JSON.stringify(plain).includes('sk-proj'));
  });

  it('is made of steps alone', () => {
    assert.equal(toStepLine('Worker state changed', { state: 'RUNNING' }), undefined);
  });
});

describe('CONVREC_LOG', () => {
  it('is off where it is not set, and nothing but its three words', () => {
    assert.equal(readLogMode({}), 'off');
    assert.equal(readLogMode({ CONVREC_LOG: ' ' }), 'off');
    assert.equal(readLogMode({ CONVREC_LOG: 'json' }), 'json');
    assert.throws(() => readLogMode({ CONVREC_LOG: 'loud' }), /CONVREC_LOG is "loud"/u);
  });
});

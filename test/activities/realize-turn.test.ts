import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { dialogFile } from '../../activities/dialog-journal.ts';
import { createFinishDialog } from '../../activities/finish-dialog.ts';
import { createRealizeTurn } from '../../activities/realize-turn.ts';
import type { Realizer } from '../../schemas/realization.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { createOfflineRealizer } from '../../studio/simulation/offline-realizer.ts';
import { createPlans } from '../fixtures/dialog-plan.ts';
import { createTestRun } from '../doubles/dependencies.ts';
import type { TestRun } from '../doubles/dependencies.ts';

describe('a dialog, turn by turn', () => {
  const [plan] = createPlans(1, 9);
  let test: TestRun;
  let calls: number;
  /** Said instead of the offline realizer's words at these calls. */
  let bad: ReadonlySet<number>;

  beforeEach(async () => {
    calls = 0;
    bad = new Set();
    const offline = createOfflineRealizer();
    const realizer: Realizer = {
      ...offline,
      async realize(request, signal) {
        calls += 1;
        if (bad.has(calls))
          return { text: 'As an AI language model I cannot say.', promptTokens: 7, completionTokens: 9, latencyMs: 1 };
        return offline.realize(request, signal);
      },
    };
    test = await createTestRun({}, realizer);
    await test.deps.withDatabase(test.run, (db) =>
      db.writeParquet('select $id as dialog_id, $plan as plan', test.run.relationPath('plans'), {
        id: planned().dialogId,
        plan: JSON.stringify(planned()),
      }),
    );
  });
  afterEach(() => test.remove());

  const planned = (): DialogPlan => {
    assert.ok(plan !== undefined);
    return plan;
  };
  const realize = (turn: number, attempt = 0) =>
    createRealizeTurn(test.deps)({ ref: test.run.ref, dialogId: planned().dialogId, turn, attempt });
  const finish = (failure: string | null = null) =>
    createFinishDialog(test.deps)({ ref: test.run.ref, dialogId: planned().dialogId, failure });

  it('accepts every turn and writes the dialog', async () => {
    for (const { turn } of planned().turns) assert.deepEqual(await realize(turn), { accepted: true, problems: [] });
    const finished = await finish();
    assert.deepEqual([finished.status, finished.reason, finished.turns], ['accepted', null, planned().turns.length]);
    const dialog = JSON.parse((await test.run.readText(dialogFile(planned().dialogId, 'json'))) ?? '');
    assert.deepEqual(
      dialog.turns.map(({ act }: { act: string }) => act),
      planned().turns.map(({ act }) => act),
    );
    assert.equal(dialog.realizer, 'offline-realizer');
  });

  it('answers a repeated attempt from the journal: no call is paid twice', async () => {
    await realize(0);
    assert.deepEqual(await realize(0), { accepted: true, problems: [] });
    assert.equal(calls, 1);
  });

  it('keeps a refused attempt with its problems and tries again', async () => {
    bad = new Set([1]);
    const first = await realize(0);
    assert.equal(first.accepted, false);
    assert.ok(first.problems.includes('meta-talk'), first.problems.join());
    assert.deepEqual(await realize(0, 1), { accepted: true, problems: [] });
    const lines = ((await test.run.readText(dialogFile(planned().dialogId, 'jsonl'))) ?? '').trimEnd().split('\n');
    const attempts = lines.map((line) => JSON.parse(line));
    assert.deepEqual(
      attempts.map(({ accepted, promptTokens }) => [accepted, promptTokens]),
      [
        [false, 7],
        [true, null],
      ],
    );
  });

  it('makes the call again whose answer a crash tore off', async () => {
    await realize(0);
    await appendFile(test.run.path(dialogFile(planned().dialogId, 'jsonl')), '{"turn":1,"att');
    assert.deepEqual(await realize(1), { accepted: true, problems: [] });
    assert.equal(calls, 2);
  });

  it('keeps what there was of a dialog that failed, with the reason', async () => {
    await realize(0);
    const finished = await finish('ModelRefused: content filter');
    assert.deepEqual([finished.status, finished.reason, finished.turns], ['failed', 'ModelRefused: content filter', 1]);
  });

  it('fails a dialog whose turns do not follow the plan', async () => {
    await realize(0);
    const finished = await finish();
    assert.equal(finished.status, 'failed');
    assert.match(finished.reason ?? '', /^FidelityExhausted: dialog: turn-count/u);
  });

  it('says so when a journal lost a turn', async () => {
    await assert.rejects(realize(2), { name: 'RunFolderUnusable', message: /is at turn 2 but its journal holds 0/u });
  });

  it('says so when there is no such plan', async () => {
    const dialogId = `d${'f'.repeat(20)}`;
    await assert.rejects(createRealizeTurn(test.deps)({ ref: test.run.ref, dialogId, turn: 0, attempt: 0 }), {
      name: 'PlanInvalid',
    });
  });
});

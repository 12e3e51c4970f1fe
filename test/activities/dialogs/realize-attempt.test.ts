import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { dialogFile } from '../../../activities/dialogs/dialog-files.ts';
import { createFinishDialog, retriedFile } from '../../../activities/dialogs/finish-dialog.ts';
import { createRealizeTurn } from '../../../activities/dialogs/realize-turn.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import type { ModelCall } from '../../../schemas/model-call.ts';
import type { Realizer } from '../../../activities/dependencies.ts';
import type { RealizationRequest } from '../../../schemas/realization.ts';
import { AttemptSchema } from '../../../schemas/dialog.ts';
import type { Attempt } from '../../../schemas/dialog.ts';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import { createOfflineRealizer } from '../../../studio/simulation/offline-realizer.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

describe('a dialog, turn by turn', () => {
  const [plan] = createPlans(1, 9);
  let test: TestRun;
  let calls: number;
  /** Said instead of the offline realizer's words at these calls. */
  let bad: ReadonlySet<number>;
  /** Calls that bring no answer. */
  let unanswered: ReadonlySet<number>;
  let requests: RealizationRequest[];
  let open: (config: object) => Promise<void>;

  beforeEach(async () => {
    calls = 0;
    bad = new Set();
    unanswered = new Set();
    requests = [];
    const offline = createOfflineRealizer();
    const realizer: Realizer = {
      ...offline,
      async realize(request, signal, keepFailedCall) {
        calls += 1;
        requests.push(request);
        if (bad.has(calls)) return { text: 'As an AI language model I cannot say.', modelCall: callOf(null) };
        if (unanswered.has(calls)) {
          await keepFailedCall?.(callOf({ name: 'ModelUnavailable', status: 429, message: 'slow down' }));
          throw new StudioFailure('ModelUnavailable', 'slow down');
        }
        return offline.realize(request, signal);
      },
    };
    open = async (config) => {
      test = await createTestRun(config, realizer);
      await writePlans();
    };
    await open({});
  });

  const writePlans = async (): Promise<void> => {
    await test.deps.withDatabase(test.run, (db) =>
      db.writeParquet('select $id as dialog_id, $plan as plan', test.run.relationPath('plans'), {
        id: planned().dialogId,
        plan: JSON.stringify(planned()),
      }),
    );
  };
  afterEach(() => test.remove());

  const readJournal = async (): Promise<Attempt[]> =>
    ((await test.run.readText(dialogFile(planned().dialogId, 'attempts'))) ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => AttemptSchema.parse(JSON.parse(line)));

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
    const dialog = JSON.parse((await test.run.readText(dialogFile(planned().dialogId, 'record'))) ?? '');
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
    assert.deepEqual(
      (await readJournal()).map(({ attempt, call, accepted, context, modelCall }) => [
        attempt,
        call,
        accepted,
        context !== null,
        modelCall?.promptTokens ?? null,
      ]),
      [
        [0, 0, false, true, 7],
        [1, 0, true, false, null],
      ],
    );
  });

  it('pauses as long after a failed call as calls for the same turn failed before it, whatever failed at other turns', async () => {
    unanswered = new Set([1, 3, 4]);
    await assert.rejects(realize(0), { details: { retryAfterMs: 1000 } });
    await realize(0);
    await assert.rejects(realize(1), { details: { retryAfterMs: 1000 } });
    await assert.rejects(realize(1), { details: { retryAfterMs: 2000 } });
  });

  it('keeps a call without an answer, and makes the same attempt again', async () => {
    unanswered = new Set([1, 2]);
    await assert.rejects(realize(0), { name: 'ModelUnavailable', details: { retryAfterMs: 1000 } });
    await assert.rejects(realize(0), { name: 'ModelUnavailable', details: { retryAfterMs: 2000 } });
    assert.deepEqual(await realize(0), { accepted: true, problems: [] });
    assert.deepEqual(
      (await readJournal()).map(({ attempt, call, modelCall }) => [attempt, call, modelCall?.failure?.status ?? null]),
      [
        [0, 0, 429],
        [0, 1, 429],
        [0, 2, null],
      ],
    );
    assert.equal(requests[0]?.seed, requests[2]?.seed, 'a repeated call asks for the same');
    await realize(1);
    assert.deepEqual((await finish('enough')).attempts, 2, 'what brought no answer is no sample');
  });

  it('asks for a fresh sample, or tells what was wrong where the run wants that', async () => {
    bad = new Set([1]);
    await realize(0);
    await realize(0, 1);
    assert.notEqual(requests[0]?.seed, requests[1]?.seed);
    assert.deepEqual(requests[1]?.feedback, []);
    await test.remove();
    calls = 0;
    await open({ fidelity: { repair: 'feedback', maximumWordsPerTurn: 33 } });
    await realize(0);
    await realize(0, 1);
    assert.ok(requests[3]?.feedback.some(({ check }) => check === 'meta-talk'));
    assert.equal(requests[3]?.maximumWords, 33);
  });

  it('says what was wrong to a model with rich prompts, unless the run wants a fresh sample', async () => {
    for (const [repair, isTold] of [
      ['auto', true],
      ['fresh', false],
    ] as const) {
      await test.remove();
      calls = 0;
      requests.length = 0;
      bad = new Set([1]);
      await open({ fidelity: { repair }, model: { prompting: 'rich' } });
      await realize(0);
      await realize(0, 1);
      assert.equal(requests[1]?.feedback.length !== 0, isTold, repair);
    }
  });

  it('makes the call again whose answer a crash tore off', async () => {
    await realize(0);
    await appendFile(test.run.path(dialogFile(planned().dialogId, 'attempts')), '{"turn":1,"att');
    assert.deepEqual(await realize(1), { accepted: true, problems: [] });
    assert.equal(calls, 2);
  });

  it('keeps what there was of a dialog that failed, with the reason', async () => {
    await realize(0);
    const finished = await finish('ModelRefused: content filter');
    assert.deepEqual([finished.status, finished.reason, finished.turns], ['failed', 'ModelRefused: content filter', 1]);
  });

  it('keeps the record of a failed dialog until it is made anew with success, and says which were', async () => {
    await realize(0);
    await finish('ModelRefused: content filter');
    const record = () => test.run.readText(dialogFile(planned().dialogId, 'record'));
    const first = await record();
    const again = await finish('ModelUnavailable: gone');
    assert.deepEqual([again.status, again.reason], ['failed', 'ModelUnavailable: gone']);
    assert.equal(await record(), first);
    assert.equal(await test.run.readText(retriedFile), undefined);
    for (const { turn } of planned().turns) await realize(turn);
    assert.equal((await finish()).status, 'accepted');
    assert.match((await record()) ?? '', /"status":"accepted"/u);
    assert.equal(await test.run.readText(retriedFile), `${planned().dialogId}\n`);
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

const callOf = (failure: ModelCall['failure']): ModelCall => ({
  requestHash: '0'.repeat(64),
  parameters: { baseUrl: 'http://127.0.0.1:1/v1', model: 'm', temperature: 1, seed: 1, maxTokens: 9, format: 'text' },
  answer: failure === null ? 'As an AI language model I cannot say.' : null,
  finishReason: failure === null ? 'stop' : null,
  promptTokens: failure === null ? 7 : null,
  cachedTokens: null,
  completionTokens: failure === null ? 9 : null,
  costUsd: null,
  latencyMs: 1,
  failure,
});

import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWriteEvaluation } from '../../../activities/evaluation/evaluate-run.ts';
import { createJudgeDialog, createListDialogsToJudge } from '../../../activities/evaluation/judge-dialog.ts';
import { dialogFile, readJudgeCalls } from '../../../activities/dialogs/dialog-files.ts';
import { createLedger } from '../../../activities/dialogs/open-ledger.ts';
import { readMeasures } from '../../../run/evaluation/read-measures.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { JudgeSettingsSchema } from '../../../schemas/judgement.ts';
import type { Judge } from '../../../activities/dependencies.ts';
import type { JudgeQuestion, JudgeRequest } from '../../../schemas/judgement.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';
import { answeredCall, judgeByRule } from '../../doubles/judge.ts';
import { writeFinishedRun } from '../../fixtures/finished-run.ts';
import type { FinishedRun } from '../../fixtures/finished-run.ts';

describe('a judge’s questions, one by one', () => {
  let test: TestRun;
  let runsRoot: string;
  let finished: FinishedRun;
  let requests: JudgeRequest[];
  /** What the next calls say instead of a judgement; an Error is thrown. */
  let waiting: (string | StudioFailure)[];
  const settings = JudgeSettingsSchema.parse(RunConfigSchema.parse({ model: { kind: 'openai' } }));
  const bound = { nanoUsd: 2_000_000, tokens: 2000 };

  beforeEach(async () => {
    requests = [];
    waiting = [];
    test = await createTestRun();
    test.deps.createJudge = (): Judge => ({
      name: 'openai:double',
      async ask(request, _signal, keepFailedCall, reserveCall) {
        await reserveCall(bound);
        requests.push(request);
        const next = waiting.shift();
        if (next instanceof StudioFailure) {
          await keepFailedCall({
            ...answeredCall,
            promptTokens: null,
            completionTokens: null,
            costUsd: null,
            failure: { name: next.name, status: 429, message: next.message },
          });
          throw next;
        }
        return { content: next ?? judgeByRule({ messages: [...request.messages] }), modelCall: answeredCall };
      },
    });
    runsRoot = await mkdtemp(join(tmpdir(), 'convrec-judge-'));
    finished = await writeFinishedRun(runsRoot);
  });
  afterEach(async () => {
    await test.remove();
    await rm(runsRoot, { recursive: true, force: true });
  });

  const firstId = (): string => finished.records[0]?.dialog_id ?? '';
  const ask = (question: JudgeQuestion = { kind: 'judgement', repetition: 0 }, attempt = 0, given = settings) =>
    createJudgeDialog(test.deps)({ ref: finished.run.ref, dialogId: firstId(), question, attempt, settings: given });
  const readLedger = () => createLedger(finished.run).read();

  it('are kept with the call, paid from the run’s ledger, and never paid twice', async () => {
    const answer = await ask();
    assert.deepEqual(answer, {
      isReadable: true,
      use: { calls: 1, promptTokens: 900, completionTokens: 60, costUsd: 0.001 },
    });
    assert.deepEqual(await ask(), answer);
    assert.equal(requests.length, 1);
    const calls = await readJudgeCalls(finished.run, firstId());
    assert.equal(calls[0]?.judgement?.coherence.score, 5);
    const { nanoUsd, tokens, open } = await readLedger();
    assert.deepEqual([nanoUsd, tokens, open.size], [1_000_000, 960, 0]);
  });

  it('are asked again where the answer cannot be read, hotter and by another seed', async () => {
    waiting = ['I would rather not say.'];
    assert.equal((await ask()).isReadable, false);
    assert.equal((await ask(undefined, 1)).isReadable, true);
    assert.deepEqual(
      requests.map(({ attempt }) => attempt),
      [0, 1],
    );
    assert.notEqual(requests[0]?.seed, requests[1]?.seed);
    assert.equal((await readJudgeCalls(finished.run, firstId())).length, 2);
  });

  it('keep a call without an answer, and go on after it; a torn line in the journal costs one question at most', async () => {
    waiting = [new StudioFailure('ModelUnavailable', 'slow down')];
    await assert.rejects(ask(), { name: 'ModelUnavailable' });
    await appendFile(finished.run.path(dialogFile(firstId(), 'judge')), '{"question": {"ki');
    const { use } = await ask();
    assert.deepEqual([use.calls, use.costUsd], [2, 0.001]);
    const calls = await readJudgeCalls(finished.run, firstId());
    assert.deepEqual(
      calls.map(({ call, modelCall }) => [call, modelCall.failure?.name ?? null]),
      [
        [0, 'ModelUnavailable'],
        [1, null],
      ],
    );
  });

  it('wait longer each time where the endpoint asks for no time at all', async () => {
    waiting = [0, 0, -5000].map((retryAfterMs) => new StudioFailure('ModelUnavailable', 'slow down', { retryAfterMs }));
    for (const retryAfterMs of [1000, 2000, 4000]) await assert.rejects(ask(), { details: { retryAfterMs } });
    assert.equal((await ask()).isReadable, true);
  });

  it('are not asked past the budget', async () => {
    const poor = { ...settings, budget: { usd: null, tokens: 2500 } };
    await ask(undefined, 0, poor);
    await assert.rejects(ask({ kind: 'judgement', repetition: 1 }, 0, poor), { name: 'BudgetSpent' });
    assert.equal(requests.length, 1);
  });

  it('show a pair in both orders, and count what was judged before a dialog was changed no more', async () => {
    await writeFinishedRun(runsRoot, {
      runId: 'other',
      change: ([first]) => {
        for (const turn of first?.turns ?? []) turn.text = '';
      },
    });
    const pair = { kind: 'comparison', repetition: 0, against: 'other' } as const;
    await ask({ ...pair, isSwapped: false });
    await ask({ ...pair, isSwapped: true });
    await ask();
    const evaluate = () => createWriteEvaluation(test.deps)({ ref: finished.run.ref, beside: null });
    await evaluate();
    const readComparisons = () =>
      withDatabase({}, async (db) => {
        await db.openParquet('comparisons', finished.run.relationPath('comparisons'));
        return db.rows('select is_swapped, naturalness, is_current from comparisons');
      });
    assert.deepEqual(await readComparisons(), [
      { is_swapped: false, naturalness: 'this', is_current: true },
      { is_swapped: true, naturalness: 'this', is_current: true },
    ]);
    const find = async (measure: string) =>
      (await readMeasures(finished.run)).find((figure) => figure.measure === measure);
    assert.deepEqual([(await find('judge_grounding_better'))?.value, (await find('judge_grounding'))?.value], [1, 5]);

    finished = await writeFinishedRun(runsRoot, {
      change: ([first]) => {
        for (const turn of first?.turns ?? []) turn.text = '';
      },
    });
    await evaluate();
    assert.equal(await find('judge_grounding'), undefined);
    assert.deepEqual(
      (await readComparisons()).map((row) => row['is_current']),
      [false, false],
    );
  });

  it('are about the first dialogs by their ids; a pair needs the dialog in both runs', async () => {
    await writeFinishedRun(runsRoot, { runId: 'fewer', change: (records) => records.splice(1, 8) });
    const list = createListDialogsToJudge(test.deps);
    const listed = await list({ ref: finished.run.ref, against: 'fewer', dialogs: 3 });
    assert.deepEqual(
      listed,
      finished.records.slice(0, 3).map(({ dialog_id: dialogId }, at) => ({ dialogId, isPaired: at === 0 })),
    );
  });
});

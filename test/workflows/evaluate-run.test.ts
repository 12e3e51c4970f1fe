import assert from 'node:assert/strict';
import { createLedger } from '../../activities/dialogs/open-ledger.ts';
import { evaluationPage } from '../../activities/evaluation/evaluate-run.ts';
import { startEvaluation, followEvaluation } from '../../run/evaluation/follow-evaluation.ts';
import { readMeasures } from '../../run/evaluation/read-measures.ts';
import { withJudgeDefaults } from '../../infra/model/create-judge.ts';
import { withRelations } from '../../run/query/open-relations.ts';
import type { EvaluateRunInput, EvaluationProgress } from '../../schemas/evaluation.ts';
import { JudgeSettingsSchema } from '../../schemas/judgement.ts';
import type { JudgeSettings } from '../../schemas/judgement.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { judgeByRule } from '../doubles/judge.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ModelEndpoint, ModelEndpointOptions } from '../doubles/model-endpoint.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';
import { writeFinishedRun } from '../fixtures/finished-run.ts';
import type { FinishedRun } from '../fixtures/finished-run.ts';

const judgeAt = ({ baseUrl }: ModelEndpoint, budget: object = {}): JudgeSettings =>
  withJudgeDefaults(
    JudgeSettingsSchema.parse(
      RunConfigSchema.parse({
        budget,
        model: { kind: 'openai', name: 'test-model', baseUrl, prices: { inputPerMillion: 1, outputPerMillion: 2 } },
      }),
    ),
  );

describe('evaluateRun on a Temporal server', function () {
  this.timeout(300_000);
  let studio: StudioProcess;
  before(async () => {
    studio = await startStudioProcess();
  });
  after(() => studio.close());

  const usage = { prompt_tokens: 800, completion_tokens: 50 };
  const withEndpoint = async (
    options: ModelEndpointOptions,
    use: (endpoint: ModelEndpoint) => Promise<void>,
  ): Promise<void> => {
    const endpoint = await startModelEndpoint({ respond: judgeByRule, usage, ...options });
    try {
      await use(endpoint);
    } finally {
      await endpoint.close();
    }
  };
  const evaluate = async ({ run }: FinishedRun, input: Partial<EvaluateRunInput>): Promise<EvaluationProgress> => {
    const { taskQueues } = studio;
    const handle = await startEvaluation(studio.client, taskQueues.dialogs, {
      ref: run.ref,
      dataTaskQueue: taskQueues.data,
      modelTaskQueue: taskQueues.model,
      judge: null,
      judgedDialogs: 4,
      repetitions: 2,
      dialogsAtOnce: 3,
      against: null,
      beside: null,
      ...input,
    });
    const progress = await followEvaluation(handle, {
      pollMs: 100,
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    assert.ok(progress !== undefined);
    return progress;
  };

  it('judges, compares in both orders, pays from the run’s ledger, and asks nothing twice', async () => {
    const finished = await writeFinishedRun(studio.runsRoot, { runId: 'judged' });
    await writeFinishedRun(studio.runsRoot, {
      runId: 'silent',
      change: ([first]) => {
        for (const turn of first?.turns ?? []) turn.text = '';
      },
    });
    await withEndpoint({}, async (endpoint) => {
      const input = { judge: judgeAt(endpoint), against: 'silent' };
      const progress = await evaluate(finished, input);
      assert.deepEqual(
        [progress.status, progress.questions, progress.answered, progress.unanswered, progress.use.calls],
        ['complete', 16, 16, 0, 16],
      );
      assert.equal(endpoint.requests.length, 16);
      assert.equal((await createLedger(finished.run).read()).tokens, 16 * 850);
      const again = await evaluate(finished, input);
      assert.deepEqual([again.answered, endpoint.requests.length], [16, 16]);
    });
    const measured = await readMeasures(finished.run);
    const find = (measure: string) => measured.find((figure) => figure.measure === measure);
    assert.deepEqual([find('judge_coherence')?.dialogs, find('judge_coherence_spread')?.value], [4, 0]);
    // One of the four differs; of the three that are equal the judge names the first, whichever that is.
    assert.deepEqual([find('judge_coherence_better')?.value, find('judge_coherence_undecided')?.value], [0.25, 0.75]);
    await withRelations(finished.run, {}, async ({ query }) => {
      const { rows } = await query(
        'select count(*), count(answer), sum(prompt_tokens) from judgements where is_current',
      );
      for await (const row of rows) assert.deepEqual(row, [8, 8, 6400]);
    });
    assert.match((await finished.run.readText(evaluationPage)) ?? '', /### openai:test-model/u);
  });

  it('stops asking where the budget ends, sums up what there is, and goes on with a larger one', async () => {
    const finished = await writeFinishedRun(studio.runsRoot, { runId: 'poor' });
    await withEndpoint({}, async (endpoint) => {
      const progress = await evaluate(finished, { judge: judgeAt(endpoint, { tokens: 9_000 }), dialogsAtOnce: 1 });
      assert.match(progress.budgetEnd ?? '', /of 9,000 tokens spent/u);
      const asked = endpoint.requests.length;
      assert.ok(asked > 0 && asked < 8, `${asked} calls`);
      assert.ok((await createLedger(finished.run).read()).tokens <= 9_000);
      assert.ok((await readMeasures(finished.run)).some(({ measure }) => measure === 'judge_grounding'));
      const rest = await evaluate(finished, { judge: judgeAt(endpoint, { usd: 1 }) });
      assert.deepEqual([rest.budgetEnd, rest.answered, endpoint.requests.length], [undefined, 8, 8]);
    });
  });

  it('counts what the judge never answers, and fails at what would go wrong every time', async () => {
    const finished = await writeFinishedRun(studio.runsRoot, { runId: 'mute' });
    await withEndpoint({ respond: () => 'No comment.' }, async (endpoint) => {
      const progress = await evaluate(finished, { judge: judgeAt(endpoint), judgedDialogs: 1, repetitions: 1 });
      assert.deepEqual([progress.unanswered, progress.answered, endpoint.requests.length], [1, 0, 3]);
      assert.match(
        (await finished.run.readText(evaluationPage)) ?? '',
        /3 of those about the dialogs as they are brought no answer/u,
      );
    });
    await withEndpoint({ faultOf: () => ({ kind: 'status', status: 401 }) }, async (endpoint) => {
      await assert.rejects(evaluate(finished, { judge: judgeAt(endpoint) }), { name: 'InvalidRunConfig' });
    });
  });
});

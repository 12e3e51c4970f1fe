import assert from 'node:assert/strict';
import { createLedger } from '../../activities/dialogs/open-ledger.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { toStudioFailure } from '../../run/life/workflow-failure.ts';
import { writeHostileSample } from '../doubles/hostile-sample.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ModelEndpoint } from '../doubles/model-endpoint.ts';
import { readModelRun } from '../doubles/model-run.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

describe('a run with a budget', function () {
  this.timeout(300_000);
  const usage = { prompt_tokens: 700, completion_tokens: 40 };
  const tokensPerCall = 740;
  let endpoint: ModelEndpoint;
  let studio: StudioProcess;

  before(async () => {
    endpoint = await startModelEndpoint({ respond: sayWhatIsAsked, latencyMs: 5, usage });
    studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: 'sk-test' });
  });
  after(async () => {
    await studio.close();
    await endpoint.close();
  });

  it('stops before the budget is passed, goes on after a restart with a larger one, and pays no answer twice', async () => {
    const { folder } = await writeHostileSample(studio.runsRoot);
    const configOf = (budget: object) => ({
      source: { kind: 'yelp', path: folder },
      aspects: { count: 6, trainingClauses: 600 },
      targets: { limit: 8 },
      concurrency: { dialogs: 4 },
      budget,
      model: {
        kind: 'openai',
        name: 'test-model',
        baseUrl: endpoint.baseUrl,
        timeoutMs: 2000,
        prices: { inputPerMillion: 2, outputPerMillion: 10 },
      },
    });
    const openRun = () => openRunFolder({ runId: 'bounded', runsRoot: studio.runsRoot });
    const spent = () => endpoint.requests.length * tokensPerCall;
    const budgets = [15_000, 30_000];
    for (const tokens of budgets) {
      const failure = await studio.generate('bounded', configOf({ tokens })).then(
        () => assert.fail('the budget was large enough'),
        (error: Error) => toStudioFailure(error.cause instanceof Error ? error.cause : error),
      );
      assert.equal(failure.name, 'BudgetSpent', failure.stack);
      assert.match(
        failure.message,
        new RegExp(
          `of ${tokens.toLocaleString('en')} tokens spent, [\\d,]+ reserved; the next call may take [\\d,]+ tokens; \\d+ of \\d+ dialogs are left to do$`,
          'u',
        ),
      );
      const { tokens: settled, open } = await createLedger(openRun()).read();
      assert.deepEqual([settled, open.size], [spent(), 0]);
      assert.ok(spent() <= tokens && spent() > tokens * 0.7, `${spent()} of ${tokens} tokens`);
      // Another process over the same folder, with a server, worker and ledger of its own.
      const { runsRoot } = studio;
      await studio.close(true);
      studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: 'sk-test' }, runsRoot);
    }
    const before = endpoint.requests.length;
    const progress = await studio.generate('bounded', configOf({ usd: 5 }));
    assert.equal(progress.status, 'complete');
    assert.ok(endpoint.requests.length > before);
    const { attempts, dialogs } = await readModelRun(openRun());
    assert.equal(attempts.length, endpoint.requests.length, 'each request is kept once, so none was made again');
    assert.ok(dialogs.filter(({ status }) => status === 'accepted').length >= 6);
    const costs = attempts.reduce((sum, { cost_usd: cost }) => sum + (cost ?? 0), 0);
    assert.equal((await createLedger(openRun()).read()).nanoUsd, Math.round(costs * 1e9));
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureSample } from '../../datasets/sample/ensure-sample.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { toStudioFailure } from '../../run/life/workflow-failure.ts';
import type { RunProgress } from '../../schemas/progress.ts';
import { convrec } from '../cli/run-convrec.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ModelEndpoint } from '../doubles/model-endpoint.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

describe('a run that is steered from another machine', function () {
  this.timeout(300_000);
  let studio: StudioProcess;
  let endpoint: ModelEndpoint;
  /** A folder without any run: all that the commands have is the server's address. */
  let elsewhere: string;
  const runId = 'steered-1';

  before(async () => {
    studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: 'sk-test' });
    endpoint = await startModelEndpoint({ respond: sayWhatIsAsked, latencyMs: 40 });
    elsewhere = await mkdtemp(join(tmpdir(), 'convrec-elsewhere-'));
  });
  after(async () => {
    await endpoint.close();
    await studio.close();
    await rm(elsewhere, { recursive: true });
  });

  const command = async (...args: string[]): Promise<string> => {
    const env = { TEMPORAL_ADDRESS: studio.address, TEMPORAL_NAMESPACE: studio.namespace };
    const { code, out, err } = await convrec([...args, '--runs', elsewhere], { env });
    assert.equal(code, 0, err);
    return out;
  };
  const look = async (): Promise<RunProgress> => JSON.parse(await command('status', runId, '--json'));
  const until = async (isSo: (progress: RunProgress) => boolean): Promise<RunProgress> => {
    for (const endMs = Date.now() + 90_000; Date.now() < endMs; await sleep(100)) {
      // Before the workflow has begun nobody answers.
      const progress = await look().catch(() => undefined);
      if (progress !== undefined && isSo(progress)) return progress;
    }
    throw new Error(`not within 90 s: ${JSON.stringify((await look()).dialogs)}`);
  };

  it('is paused, resumed at another width, shows live counts, and is cancelled with what had begun finished', async () => {
    const { folder } = await ensureSample(join(studio.runsRoot, '.samples'), { domain: 'yelp', users: 60, seed: 3 });
    const config = {
      source: { kind: 'sample', path: folder, sample: { users: 60, seed: 3 } },
      aspects: { count: 8, trainingClauses: 2000 },
      targets: { limit: 40 },
      concurrency: { dialogs: 2 },
      model: {
        kind: 'openai',
        name: 'test-model',
        baseUrl: endpoint.baseUrl,
        prices: { inputPerMillion: 2, outputPerMillion: 10 },
      },
    };
    const ended = studio.generate(runId, config).then(
      () => assert.fail('the run was cancelled'),
      (error: Error) => toStudioFailure(error.cause instanceof Error ? error.cause : error),
    );
    await until(({ dialogs }) => dialogs.inWork === 2);
    endpoint.mostAtOnce();

    assert.match(await command('pause', 'steered'), /^Run steered-1 pauses/u);
    const resting = await until(({ dialogs }) => dialogs.inWork === 0);
    assert.equal(resting.status, 'paused');
    const calls = endpoint.requests.length;
    assert.ok(endpoint.mostAtOnce() <= 2);
    await sleep(1000);
    assert.equal(endpoint.requests.length, calls, 'nothing begins while it is paused');

    await command('set-rate', runId, '--dialogs', '6');
    assert.match(await command('resume', runId), /goes on/u);
    const going = await until(({ dialogs }) => dialogs.inWork === 6);
    assert.equal(going.status, 'running');
    assert.ok(going.dialogs.planned >= 30 && going.dialogs.accepted + going.dialogs.failed >= 2);
    const told = await until(({ modelUse }) => (modelUse?.calls ?? 0) > 0);
    assert.ok((told.modelUse?.calls ?? 0) <= endpoint.requests.length);
    assert.equal(told.modelUse?.promptTokens, (told.modelUse?.calls ?? 0) * 11);
    assert.ok((told.modelUse?.costUsd ?? 0) > 0);
    assert.match(await command('status', runId), /6 in work, \d+ waiting\nModel: \d+ calls/u);

    await command('set-rate', runId, '--dialogs', '1');
    await until(({ dialogs }) => dialogs.inWork === 1);
    assert.match(await command('cancel', runId), /is being cancelled/u);
    const failure = await ended;
    assert.equal(failure.name, 'RunCancelled', failure.stack);
    const run = openRunFolder({ runId, runsRoot: studio.runsRoot });
    const names = await run.listNames('work/dialogs');
    const [begun, finished] = ['.jsonl', '.json'].map((end) => names.filter((name) => name.endsWith(end)).length);
    assert.ok(begun !== undefined && begun > 0 && begun < going.dialogs.planned, `${begun} begun`);
    assert.equal(finished, begun, 'every dialog that had begun is finished');
  });

  it('says that nothing is going on where nothing is, and refuses what is no width', async () => {
    const env = { TEMPORAL_ADDRESS: studio.address, TEMPORAL_NAMESPACE: studio.namespace };
    const resting = await convrec(['pause', runId, '--runs', elsewhere], { env });
    assert.equal(resting.code, 8);
    assert.match(resting.err, /run steered-1 is not going on at this server/u);
    const wrong = await convrec(['set-rate', runId, '--dialogs', 'many', '--runs', elsewhere], { env });
    assert.equal(wrong.code, 2);
    const nowhere = await convrec(['pause', runId, '--runs', elsewhere]);
    assert.equal(nowhere.code, 4);
    assert.match(nowhere.err, /no Temporal server runs[^]*TEMPORAL_ADDRESS/u);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openOnlyRun } from '../doubles/compare-runs.ts';
import { killConvrecProcesses, startConvrec } from '../doubles/convrec-process.ts';
import type { ConvrecProcess } from '../doubles/convrec-process.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ModelEndpoint } from '../doubles/model-endpoint.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { findProcesses } from '../../infra/storage/process-identity.ts';

// A run that a closed terminal ended in the middle of its dialogs, and what the other commands make of it.
describe('a run that rests', function () {
  this.timeout(300_000);
  let runs: string;
  let endpoint: ModelEndpoint;
  let launching: ConvrecProcess;
  let launchArgs: string[];
  let acceptedThen = 0;
  const env = { OPENAI_API_KEY: 'test-key' };

  /** Counts the run's dialogs that have ended well. */
  async function countAccepted(): Promise<number> {
    const run = await openOnlyRun(runs);
    const names = (await run.listNames('work/dialogs')).filter((name) => name.endsWith('.json'));
    const texts = await Promise.all(names.map((name) => run.readText(`work/dialogs/${name}`)));
    return texts.filter((text) => text?.includes('"status":"accepted"')).length;
  }

  const convrec = async (...args: string[]): Promise<{ code: number | null; said: string }> => {
    const ran = startConvrec([...args, '--runs', runs], env);
    return { code: await ran.ended, said: ran.said() };
  };

  before(async () => {
    runs = await mkdtemp(join(tmpdir(), 'convrec-rest-'));
    endpoint = await startModelEndpoint({ respond: sayWhatIsAsked, latencyMs: 60 });
    launchArgs = ['launch', '--sample-users', '40', '--limit', '8', '--concurrency', '2'];
    launchArgs.push('--model', 'openai:test-model', '--base-url', endpoint.baseUrl, '--runs', runs);
    launching = startConvrec(launchArgs, env);
    await launching.until(/Run sample-yelp-/u);
    while ((await countAccepted()) < 2) await sleep(100);
    process.kill(launching.pid, 'SIGHUP');
  });
  after(async () => {
    killConvrecProcesses();
    await endpoint.close();
    await rm(runs, { recursive: true, force: true });
  });

  it('ended with 129, said how to go on with --runs, and left no server behind', async () => {
    assert.equal(await launching.ended, 129, launching.said());
    assert.match(launching.said(), new RegExp(`go on with:\\n {2}npx convrec launch .*--runs ${runs}`, 'u'));
    assert.deepEqual(findProcesses(['server start-dev', runs]), []);
    acceptedThen = await countAccepted();
    assert.ok(acceptedThen >= 2 && acceptedThen < 8, `${acceptedThen} are accepted`);
  });

  it('shows its accepted dialogs', async () => {
    const { code, said } = await convrec('status');
    assert.equal(code, 0, said);
    assert.match(said, new RegExp(`Dialogs: \\d+ planned, ${acceptedThen} accepted, 0 failed`, 'u'));
  });

  it('says that no worker took it when it is cancelled, and goes when its server is stopped', async () => {
    const server = startConvrec(['server', 'start', '--runs', runs]);
    await server.until(/Temporal at/u);
    const run = (await openOnlyRun(runs)).ref.runId;
    const cancelled = await convrec('cancel', run);
    assert.equal(cancelled.code, 4, cancelled.said);
    assert.match(cancelled.said, /error no worker took it .*\nwhat to do Start `convrec worker`/u);
    assert.equal((await convrec('server', 'stop')).code, 0);
    assert.equal(await server.ended, 0, server.said());
    assert.match(server.said(), /The Temporal server was stopped/u);
  });

  it('is gathered as far as it is, and goes on afterwards', async () => {
    const run = (await openOnlyRun(runs)).ref.runId;
    const gathered = await convrec('gather', run);
    assert.equal(gathered.code, 11, gathered.said);
    assert.match(gathered.said, new RegExp(`${acceptedThen} accepted, 0 failed`, 'u'));
    assert.match(gathered.said, new RegExp(`npx convrec show d[0-9a-f]{20} --runs ${runs}`, 'u'));
    const whole = startConvrec(launchArgs, env);
    assert.equal(await whole.ended, 0, whole.said());
    assert.equal(await countAccepted(), 8);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareRuns } from '../../doubles/compare-runs.ts';
import { startCountingEndpoint } from '../../doubles/counting-endpoint.ts';
import type { CountingEndpoint } from '../../doubles/counting-endpoint.ts';
import { endWhatIsLeft, launchThroughKills } from '../../doubles/killed-run.ts';
import type { Kill } from '../../doubles/killed-run.ts';
import { needServerBinary } from '../../infra/local-server/server-under-test.ts';

// The small version of `npm run bench:crash`: the real command line, killed and launched again by the same line.
describe('a run that is killed with SIGKILL and launched again', function () {
  this.timeout(600_000);
  let folder = '';
  let endpoint: CountingEndpoint;
  const sample = ['--sample-users', '24'];
  before(async function () {
    await needServerBinary(this);
    folder = await mkdtemp(join(tmpdir(), 'convrec-kills-'));
    endpoint = await startCountingEndpoint(300);
  });
  after(async () => {
    if (folder === '') return;
    await endWhatIsLeft(folder);
    await endpoint.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const survive = async (name: string, args: readonly string[], kills: readonly Kill[], counted?: CountingEndpoint) => {
    const [undisturbed, disturbed] = [join(folder, `${name}-undisturbed`), join(folder, `${name}-killed`)];
    const whole = await launchThroughKills(undisturbed, args, []);
    assert.deepEqual(whole.exitCodes, [0], whole.said);
    const survived = await launchThroughKills(disturbed, args, kills, counted);
    assert.equal(survived.exitCodes.at(-1), 0, survived.said);
    const { lost, doubled, differing } = await compareRuns(undisturbed, disturbed, counted !== undefined);
    assert.deepEqual({ lost, doubled, differing }, { lost: 0, doubled: 0, differing: [] });
    return survived;
  };

  it('ends offline with every byte as it would have been', async () => {
    const kills: Kill[] = [
      { victim: 'both', after: /^aspects: started/mu, delayMs: 300 },
      { victim: 'worker', after: /^dialogs: started/mu, delayMs: 100 },
    ];
    const { said } = await survive('offline', [...sample, '--limit', '12'], kills);
    assert.match(said, /goes on in .*finished stages are reused/u);
  });

  it('pays at most for the calls in flight a second time', async () => {
    const kills: Kill[] = [
      { victim: 'worker', after: /^dialogs: started/mu, delayMs: 500 },
      { victim: 'both', after: /^dialogs: started/mu, delayMs: 300 },
    ];
    const model = ['--model', 'openai:test-model', '--base-url', endpoint.baseUrl, '--concurrency', '8', '--no-check'];
    const survived = await survive('paid', [...sample, ...model, '--limit', '8'], kills, endpoint);
    assert.equal(survived.kills.worker, 1);
    const calls = await endpoint.countCalls();
    // The undisturbed run came first; it asked for everything once.
    const undisturbed = calls.slice(0, new Set(calls).size);
    assert.equal(new Set(undisturbed).size, undisturbed.length);
    const again = calls.slice(undisturbed.length);
    assert.ok(survived.inFlight > 0);
    assert.ok(again.length <= undisturbed.length + survived.inFlight + survived.justAnswered, `${again.length} calls`);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compareRuns } from '../../doubles/compare-runs.ts';
import { endWhatIsLeft } from '../../doubles/killed-run.ts';
import { runOnProcesses } from '../../doubles/run-on-processes.ts';
import type { RunningProcesses } from '../../doubles/run-on-processes.ts';
import { needServerBinary } from '../../infra/local-server/server-under-test.ts';

// The small version of `npm run bench:outage` and of the workers' part of `npm run bench:orchestration`.
describe('a run on several processes', function () {
  this.timeout(400_000);
  let folder = '';
  let alone = '';
  const sample = '--sample-users 60 --limit 40 --set aspects.count=6 --set aspects.trainingClauses=800';
  const args = [...sample.split(' '), '--set', 'concurrency.dialogsPerShard=10'];
  before(async function () {
    await needServerBinary(this);
    folder = await mkdtemp(join(tmpdir(), 'convrec-processes-'));
    alone = join(folder, 'alone');
    const { exitCode, said } = await runOnProcesses({ runs: alone, args, workers: 1 });
    assert.equal(exitCode, 0, said);
  });
  after(async () => {
    if (folder === '') return;
    await endWhatIsLeft(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const assertSame = async (name: string, workers: number, disturb: (running: RunningProcesses) => Promise<void>) => {
    const runs = join(folder, name);
    const ended = await runOnProcesses({ runs, args, workers, disturb });
    assert.equal(ended.exitCode, 0, ended.said);
    const { lost, doubled, differing } = await compareRuns(alone, runs, false);
    assert.deepEqual({ lost, doubled, differing }, { lost: 0, doubled: 0, differing: [] });
    return ended;
  };

  it('has the bytes of one worker when two share it, of which one is killed', async () => {
    const { workersSaid } = await assertSame('shared', 2, async ({ workers, launch }) => {
      await launch.until(/^dialogs: started/mu);
      await sleep(300);
      const [first] = workers;
      assert.ok(first !== undefined);
      process.kill(first.pid, 'SIGKILL');
    });
    assert.equal(workersSaid.length, 2);
  });

  it('goes on when a server that was killed is back, and says meanwhile that it is gone', async () => {
    const { said } = await assertSame('outage', 1, async ({ launch, outage }) => {
      await launch.until(/^dialogs: started/mu);
      await outage(12_000);
    });
    assert.match(said, /The Temporal server does not answer\. What is done is kept/u);
  });
});

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOnlyRun } from '../../../../test/doubles/compare-runs.ts';
import { startConvrec } from '../../../../test/doubles/convrec-process.ts';
import { endWhatIsLeft } from '../../../../test/doubles/killed-run.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';
import { needServerBinary } from '../../../../test/infra/local-server/server-under-test.ts';

describe('a training that is killed with SIGKILL', function () {
  this.timeout(400_000);
  let folder = '';
  before(async function () {
    needOnnxRuntime(this);
    await needServerBinary(this);
    folder = await mkdtemp(join(tmpdir(), 'convrec-training-'));
  });
  after(async () => {
    if (folder === '') return;
    await endWhatIsLeft(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const launch = '--sample-users 60 --limit 40 --set aspects.count=6 --set aspects.trainingClauses=800'.split(' ');
  const settings = '--model history-only --epochs 120 --set patience=120 --set width=64 --set layers=2'.split(' ');
  it('goes on from its last epoch when it is asked for again, and ends with the same bytes', async () => {
    const undisturbed = join(folder, 'undisturbed');
    const made = startConvrec(['launch', '--runs', undisturbed, ...launch]);
    assert.equal(await made.ended, 0, made.said());
    const { runId } = (await openOnlyRun(undisturbed)).ref;
    const killed = join(folder, 'killed');
    await cp(join(undisturbed, runId), join(killed, runId), { recursive: true });
    const train = (runs: string) => startConvrec(['train', runId, '--runs', runs, ...settings]);

    const whole = train(undisturbed);
    assert.equal(await whole.ended, 0, whole.said());

    const first = train(killed);
    // Progress is said once a second, so a fast machine says few of its epochs.
    await first.until(/epoch ([3-9]|\d\d+) of at most 120/u);
    process.kill(first.pid, 'SIGKILL');
    assert.equal(await first.ended, null);
    const second = train(killed);
    assert.equal(await second.ended, 0, second.said());
    assert.doesNotMatch(second.said(), /epoch [12] of at most/u);
    assert.ok((await readModel(second.said())).equals(await readModel(whole.said())));
  });
});

/** The bytes of the model that `convrec train` says it wrote. */
function readModel(said: string): Promise<Buffer> {
  return readFile(/^Model: (.+)$/mu.exec(said)?.[1] ?? '');
}

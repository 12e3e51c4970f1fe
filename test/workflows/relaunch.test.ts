import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { RunFolder } from '../../activities/dependencies.ts';
import { listRuns } from '../../run/life/list-runs.ts';
import { convrec } from '../cli/run-convrec.ts';
import type { Outcome } from '../cli/run-convrec.ts';
import { readModelRun } from '../doubles/model-run.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { hashFiles, startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

const onlyRun = async (runs: string): Promise<RunFolder> => {
  const [found, ...others] = await listRuns(runs);
  assert.ok(found !== undefined && others.length === 0);
  return openRunFolder(found.ref);
};

describe('a run that is launched again', function () {
  this.timeout(300_000);
  let studio: StudioProcess;
  before(async () => {
    studio = await startStudioProcess();
  });
  after(() => studio.close());

  const sample = ['--sample-users', '40'];
  /** Each command brings a worker: the studio's serves its own folder alone. */
  const command = (args: readonly string[], runs = studio.runsRoot): Promise<Outcome> =>
    convrec([...args, '--runs', runs], {
      env: { TEMPORAL_ADDRESS: studio.address, TEMPORAL_NAMESPACE: studio.namespace },
    });
  it('grows where it is named, to what a run of that size would have been, and refuses other settings', async () => {
    const [grown, whole] = ['grown', 'whole'].map((name) => join(studio.runsRoot, name));
    assert.ok(grown !== undefined && whole !== undefined);
    await Promise.all([mkdir(grown), mkdir(whole)]);
    const small = await command(['launch', ...sample, '--limit', '5'], grown);
    assert.equal(small.code, 0, small.err);
    const run = await onlyRun(grown);
    const { runId } = run.ref;

    const changed = await command(['launch', '--run', runId, '--limit', '9', '--seed', '3'], grown);
    assert.equal(changed.code, 8);
    assert.match(
      changed.err,
      /other settings in .*config\.json:\nseed is 20250617 in the run, 3 here\ntargets\.limit is 5 in the run, 9 here/u,
    );
    const shrunk = await command(['launch', '--run', runId, '--limit', '2'], grown);
    assert.match(shrunk.err, /targets\.limit is 5 in the run, 2 here/u);
    const same = await command(['launch', '--run', runId, '--concurrency', '3'], grown);
    assert.match(same.err, /is complete/u);

    const larger = await command(['launch', '--run', runId, '--limit', '9'], grown);
    assert.equal(larger.code, 0, larger.err);
    assert.equal((await run.readConfig()).targets.limit, 9);
    const undisturbed = await command(['launch', ...sample, '--limit', '9'], whole);
    assert.equal(undisturbed.code, 0, undisturbed.err);
    const other = await onlyRun(whole);
    assert.deepEqual(await hashFiles(run.path('relations')), await hashFiles(other.path('relations')));

    const unnamed = await command(['launch', ...sample, '--limit', '5'], grown);
    assert.equal(unnamed.code, 8);
    assert.match(unnamed.err, /targets\.limit is 9 in the run, 5 here[^]*--run sample-yelp/u);
  });

  it('makes only its failed dialogs anew, and leaves the others as they are', async () => {
    const runs = join(studio.runsRoot, 'retried');
    await mkdir(runs);
    let isObedient = false;
    // Until it is obedient one answer in nine is none.
    const endpoint = await startModelEndpoint({
      respond: (request) => {
        const said = sayWhatIsAsked(request);
        return isObedient || (request.seed ?? 0) % 9 !== 0 ? said : 'As an AI language model I cannot say.';
      },
    });
    try {
      const args = ['--model', 'openai:test-model', '--base-url', endpoint.baseUrl, '--limit', '6'];
      const settings = ['--set', 'fidelity.maximumAttempts=1', '--set', 'targets.reserveShare=0'];
      const first = await command(['launch', ...sample, ...args, ...settings], runs);
      assert.ok(first.code === 11 || first.code === 6, first.err);
      const run = await onlyRun(runs);
      const before = await readModelRun(run);
      const failed = before.dialogs.filter(({ status }) => status === 'failed').map(({ dialog_id: id }) => id);
      assert.ok(failed.length > 0);
      const records = await hashFiles(run.path('work/dialogs'));

      isObedient = true;
      // A worker asks once whether the endpoint answers; that is no attempt.
      const countAsked = (): number =>
        endpoint.requests.filter(({ messages }) => !messages.some(({ content }) => content === 'Say good morning.'))
          .length;
      const asked = countAsked();
      const retried = await command(['retry', run.ref.runId, '--failed'], runs);
      assert.equal(retried.code, 0, retried.err);
      const after = await readModelRun(run);
      assert.ok(after.dialogs.every(({ status }) => status === 'accepted'));
      assert.equal(after.attempts.length - before.attempts.length, countAsked() - asked);
      const renewed = new Set(after.attempts.filter(({ attempt }) => attempt > 0).map(({ dialog_id: id }) => id));
      assert.deepEqual([...renewed].toSorted(), failed.toSorted());
      const now = await hashFiles(run.path('work/dialogs'));
      for (const { dialog_id: id, status } of before.dialogs) {
        if (status === 'accepted') assert.equal(now[`${id}.json`], records[`${id}.json`]);
      }
      for (const id of failed) assert.notEqual(now[`${id}.json`], records[`${id}.json`]);
    } finally {
      await endpoint.close();
    }
  });
});

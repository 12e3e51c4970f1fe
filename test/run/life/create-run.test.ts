import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRun, setRunAside } from '../../../run/life/create-run.ts';
import { findRun, listRuns } from '../../../run/life/list-runs.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';

describe('the folder of runs', () => {
  let runsRoot = '';
  beforeEach(async () => {
    runsRoot = await mkdtemp(join(tmpdir(), 'convrec-runs-'));
  });
  afterEach(() => rm(runsRoot, { recursive: true }));

  const create = (runId: string, config: object = {}): Promise<string> =>
    createRun({ ref: { runId, runsRoot }, config: RunConfigSchema.parse(config), versions: { convrec: '1' } });

  describe('createRun', () => {
    it('makes config and manifest, and nothing else', async () => {
      assert.equal(await create('yelp-1', { seed: 3 }), 'created');
      const run = openRunFolder({ runId: 'yelp-1', runsRoot });
      assert.equal((await run.readConfig()).seed, 3);
      const manifest = await run.readManifest();
      assert.deepEqual(
        [manifest?.status, manifest?.seed, manifest?.stages, manifest?.versions],
        ['running', 3, [], { convrec: '1' }],
      );
      assert.deepEqual((await readdir(run.folder)).toSorted(), ['config.json', 'manifest.json']);
      assert.deepEqual(await readdir(runsRoot), ['yelp-1']);
    });

    it('finds a run that is there, keeps its manifest, and takes over what may differ', async () => {
      await create('yelp-1');
      const run = openRunFolder({ runId: 'yelp-1', runsRoot });
      const manifest = await run.readManifest();
      assert.equal(await create('yelp-1', { concurrency: { dialogs: 2 } }), 'found');
      assert.deepEqual(await run.readManifest(), manifest);
      assert.equal((await run.readConfig()).concurrency.dialogs, 2);
    });

    it('lets one of many at once make it and the others find it', async () => {
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => create('yelp-1')));
      assert.ok(outcomes.every((outcome) => outcome === 'created' || outcome === 'found'));
      assert.deepEqual(await readdir(runsRoot), ['yelp-1']);
    });

    it('lets a named run grow, and nothing else of it change', async () => {
      const ref = { runId: 'yelp-1', runsRoot };
      const launch = (limit: number | null, isNamed: boolean, others: object = {}): Promise<string> =>
        createRun({ ref, config: RunConfigSchema.parse({ targets: { limit }, ...others }), versions: {}, isNamed });
      await launch(5, false);
      await assert.rejects(launch(9, false), /targets\.limit is 5 in the run, 9 here/u);
      await assert.rejects(launch(4, true), /targets\.limit is 5 in the run, 4 here/u);
      await assert.rejects(launch(9, true, { seed: 4 }), /seed is/u);
      assert.equal(await launch(9, true, { budget: { usd: 2 } }), 'found');
      assert.equal(await launch(null, true), 'found');
      await assert.rejects(launch(9, true), /targets\.limit is null in the run, 9 here/u);
    });

    it('refuses a folder whose config was edited, and a file in its place', async () => {
      await create('yelp-1');
      await assert.rejects(
        create('yelp-1', { seed: 4 }),
        /run yelp-1 has other settings in .*config\.json:\nseed is 20250617 in the run, 4 here/u,
      );
      await writeFile(join(runsRoot, 'yelp-2'), '');
      await assert.rejects(create('yelp-2'), { name: 'RunFolderUnusable' });
      assert.deepEqual((await readdir(runsRoot)).toSorted(), ['yelp-1', 'yelp-2']);
    });
  });

  describe('setRunAside', () => {
    it('numbers what it sets aside, and does nothing without a run', async () => {
      const ref = { runId: 'yelp-1', runsRoot };
      assert.equal(await setRunAside(ref), undefined);
      await create('yelp-1');
      assert.equal(await setRunAside(ref), join(runsRoot, 'yelp-1.old-1'));
      await create('yelp-1', { seed: 9 });
      assert.equal(await setRunAside(ref), join(runsRoot, 'yelp-1.old-2'));
      assert.deepEqual((await readdir(runsRoot)).toSorted(), ['yelp-1.old-1', 'yelp-1.old-2']);
      assert.deepEqual(await listRuns(runsRoot), []);
    });
  });

  describe('findRun', () => {
    beforeEach(async () => {
      for (const [index, runId] of ['yelp-aa1', 'yelp-ab2', 'amazon-1'].entries()) {
        await create(runId);
        const changed = new Date(2020, 0, 1 + index);
        await utimes(join(runsRoot, runId, 'manifest.json'), changed, changed);
      }
    });

    it('gives the run that changed last, one by its id, or by the beginning of it', async () => {
      const found = await Promise.all([undefined, 'yelp-aa1', 'yelp-ab'].map((wanted) => findRun(runsRoot, wanted)));
      assert.deepEqual(
        found.map(({ runId }) => runId),
        ['amazon-1', 'yelp-aa1', 'yelp-ab2'],
      );
    });

    it('says what there is when none or several fit', async () => {
      await assert.rejects(findRun(runsRoot, 'mobilerec'), {
        message: `there is no run mobilerec in ${runsRoot}`,
        details: { remedy: 'Runs there: amazon-1, yelp-ab2, yelp-aa1.' },
      });
      await assert.rejects(findRun(runsRoot, 'yelp-a'), /beginning of several runs/u);
      await assert.rejects(findRun(join(runsRoot, 'nowhere'), undefined), /there is no run in/u);
    });

    it('lists a run whose manifest is damaged, with the reason', async () => {
      await writeFile(join(runsRoot, 'amazon-1', 'manifest.json'), '{');
      const damaged = (await listRuns(runsRoot)).find(({ ref }) => ref.runId === 'amazon-1');
      assert.equal(damaged?.manifest, undefined);
      assert.match(damaged?.problem ?? '', /manifest\.json is not what this version writes/u);
    });
  });
});

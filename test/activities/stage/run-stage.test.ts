import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createStageActivity } from '../../../activities/stage/run-stage.ts';
import type { Stage } from '../../../activities/stage/run-stage.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

describe('createStageActivity', () => {
  let test: TestRun;
  let calls: string[];
  const upstream = (setting: number): Stage => ({
    name: 'reviews',
    version: 1,
    reads: [],
    writes: ['reviews'],
    settings: () => setting,
    async run({ write }) {
      calls.push('reviews');
      await write('reviews', `select i as review_id from range(${setting}) t(i) order by i`);
      return { steps: [{ step: 'read', rowsIn: setting, rowsOut: setting }] };
    },
  });
  const downstream: Stage = {
    name: 'aspects',
    version: 1,
    reads: ['reviews'],
    writes: ['aspects'],
    settings: () => null,
    async run({ write }) {
      calls.push('aspects');
      await write('aspects', 'select count(*) as n from reviews');
      return { steps: [], figures: { half: 0.5 } };
    },
  };

  beforeEach(async () => {
    calls = [];
    test = await createTestRun();
  });
  afterEach(() => test.remove());

  it('writes relations, reports rows and keeps the report in the manifest', async () => {
    const report = await createStageActivity(test.deps, upstream(3))(test.run.ref);
    assert.deepEqual(report.rows, { reviews: 3 });
    assert.deepEqual((await test.run.readManifest())?.stages, [report]);
    assert.ok(await test.run.hasRelation('reviews'));
  });

  it('reuses a result whose settings and inputs are the same, and recomputes what follows a change', async () => {
    const { deps, run } = test;
    const first = await createStageActivity(deps, upstream(3))(run.ref);
    await createStageActivity(deps, downstream)(run.ref);
    assert.deepEqual(await createStageActivity(deps, upstream(3))(run.ref), first);
    await createStageActivity(deps, downstream)(run.ref);
    assert.deepEqual(calls, ['reviews', 'aspects']);
    await createStageActivity(deps, upstream(4))(run.ref);
    await createStageActivity(deps, downstream)(run.ref);
    assert.deepEqual(calls, ['reviews', 'aspects', 'reviews', 'aspects']);
  });

  it('recomputes when a relation has vanished', async () => {
    const { deps, run } = test;
    await createStageActivity(deps, upstream(3))(run.ref);
    await rm(run.relationPath('reviews'));
    await createStageActivity(deps, upstream(3))(run.ref);
    assert.deepEqual(calls, ['reviews', 'reviews']);
  });

  /** Changes one bit in the middle of a relation's file: as Parquet it may well still be readable. */
  const damage = async (relation: 'reviews'): Promise<void> => {
    const path = test.run.relationPath(relation);
    const bytes = await readFile(path);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await writeFile(path, bytes);
  };

  it('makes a relation again that is not what was written, and nothing that follows from it', async () => {
    const { deps, run } = test;
    await createStageActivity(deps, upstream(3))(run.ref);
    await createStageActivity(deps, downstream)(run.ref);
    const written = await run.checksum('relations/reviews.parquet');
    await damage('reviews');
    assert.notEqual(await run.checksum('relations/reviews.parquet'), written);
    await createStageActivity(deps, upstream(3))(run.ref);
    await createStageActivity(deps, downstream)(run.ref);
    assert.equal(await run.checksum('relations/reviews.parquet'), written);
    assert.deepEqual(calls, ['reviews', 'aspects', 'reviews']);
  });

  it('reads no relation that is not what was written, and says where and what to do', async () => {
    const { deps, run } = test;
    await createStageActivity(deps, upstream(3))(run.ref);
    await damage('reviews');
    await assert.rejects(createStageActivity(deps, downstream)(run.ref), (error: unknown) => {
      assert.ok(error instanceof StudioFailure);
      assert.equal(error.name, 'RunFolderUnusable');
      assert.match(error.message, /relations\/reviews\.parquet is missing, or damaged/u);
      assert.match(error.details.remedy ?? '', /Launch again: the stage that wrote it is made again/u);
      assert.equal(error.details['isLasting'], true);
      return true;
    });
    assert.deepEqual(calls, ['reviews']);
  });

  it('makes a stage again whose other files are not what was written', async () => {
    const { deps, run } = test;
    const writing: Stage = {
      ...upstream(1),
      files: ['dataset/card.md'],
      run: async (context) => {
        await context.run.writeText('dataset/card.md', 'what was written');
        return upstream(1).run(context);
      },
    };
    await createStageActivity(deps, writing)(run.ref);
    for (const harm of [
      () => run.writeText('dataset/card.md', 'what was writtem'),
      () => rm(run.path('dataset'), { recursive: true }),
    ]) {
      await harm();
      await createStageActivity(deps, writing)(run.ref);
      assert.equal(await run.readText('dataset/card.md'), 'what was written');
    }
    await createStageActivity(deps, writing)(run.ref);
    assert.equal(calls.length, 3);
  });

  it('says in the manifest that a stage is being made again, and makes it again after it was cut short', async () => {
    const { deps, run } = test;
    const first = await createStageActivity(deps, upstream(3))(run.ref);
    const cut: Stage = {
      ...upstream(4),
      async run({ write }) {
        await write('reviews', 'select 1 as review_id');
        throw new Error('killed');
      },
    };
    await assert.rejects(createStageActivity(deps, cut)(run.ref), /killed/u);
    const [report] = (await run.readManifest())?.stages ?? [];
    assert.notEqual(report?.fingerprint, first.fingerprint);
    assert.deepEqual(report?.checksums, {});
    const again = await createStageActivity(deps, upstream(3))(run.ref);
    assert.deepEqual(again.checksums, first.checksums);
    assert.deepEqual(calls, ['reviews', 'reviews']);
  });

  it('names a relation that a stage forgot to write', async () => {
    const forgetful: Stage = { ...upstream(1), run: async () => ({ steps: [] }) };
    await assert.rejects(createStageActivity(test.deps, forgetful)(test.run.ref), /ended without writing reviews/);
  });

  it('says what to do when the run folder is gone', async () => {
    await test.remove();
    await assert.rejects(createStageActivity(test.deps, upstream(1))(test.run.ref), {
      name: 'RunFolderUnusable',
      message: /config\.json is missing/,
    });
  });
});

import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { createCollectBenchmark } from '../../activities/collect-benchmark.ts';
import { createPrepareBenchmark } from '../../activities/prepare-benchmark.ts';
import { createTrainRecommender } from '../../activities/train-recommender.ts';
import { trainingFolder } from '../../activities/training-paths.ts';
import { withRelations } from '../../../../run/query/open-relations.ts';
import { RecommenderSettingsSchema, TrainingProgressSchema } from '../../schema.ts';
import type { TrainingRequest } from '../../schema.ts';
import { loadOnnxRuntime } from '../../infra/onnx-runtime.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';
import { createRecommenderRun } from './recommender-run.ts';
import type { RecommenderRun } from './recommender-run.ts';

const settings = RecommenderSettingsSchema.parse({
  dialogText: 'words',
  width: 8,
  feedForward: 8,
  historyLength: 4,
  dialogLength: 12,
  earlierInteractions: 0,
  batch: 32,
  epochs: 6,
  patience: 6,
});

describe('training on a run', function () {
  this.timeout(120_000);
  before(function () {
    needOnnxRuntime(this);
  });
  let test: RecommenderRun;
  let request: TrainingRequest;
  beforeEach(async () => {
    test = await createRecommenderRun();
    request = { ref: test.run.ref, model: 'cross-attention', scheme: 'time', settings, keepsModel: true };
  });
  afterEach(() => test.remove());

  it('that is killed goes on from its last epoch and ends with the same model, byte for byte', async () => {
    const undisturbed = await createTrainRecommender(test.deps)(request);
    const model = await test.run.readBytes(undisturbed.modelFile ?? '');
    const predictions = await test.run.readText(`${trainingFolder(undisturbed.trainingId)}/predictions.jsonl`);
    assert(model !== undefined && predictions !== undefined);

    const other = await createRecommenderRun();
    const stop = new AbortController();
    const epochs: number[] = [];
    const dying = createTrainRecommender({
      ...other.deps,
      cancellation: () => stop.signal,
      heartbeat: (details) => {
        const { epoch, step, steps } = TrainingProgressSchema.parse(details);
        if (step === steps) epochs.push(epoch);
        if (epoch === 4) stop.abort(new Error('the worker was killed'));
      },
    });
    const again = { ...request, ref: other.run.ref };
    await assert.rejects(dying(again), /worker was killed/u);
    assert.equal(Math.max(...epochs), 4);
    const seen: number[] = [];
    const resumed = await createTrainRecommender({
      ...other.deps,
      heartbeat: (details) => seen.push(TrainingProgressSchema.parse(details).epoch),
    })(again);
    assert(Math.min(...seen) >= 4, `epochs ${seen.join()} were made again`);
    assert.deepEqual(resumed, undisturbed);
    assert.deepEqual(await other.run.readBytes(resumed.modelFile ?? ''), model);
    assert.equal(await other.run.readText(`${trainingFolder(resumed.trainingId)}/predictions.jsonl`), predictions);
    await other.remove();
  });

  it('leaves an ONNX file, with what its words and items are, and is not done twice', async () => {
    let steps = 0;
    const train = createTrainRecommender({
      ...test.deps,
      heartbeat: () => {
        steps += 1;
      },
    });
    const report = await train(request);
    const bytes = await test.run.readBytes(report.modelFile ?? '');
    assert(bytes !== undefined && steps > 0);
    const { InferenceSession } = await loadOnnxRuntime();
    const session = await InferenceSession.create(bytes);
    assert.deepEqual(session.outputNames, ['scores']);
    await session.release();
    const text = await test.run.readText((report.modelFile ?? '').replace('.onnx', '.json'));
    const description = z
      .object({ words: z.array(z.string()), items: z.array(z.object({ itemId: z.string() })) })
      .parse(JSON.parse(text ?? ''));
    assert.equal(description.items.length, 20);
    assert(description.words.includes('castle'));
    steps = 0;
    assert.deepEqual(await train(request), report);
    assert.equal(steps, 0);
    // Other settings are another training.
    const other = await train({ ...request, settings: { ...settings, seed: 2 } });
    assert.notEqual(other.trainingId, report.trainingId);
  });

  it('of a split without dialogs says what to do', async () => {
    await test.deps.withDatabase(test.run, async (db) => {
      await db.openParquet('dialogs', test.run.relationPath('dialogs'));
      await db.run('create temp table late as from dialogs');
      await db.writeParquet(`select * replace ('test' as split) from late`, test.run.relationPath('dialogs'));
    });
    await assert.rejects(createTrainRecommender(test.deps)(request), /none in the train split by time/u);
  });

  it('by turn vectors needs the run’s aspect model, and says so', async () => {
    const vectors = { ...request, settings: { ...settings, dialogText: 'turn-vectors' as const } };
    const failure = {
      name: 'RunFolderUnusable',
      message: /aspect-model\.bin is missing, broken, or of another version$/u,
    };
    await assert.rejects(createTrainRecommender(test.deps)(vectors), failure);
    await test.run.writeBytes('work/aspect-model.bin', Buffer.from('of another version'));
    await assert.rejects(createTrainRecommender(test.deps)(vectors), failure);
    await rm(test.run.path('work/aspect-model.bin'));
  });

  it('whose loss is no number says which setting to change, and is not tried again', async () => {
    const hot = { ...request, settings: { ...settings, learningRate: 1, weightDecay: 10, epochs: 200, patience: 200 } };
    await assert.rejects(createTrainRecommender(test.deps)(hot), (error: Error) => {
      assert.equal(error.name, 'InvalidRunConfig');
      assert.match(error.message, /loss of cross-attention is NaN/u);
      return true;
    });
  });

  it('of several models becomes relations that convrec sql reads, and a page', async () => {
    const { ref } = request;
    const prepared = await createPrepareBenchmark(test.deps)({ ref, settings, trials: 3 });
    assert.equal(new Set(prepared.trials.map((trial) => JSON.stringify(trial))).size, 3);
    const train = createTrainRecommender(test.deps);
    const reports = [];
    for (const model of ['popularity', 'dialog-only', 'cross-attention'] as const) {
      for (const seed of model === 'popularity' ? [1] : [1, 2]) {
        const given = { ...settings, epochs: 1, seed };
        reports.push(await train({ ...request, model, settings: given, keepsModel: false }));
      }
    }
    const { page } = await createCollectBenchmark(test.deps)({ ref, reports });
    assert.match((await test.run.readText(page)) ?? '', /\| cross-attention \| \d\.\d{3} \(/u);
    const ask = (sql: string): Promise<unknown[]> =>
      withRelations(test.run, {}, async ({ query }) => {
        const rows: unknown[] = [];
        for await (const row of (await query(sql)).rows) rows.push(row);
        return rows;
      });
    assert.deepEqual(await ask('select scheme, count(*) from splits group by all order by all'), [
      ['dialog', 119],
      ['time', 119],
    ]);
    assert.deepEqual(
      await ask(
        'select distinct protocol, count(*) filter (is_target) from ranking_candidates group by protocol, dialog_id order by 1',
      ),
      [
        ['same-category', 1],
        ['uniform', 1],
      ],
    );
    assert.deepEqual(await ask('select count(*), count(distinct dialog_id), min(rank) >= 1 from predictions'), [
      [5 * 3 * 20, 20, true],
    ]);
    // The relation's means are what its predictions say.
    assert.deepEqual(
      await ask(
        `select count(*) from (select model, avg(1 / rank) as mrr from predictions where protocol = 'full' and tied = 1 group by model)
           join recommender_metrics using (model) where metric = 'mrr' and protocol = 'full' and abs(mrr - mean) < 1e-9 and model <> 'popularity'`,
      ),
      [[2]],
    );
    assert.deepEqual(await ask('select distinct model from recommender_comparisons'), [['cross-attention']]);
  });
});

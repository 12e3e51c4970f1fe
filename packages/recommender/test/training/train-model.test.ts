import assert from 'node:assert/strict';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import { loadOnnxRuntime } from '../../infra/onnx-runtime.ts';
import { createRandom } from '../../../../studio/random.ts';
import { modelNames } from '../../models/models.ts';
import type { ModelName } from '../../models/models.ts';
import { placeOf } from '../../ranking/place.ts';
import { measureChance, measureRanking } from '../../ranking/ranking-metrics.ts';
import type { RankingMetrics } from '../../ranking/ranking-metrics.ts';
import { fillBatch } from '../../training/batch.ts';
import type { Example } from '../../training/batch.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../training/checkpoint.ts';
import { addScores, createScorer } from '../../training/scorer.ts';
import { exportModel } from '../../training/scoring-graph.ts';
import type { TrainedModel } from '../../training/scoring-graph.ts';
import { trainModel } from '../../training/train-model.ts';
import type { TrainingOptions, TrainingResult, TrainingState } from '../../training/train-model.ts';
import { drawExamples, smallOptions, smallSize } from '../examples.ts';
import type { Signal } from '../examples.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';

const test = {
  dialog: drawExamples(200, 3, 'dialog'),
  history: drawExamples(200, 3, 'history'),
  both: drawExamples(200, 3, 'both'),
};

async function train(
  model: ModelName,
  signal: Signal,
  options: Partial<TrainingOptions> = {},
): Promise<TrainingResult> {
  return trainModel(
    {
      model,
      size: smallSize,
      training: drawExamples(400, 1, signal),
      validation: drawExamples(100, 2, signal),
      options: { ...smallOptions, ...options },
    },
    await createOnnxEngine(),
  );
}

async function measure(
  trained: TrainedModel,
  examples: readonly Example[],
  candidates?: readonly number[],
): Promise<RankingMetrics> {
  const scorer = await createScorer(await createOnnxEngine(), trained, 64);
  const places: { above: number; tied: number }[] = [];
  await scorer.score(trained.parameters, examples, (scores, { target }) => {
    places.push(placeOf(addScores(scores, trained.headWeights), target, candidates));
  });
  await scorer.close();
  return measureRanking(places);
}

describe('training', function () {
  this.timeout(120_000);
  before(function () {
    needOnnxRuntime(this);
  });

  for (const model of modelNames) {
    const readsDialog = model !== 'history-only' && model !== 'gru4rec';
    const readsHistory = model !== 'dialog-only';

    it(`${model} ${readsDialog ? 'finds' : 'cannot find'} a target that the dialog names`, async () => {
      const { 'hit@1': hit, 'hit@5': hits } = await measure(await train(model, 'dialog'), test.dialog);
      if (readsDialog) assert(hit >= 0.95, `hit@1 ${hit}`);
      // 200 targets, chance 0.25: four standard errors.
      else assert(hits < 0.25 + 4 * Math.sqrt((0.25 * 0.75) / 200), `hit@5 ${hits}`);
    });

    it(`${model} ${readsHistory ? 'finds' : 'cannot find'} a target that follows from the last item`, async () => {
      const { 'hit@1': hit, 'hit@5': hits } = await measure(await train(model, 'history'), test.history);
      if (readsHistory) assert(hit >= 0.95, `hit@1 ${hit}`);
      else assert(hits < 0.25 + 4 * Math.sqrt((0.25 * 0.75) / 200), `hit@5 ${hits}`);
    });
  }

  it('where history and dialog each narrow it down, only models that read both find the target', async () => {
    const hits: Partial<Record<ModelName, number>> = {};
    for (const model of modelNames) hits[model] = (await measure(await train(model, 'both'), test.both))['hit@1'];
    const reach = 4 * Math.sqrt((0.25 * 0.75) / test.both.length);
    for (const [model, share] of [
      ['history-only', 1 / 5],
      ['gru4rec', 1 / 5],
      ['dialog-only', 1 / 4],
    ] as const) {
      assert(Math.abs((hits[model] ?? 0) - share) < reach, `${model}: ${hits[model]}, not about ${share}`);
    }
    for (const model of ['early-fusion', 'late-fusion', 'cross-attention'] as const) {
      assert((hits[model] ?? 0) >= 0.95, `${model}: ${hits[model]}`);
    }
  });

  it('where the dialog turns what the history means, adding scores does not find the target; encoding both together does', async () => {
    const hits: Partial<Record<ModelName, number>> = {};
    for (const model of ['early-fusion', 'late-fusion', 'cross-attention'] as const) {
      const trained = await trainModel(
        {
          model,
          size: smallSize,
          training: drawExamples(1600, 1, 'turned'),
          validation: drawExamples(100, 2, 'turned'),
          options: { ...smallOptions, epochs: 30 },
        },
        await createOnnxEngine(),
      );
      hits[model] = (await measure(trained, drawExamples(200, 3, 'turned')))['hit@1'];
    }
    assert((hits['late-fusion'] ?? 1) < 0.6, `late-fusion: ${hits['late-fusion']}`);
    for (const model of ['early-fusion', 'cross-attention'] as const) {
      assert((hits[model] ?? 0) >= 0.9, `${model}: ${hits[model]}`);
    }
  });

  it('shuffled labels stay at chance', async () => {
    const random = createRandom(11);
    const shuffle = (examples: readonly Example[]): Example[] => {
      const targets = random.shuffle(examples.map(({ target }) => target));
      return examples.map((example, at) => ({ ...example, target: targets[at] ?? 0 }));
    };
    const trained = await trainModel(
      {
        model: 'cross-attention',
        size: smallSize,
        training: shuffle(drawExamples(400, 1, 'dialog')),
        validation: shuffle(drawExamples(100, 2, 'dialog')),
        options: { ...smallOptions, epochs: 10 },
      },
      await createOnnxEngine(),
    );
    const metrics = await measure(trained, test.dialog);
    const chance = measureChance(smallSize.items);
    for (const name of ['hit@1', 'hit@5', 'hit@10'] as const) {
      const reach = 4 * Math.sqrt((chance[name] * (1 - chance[name])) / test.dialog.length);
      assert(Math.abs(metrics[name] - chance[name]) < reach, `${name}: ${metrics[name]}, chance ${chance[name]}`);
    }
  });

  it('learns from sampled negatives too', async () => {
    const trained = await train('cross-attention', 'dialog', { negatives: 8 });
    assert((await measure(trained, test.dialog))['hit@1'] >= 0.95);
  });

  it('tells items apart that nobody chose in training, where vectors describe them', async () => {
    const random = createRandom(21);
    const dimensions = 6;
    const items = 80;
    const vectors = Float32Array.from({ length: items * dimensions }, () => random.unit() - 0.5);
    const wishFor = (target: number): Example => ({
      historyItems: [],
      historyGapDays: [],
      dialog: { kind: 'vectors', vectors: [vectors.subarray(target * dimensions, (target + 1) * dimensions)] },
      target,
    });
    const chosen = Array.from({ length: 600 }, () => wishFor(random.integer(0, 59)));
    const unseen = Array.from({ length: 20 }, (_, at) => 60 + at);
    const training = {
      model: 'dialog-only' as const,
      size: { ...smallSize, items, dialog: { kind: 'vectors' as const, dimensions }, itemDimensions: dimensions },
      training: chosen,
      validation: chosen.slice(0, 100),
      options: { ...smallOptions, epochs: 10 },
    };
    const described = await trainModel({ ...training, itemVectors: vectors }, await createOnnxEngine());
    const { 'hit@1': hits } = await measure(described, unseen.map(wishFor), unseen);
    const size = { ...training.size, itemDimensions: null };
    const unknown = await trainModel({ ...training, size }, await createOnnxEngine());
    const { 'hit@1': hitsById } = await measure(unknown, unseen.map(wishFor), unseen);
    assert(hits >= 0.4, `hit@1 ${hits} by vectors`);
    // One of twenty by chance: four standard errors of twenty targets.
    assert(hitsById < 0.05 + 4 * Math.sqrt((0.05 * 0.95) / 20), `hit@1 ${hitsById} by id`);
    const { InferenceSession } = await loadOnnxRuntime();
    const exported = await InferenceSession.create(exportModel(described));
    assert.deepEqual(exported.inputNames.toSorted(), ['dialogItems', 'dialogNamed', 'dialogPresent', 'dialogVectors']);
    await exported.release();
    await assert.rejects(trainModel(training, await createOnnxEngine()), /no values of item vectors, not 480/u);
  });

  it('late fusion leans on the state that knows', async () => {
    const [ofHistory] = (await train('late-fusion', 'history', { epochs: 10 })).headWeights;
    const [, ofDialog] = (await train('late-fusion', 'dialog', { epochs: 10 })).headWeights;
    assert((ofHistory ?? 0) >= 0.5 && (ofDialog ?? 0) >= 0.5, `${ofHistory}, ${ofDialog}`);
  });

  it('the same seed gives the same numbers to the last digit, on one thread or two; another seed others', async () => {
    const options = { epochs: 2, dropoutRate: 0.2, negatives: 8, weightDecay: 0.01 };
    const first = await train('cross-attention', 'dialog', options);
    const again = await train('cross-attention', 'dialog', options);
    assert.deepEqual(again, first);
    const training = {
      model: 'cross-attention' as const,
      size: smallSize,
      training: drawExamples(400, 1, 'dialog'),
      validation: drawExamples(100, 2, 'dialog'),
      options: { ...smallOptions, ...options },
    };
    assert.deepEqual(await trainModel(training, await createOnnxEngine(2)), first);
    const other = await train('cross-attention', 'dialog', { ...options, seed: 2 });
    assert.notDeepEqual(other.epochs, first.epochs);
  });

  it('goes on from a checkpoint as if nothing had happened', async () => {
    const engine = await createOnnxEngine();
    const training = {
      model: 'late-fusion' as const,
      size: smallSize,
      training: drawExamples(100, 1, 'dialog'),
      validation: drawExamples(50, 2, 'dialog'),
      options: { ...smallOptions, epochs: 5, dropoutRate: 0.1 },
    };
    const undisturbed = await trainModel(training, engine);
    const stop = new AbortController();
    let saved = new Uint8Array();
    const onEpoch = ({ epoch }: { epoch: number }, state: TrainingState): void => {
      if (epoch === 3) saved = new Uint8Array(encodeCheckpoint(state));
      if (epoch === 3) stop.abort(new Error('the machine went away'));
    };
    await assert.rejects(trainModel({ ...training, onEpoch, signal: stop.signal }, engine), /machine went away/u);
    assert.deepEqual(encodeCheckpoint(decodeCheckpoint(saved)), saved);
    assert.deepEqual(encodeCheckpoint(decodeCheckpoint(Buffer.from(saved))), saved);
    assert.deepEqual(await trainModel({ ...training, from: decodeCheckpoint(saved) }, engine), undisturbed);
    await assert.rejects(
      trainModel({ ...training, model: 'early-fusion', from: decodeCheckpoint(saved) }, engine),
      /state is of a training of late-fusion/u,
    );
    assert.throws(() => decodeCheckpoint(saved.subarray(0, saved.length - 1)), /it was cut/u);
    assert.throws(() => decodeCheckpoint(new TextEncoder().encode('{"format":"other"}\n')), /not a checkpoint/u);
    assert.throws(() => decodeCheckpoint(new Uint8Array(9)), /not a checkpoint/u);
  });

  it('stops when validation gets no better, and answers the best epoch', async () => {
    const steps: number[] = [];
    const { epochs, bestEpoch } = await trainModel(
      {
        model: 'history-only',
        size: smallSize,
        training: drawExamples(64, 1, 'none'),
        validation: drawExamples(50, 2, 'none'),
        options: { ...smallOptions, patience: 2 },
        onStep: ({ step, steps: all }) => void steps.push(step / all),
      },
      await createOnnxEngine(),
    );
    assert.equal(epochs.length, bestEpoch + 2);
    assert.deepEqual(steps.slice(0, 4), [0.5, 1, 0.5, 1]);
    const values = epochs.map(({ validation }) => validation['ndcg@10']);
    assert.equal(values.indexOf(Math.max(...values)) + 1, bestEpoch);
  });

  it('a loss that is no number is reported with what to do', async () => {
    await assert.rejects(train('history-only', 'none', { learningRate: 1e30 }), /lower the learning rate/u);
  });
});

describe('exported models', function () {
  this.timeout(60_000);
  before(function () {
    needOnnxRuntime(this);
  });

  it('give the scores that the trained model gives, in whatever runs ONNX', async () => {
    for (const model of ['late-fusion', 'gru4rec', 'cross-attention'] as const) {
      const trained = await train(model, 'dialog', { epochs: 2 });
      const [example] = test.dialog;
      assert(example !== undefined);
      const { InferenceSession, Tensor } = await loadOnnxRuntime();
      const session = await InferenceSession.create(exportModel(trained), { intraOpNumThreads: 1 });
      const { ids, floats } = fillBatch([example], smallSize, 1);
      const whole = [...ids].map(([name, values]) => [name, BigInt64Array.from(values, BigInt)] as const);
      const feeds = [...whole, ...floats]
        .filter(([name]) => session.inputNames.includes(name))
        .map(([name, values]) => [name, new Tensor(values, [1, values.length])] as const);
      const { scores } = await session.run(Object.fromEntries(feeds));
      const scorer = await createScorer(await createOnnxEngine(), trained, 4);
      await scorer.score(trained.parameters, [example], (heads) => {
        for (const [item, score] of addScores(heads, trained.headWeights).entries()) {
          assert(Math.abs(score - Number(scores?.data[item])) < 1e-4, `${model}, item ${item}`);
        }
      });
      await scorer.close();
      await session.release();
    }
  });
});

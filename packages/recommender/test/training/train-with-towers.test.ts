import assert from 'node:assert/strict';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import { loadOnnxRuntime } from '../../infra/onnx-runtime.ts';
import { towerWeights } from '../../models/gated-joint.ts';
import type { ModelName } from '../../models/models.ts';
import { fillBatch } from '../../training/batch.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../training/checkpoint.ts';
import { createScorer } from '../../training/scorer.ts';
import { exportModel } from '../../training/scoring-graph.ts';
import type { TrainingState } from '../../training/train-model.ts';
import { trainWithTowers } from '../../training/train-with-towers.ts';
import type { TowerTraining } from '../../training/train-with-towers.ts';
import { drawExamples, smallOptions, smallSize } from '../examples.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';

const training: TowerTraining = {
  model: 'gated-joint',
  size: smallSize,
  training: drawExamples(400, 1, 'both'),
  validation: drawExamples(100, 2, 'both'),
  options: { ...smallOptions, epochs: 4 },
};

describe('a model that starts from its towers', function () {
  this.timeout(120_000);
  before(function () {
    needOnnxRuntime(this);
  });

  it('begins as their weighted sum, and ends no worse on validation', async () => {
    const states = new Map<ModelName, TrainingState>();
    const starts: [number, number][] = [];
    const trained = await trainWithTowers(
      {
        ...training,
        onEpoch: (_report, state) => {
          states.set(state.of.model, state);
          if (state.start !== null) starts.push([state.start['ndcg@10'], state.best.epoch]);
        },
      },
      await createOnnxEngine(),
    );
    assert.deepEqual([...states.keys()], ['history-only', 'dialog-only', 'gated-joint']);
    const [start = 1] = starts[0] ?? [];
    const alone = (['history-only', 'dialog-only'] as const).map((name) =>
      Math.max(...(states.get(name)?.epochs ?? []).map(({ validation }) => validation['ndcg@10'])),
    );
    assert(start >= Math.max(...alone) - 1e-9, `${start} from ${alone.join()}`);
    assert(trained.validation['ndcg@10'] >= start);
    assert.equal(trained.parameters.get(towerWeights.history)?.length, 1);
  });

  it('of a dialog that says nothing is where its history tower is', async () => {
    const options = { ...smallOptions, epochs: 10 };
    const history = drawExamples(200, 3, 'history');
    const given = { ...training, training: drawExamples(400, 1, 'history'), validation: history, options };
    const joint = await trainWithTowers(given, await createOnnxEngine());
    const alone = await trainWithTowers({ ...given, model: 'history-only' }, await createOnnxEngine());
    assert(joint.validation['ndcg@10'] >= alone.validation['ndcg@10'] - 1e-9);
  });

  it('that is stopped in any phase goes on as if nothing had happened', async () => {
    const engine = await createOnnxEngine();
    const undisturbed = await trainWithTowers(training, engine);
    for (const phase of ['history-only', 'dialog-only', 'gated-joint'] as const) {
      const stop = new AbortController();
      const saved = new Map<ModelName, Uint8Array>();
      const stopped = trainWithTowers(
        {
          ...training,
          signal: stop.signal,
          onEpoch: ({ epoch }, state) => {
            saved.set(state.of.model, encodeCheckpoint(state));
            if (state.of.model === phase && epoch === 2) stop.abort(new Error('the machine went away'));
          },
        },
        engine,
      );
      await assert.rejects(stopped, /machine went away/u);
      const from = (model: ModelName): TrainingState | undefined => {
        const bytes = saved.get(model);
        return bytes === undefined ? undefined : decodeCheckpoint(bytes);
      };
      assert.deepEqual(await trainWithTowers({ ...training, from }, engine), undisturbed, phase);
    }
  });

  it('exports what it scores, refused items and profiles included', async () => {
    const size = { ...smallSize, profileDimensions: 3 };
    const withProfiles = drawExamples(200, 4, 'both').map((example, at) => ({
      ...example,
      dialog: {
        ...example.dialog,
        items: (example.dialog.kind === 'tokens' ? example.dialog.tokens : []).map((_token, place) =>
          place === 0 ? at % 20 : -1,
        ),
      },
      profiles: Float32Array.from({ length: 60 }, (_, value) => Math.sin(at + value)),
    }));
    const given = { ...training, size, training: withProfiles, validation: withProfiles.slice(0, 40) };
    const trained = await trainWithTowers(given, await createOnnxEngine());
    const [example] = withProfiles;
    assert(example !== undefined);
    const { InferenceSession, Tensor } = await loadOnnxRuntime();
    const session = await InferenceSession.create(exportModel(trained), { intraOpNumThreads: 1 });
    const { ids, floats } = fillBatch([example], size, 1);
    const whole = [...ids].map(([name, values]) => [name, BigInt64Array.from(values, BigInt)] as const);
    const feeds = [...whole, ...floats]
      .filter(([name]) => session.inputNames.includes(name))
      .map(([name, values]) => {
        const shape = name === 'itemProfiles' ? [1, 20, 3] : [1, values.length];
        return [name, new Tensor(values, shape)] as const;
      });
    assert(feeds.some(([name]) => name === 'itemProfiles') && feeds.some(([name]) => name === 'dialogItems'));
    const { scores } = await session.run(Object.fromEntries(feeds));
    const scorer = await createScorer(await createOnnxEngine(), trained, 4);
    await scorer.score(trained.parameters, [example], ([head]) => {
      for (const [item, score] of (head ?? []).entries()) {
        assert(Math.abs(score - Number(scores?.data[item])) < 1e-4, `item ${item}`);
      }
    });
    await scorer.close();
    await session.release();
  });

  it('needs dialogs', async () => {
    const silent = training.training.map((example) => ({
      ...example,
      dialog: { kind: 'tokens' as const, tokens: [] },
    }));
    await assert.rejects(
      trainWithTowers({ ...training, training: silent }, await createOnnxEngine()),
      /needs dialogs/u,
    );
  });
});

import assert from 'node:assert/strict';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import { ClosedFormNameSchema, RecommenderNameSchema, RecommenderSettingsSchema } from '../../schema.ts';
import type { Protocol, RecommenderName } from '../../schema.ts';
import { createRandom } from '../../../../studio/random.ts';
import { fitSize, measureTraining } from '../../benchmark/measure-training.ts';
import type { MeasuredTraining } from '../../benchmark/measured-training.ts';
import { drawCandidates } from '../../data/draw-candidates.ts';
import { prepareExamples } from '../../data/prepare-examples.ts';
import type { RecommenderData } from '../../data/recommender-data.ts';
import { splitDialogs } from '../../data/split-dialogs.ts';
import { countParameters, modelNames, towersOf } from '../../models/models.ts';
import { measureRanking } from '../../ranking/ranking-metrics.ts';
import { createData } from '../recommender-data.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';

const settings = RecommenderSettingsSchema.parse({
  dialogText: 'words',
  width: 16,
  feedForward: 16,
  batch: 32,
  epochs: 15,
  patience: 15,
  learningRate: 0.01,
  earlierInteractions: 0,
  dropoutRate: 0,
});

async function measure(model: RecommenderName, data: RecommenderData): Promise<MeasuredTraining> {
  const prepared = prepareExamples(data, { settings, splitOf: splitDialogs(data, 'time', 1) });
  return measureTraining(
    model,
    settings,
    { data, prepared, candidates: drawCandidates(data, 1) },
    await createOnnxEngine(),
  );
}

function hitsOf({ predictions }: MeasuredTraining, protocol: Protocol): number {
  return measureRanking(predictions.filter((prediction) => prediction.protocol === protocol))['hit@1'];
}

describe('recommenders on the dialogs of a run', function () {
  this.timeout(120_000);
  before(function () {
    needOnnxRuntime(this);
  });

  it('find a target whose own word stands in the dialog, by every protocol', async () => {
    for (const model of ['dialog-only', 'cross-attention'] as const) {
      const measured = await measure(model, createData(600, 1, 'named'));
      for (const protocol of ['full', 'uniform', 'same-category'] as const) {
        assert(hitsOf(measured, protocol) >= 0.95, `${model}, ${protocol}: ${hitsOf(measured, protocol)}`);
      }
    }
  });

  it('stay at chance where labels are shuffled', async () => {
    const data = createData(600, 1, 'named');
    const targets = createRandom(3).shuffle(data.dialogs.map(({ target }) => target));
    const dialogs = data.dialogs.map((dialog, at) => {
      const target = targets[at] ?? 0;
      return { ...dialog, target, history: dialog.history.filter(({ item }) => item !== target) };
    });
    const measured = await measure('cross-attention', { ...data, dialogs });
    const tested = measured.predictions.filter(({ protocol }) => protocol === 'full');
    const chance = tested.reduce((sum, { listed }) => sum + 1 / listed, 0) / tested.length;
    // Four standard errors.
    const most = chance + 4 * Math.sqrt((chance * (1 - chance)) / tested.length);
    assert(hitsOf(measured, 'full') < most, `${hitsOf(measured, 'full')}, chance ${chance}`);
  });

  it('rank nothing that the user has had or that did not exist', async () => {
    const data = createData(100, 1, 'named');
    const items = data.items.map((item, at) => (at < 25 ? item : { ...item, firstAtMs: Number.MAX_SAFE_INTEGER }));
    const { predictions } = await measure('popularity', { ...data, items });
    const dialogOf = new Map(data.dialogs.map((dialog) => [dialog.dialogId, dialog]));
    for (const { dialogId, best, listed } of predictions.filter(({ protocol }) => protocol === 'full')) {
      const dialog = dialogOf.get(dialogId);
      assert(dialog !== undefined && best.length === 10);
      const barred = new Set([...dialog.history.map(({ item }) => item), 25, 26, 27, 28, 29]);
      barred.delete(dialog.target);
      assert(best.every((item) => !barred.has(item)));
      assert.equal(listed, 30 - barred.size);
    }
  });

  it('have as many parameters as cross-attention, within one row of their feed-forward layers', () => {
    const { size } = prepareExamples(createData(50, 1, 'named'), {
      settings: RecommenderSettingsSchema.parse({ dialogText: 'words' }),
      splitOf: splitDialogs(createData(50, 1, 'named'), 'time', 1),
    });
    const budget = countParameters('cross-attention', size);
    for (const model of modelNames.filter((name) => towersOf[name] === undefined)) {
      const parameters = countParameters(model, fitSize(model, size));
      assert(parameters <= budget && parameters > budget - 8 * size.width, `${model}: ${parameters} of ${budget}`);
    }
    assert.deepEqual(RecommenderNameSchema.options, [...ClosedFormNameSchema.options, ...modelNames]);
  });
});

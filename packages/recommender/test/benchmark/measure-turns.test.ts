import assert from 'node:assert/strict';
import { measureTurns, summariseRanks } from '../../benchmark/measure-turns.ts';
import { prepareExamples } from '../../data/prepare-examples.ts';
import type { RecommenderData } from '../../data/recommender-data.ts';
import { splitDialogs } from '../../data/split-dialogs.ts';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import { measureAuroc } from '../../ranking/auroc.ts';
import { RecommenderSettingsSchema } from '../../schema.ts';
import { describeTraining } from '../../benchmark/measure-training.ts';
import { trainWithTowers } from '../../training/train-with-towers.ts';
import { createData } from '../recommender-data.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';

describe('ranks after each user turn', function () {
  this.timeout(120_000);

  it('are summed up by turn, over dialogs, and to the first hit', () => {
    const measured = summariseRanks([
      { place: 0, userTurns: 0, rank: 9 },
      { place: 0, userTurns: 1, rank: 3 },
      { place: 0, userTurns: 2, rank: 1 },
      { place: 1, userTurns: 0, rank: 99 },
      { place: 1, userTurns: 1, rank: 15 },
    ]);
    // 1 / log2(4) after the first turn of one dialog, 0 of the other.
    assert.deepEqual(
      measured.byTurn.map((row) => [row.userTurns, row.dialogs, row['ndcg@1'], row['ndcg@10'], row['ndcg@20']]),
      [
        [0, 2, 0, 1 / Math.log2(10) / 2, 1 / Math.log2(10) / 2],
        [1, 2, 0, 0.25, (0.5 + 0.25) / 2],
        [2, 1, 1, 1, 1],
      ],
    );
    assert.equal(measured.area, (0.75 + 0) / 2);
    assert.equal(measured.turnsToHit, 2);
  });

  it('of a dialog that names its target get better when it does, and confidence tells dialogs that name nothing', async function () {
    needOnnxRuntime(this);
    const plain = createData(500, 1, 'named');
    const [left] = plain.dialogs;
    assert(left !== undefined);
    const { target: _target, ...heard } = left;
    const data: RecommenderData = {
      ...plain,
      notTaken: Array.from({ length: 40 }, (_, at) => ({
        ...heard,
        dialogId: `n${at}`,
        split: 'test',
        outcome: 'left',
        turns: heard.turns.slice(0, 1),
      })),
    };
    const settings = RecommenderSettingsSchema.parse({
      dialogText: 'words',
      width: 16,
      feedForward: 16,
      batch: 32,
      epochs: 15,
      learningRate: 0.01,
      earlierInteractions: 0,
      dropoutRate: 0,
    });
    const prepared = prepareExamples(data, { settings, splitOf: splitDialogs(data, 'time', 1) });
    const engine = await createOnnxEngine();
    const trained = await trainWithTowers(describeTraining('dialog-only', settings, prepared), engine);
    const { byTurn, restraint } = await measureTurns(trained, data, prepared, engine);
    assert.equal(byTurn.length, 2);
    assert((byTurn[0]?.['ndcg@10'] ?? 1) < 0.5 && (byTurn[1]?.['ndcg@10'] ?? 0) > 0.9, JSON.stringify(byTurn));
    assert((restraint ?? 0) > 0.95, `${restraint}`);
  });
});

describe('AUROC', () => {
  it('counts pairs in the right order, equal ones half', () => {
    assert.equal(measureAuroc([3, 4], [1, 2]), 1);
    assert.equal(measureAuroc([1, 2], [3, 4]), 0);
    assert.equal(measureAuroc([1, 3], [2, 1]), (0.5 + 0 + 2) / 4);
    assert.throws(() => measureAuroc([], [1]), /nothing to tell apart/u);
  });
});

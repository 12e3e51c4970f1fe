import assert from 'node:assert/strict';
import { adjustByHolm, bootstrapBoth, bootstrapDifference } from '../../benchmark/bootstrap.ts';
import { compareModels } from '../../benchmark/compare-models.ts';
import { summarisePredictions } from '../../benchmark/summarise-predictions.ts';
import type { TestedModel } from '../../benchmark/summarise-predictions.ts';
import type { RecommenderName } from '../../schema.ts';
import { createRandom } from '../../../../studio/random.ts';
import type { Random } from '../../../../studio/random.ts';

const predict = (model: RecommenderName, seed: number, validation: number, aboves: readonly number[]): TestedModel => ({
  scheme: 'time',
  model,
  seed,
  validation,
  predictions: aboves.map((above, at) => ({
    dialogId: `d${at}`,
    protocol: 'full',
    above,
    tied: 1,
    listed: 30,
    best: [],
  })),
});

describe('summary of predictions', () => {
  const tested = [
    predict('popularity', 1, 0.1, [9, 9, 9, 9]),
    predict('history-only', 1, 0.2, [0, 9, 9, 1]),
    predict('history-only', 2, 0.3, [0, 9, 0, 9]),
    predict('cross-attention', 1, 0.3, [0, 0, 0, 9]),
    predict('cross-attention', 2, 0.3, [0, 0, 0, 9]),
  ];

  it('is the mean over seeds and dialogs of each metric', () => {
    const rows = summarisePredictions(tested, 1);
    const meanOf = (model: string, metric: string): number | undefined =>
      rows.find((row) => row.model === model && row.metric === metric)?.mean;
    assert.equal(meanOf('history-only', 'hit@1'), 3 / 8);
    assert.equal(meanOf('cross-attention', 'hit@1'), 3 / 4);
    assert.equal(meanOf('popularity', 'hit@10'), 1);
    const [row] = rows;
    assert.deepEqual([row?.seeds, row?.dialogs, row?.protocol], [1, 4, 'full']);
    for (const { mean, low, high } of rows) assert(low <= mean && mean <= high);
  });

  it('compares with the model that validation picks, whatever the test says', () => {
    const row = compareModels(tested, 1).find(({ metric }) => metric === 'hit@1');
    assert.equal(row?.baseline, 'history-only');
    assert.equal(row.difference, 3 / 4 - 3 / 8);
    assert.equal(row.gain, 1);
    const misled = tested.map((one) => (one.model === 'popularity' ? { ...one, validation: 0.9 } : one));
    assert.equal(compareModels(misled, 1)[0]?.baseline, 'popularity');
    assert.deepEqual(compareModels(tested.slice(3), 1), []);
  });

  it('holds the gated joint model against cross-attention too, and adjusts the primary metric alone', () => {
    const rows = compareModels([...tested, predict('gated-joint', 1, 0.5, [0, 0, 0, 0])], 1);
    assert.deepEqual(
      rows.filter(({ metric }) => metric === 'hit@1').map(({ model, baseline }) => [model, baseline]),
      [
        ['cross-attention', 'history-only'],
        ['gated-joint', 'cross-attention'],
      ],
    );
    for (const { metric, pValue, adjustedPValue } of rows) {
      if (metric === 'hit@1') assert(adjustedPValue !== null && adjustedPValue >= pValue);
      else assert.equal(adjustedPValue, null);
    }
  });

  it('refuses seeds that were tested on different dialogs', () => {
    const other = [predict('gru4rec', 1, 0, [1, 2]), predict('gru4rec', 2, 0, [1, 2, 3])];
    assert.throws(() => summarisePredictions(other, 1), /different dialogs/u);
  });
});

const drawModel = (random: Random, ofDialogs: readonly number[], better = 0): number[][] =>
  Array.from({ length: 3 }, () => {
    const luck = 0.05 * (random.unit() - 0.5);
    return ofDialogs.map((chance) => Number(random.chance(chance + luck + better)));
  });

describe('bootstrap over seeds and dialogs', () => {
  it('has intervals that hold the true mean about 95 times of 100', () => {
    const random = createRandom(4);
    let held = 0;
    const rounds = 200;
    for (let round = 0; round < rounds; round += 1) {
      const ofDialogs = Array.from({ length: 60 }, () => 0.2 + 0.4 * random.unit());
      const values = Array.from({ length: 5 }, () => ofDialogs.map((chance) => Number(random.chance(chance))));
      const { low, high } = bootstrapBoth(values, round);
      if (low <= 0.4 && 0.4 <= high) held += 1;
    }
    assert(held >= 0.9 * rounds, `${held} of ${rounds}`);
  });

  it('of a difference finds none where there is none, and one where there is one', () => {
    const random = createRandom(9);
    let [held, found] = [0, 0];
    const rounds = 100;
    for (let round = 0; round < rounds; round += 1) {
      const ofDialogs = Array.from({ length: 150 }, () => 0.2 + 0.4 * random.unit());
      const base = drawModel(random, ofDialogs);
      const none = bootstrapDifference(drawModel(random, ofDialogs), base, round);
      if (none.low <= 0 && 0 <= none.high) held += 1;
      const { low, pValue } = bootstrapDifference(drawModel(random, ofDialogs, 0.2), base, round);
      if (low > 0 && pValue < 0.05) found += 1;
    }
    assert(held >= 0.9 * rounds, `${held} of ${rounds} hold 0`);
    assert(found >= 0.9 * rounds, `${found} of ${rounds} found`);
    assert.throws(() => bootstrapDifference([[1]], [[1, 2]], 1), /1 dialogs cannot be paired with 2/u);
  });

  it('Holm multiplies the smallest by their number, and keeps the order', () => {
    // By hand: .01 * 4, .02 * 3, max(.06, .03 * 2), max(.06, .5).
    assert.deepEqual(
      adjustByHolm([0.5, 0.01, 0.03, 0.02]).map((value) => Number(value.toFixed(6))),
      [0.5, 0.04, 0.06, 0.06],
    );
    assert.deepEqual(adjustByHolm([0.9, 0.8]), [1, 1]);
  });
});

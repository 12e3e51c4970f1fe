import assert from 'node:assert/strict';
import type { RecommenderName } from '../../schema.ts';
import { bootstrapBoth, compareWithStrongest, summarisePredictions } from '../../benchmark/summarise-predictions.ts';
import type { TestedModel } from '../../benchmark/summarise-predictions.ts';
import { createRandom } from '../../../../studio/random.ts';

const predict = (model: RecommenderName, seed: number, aboves: readonly number[]): TestedModel => ({
  scheme: 'time',
  model,
  seed,
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
    predict('popularity', 1, [9, 9, 9, 9]),
    predict('history-only', 1, [0, 9, 9, 1]),
    predict('history-only', 2, [0, 9, 0, 9]),
    predict('cross-attention', 1, [0, 0, 0, 9]),
    predict('cross-attention', 2, [0, 0, 0, 9]),
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

  it('compares dialog by dialog with the strongest other model', () => {
    const row = compareWithStrongest(tested, 'cross-attention').find(({ metric }) => metric === 'hit@1');
    assert.equal(row?.baseline, 'history-only');
    assert.equal(row.difference, 3 / 4 - 3 / 8);
    assert.equal(row.gain, 1);
    // Differences 0, 1, 0.5, 0: mean 0.375, standard deviation 0.4787, so t = 1.5667 with three degrees of freedom.
    assert(Math.abs(row.pValue - 0.2152) < 0.001, `${row.pValue}`);
    assert.deepEqual(compareWithStrongest(tested.slice(3), 'cross-attention'), []);
  });

  it('refuses seeds that were tested on different dialogs', () => {
    const other = [predict('gru4rec', 1, [1, 2]), predict('gru4rec', 2, [1, 2, 3])];
    assert.throws(() => summarisePredictions(other, 1), /different dialogs/u);
  });

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
});

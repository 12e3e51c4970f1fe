import assert from 'node:assert/strict';
import { drawTrials } from '../../training/search-options.ts';
import { smallOptions } from '../examples.ts';

const space = { learningRate: [0.01, 0.001], weightDecay: [0, 0.1], dropoutRate: [0, 0.2, 0.4] };

describe('search of training options', () => {
  it('tries different ones, the same for the same seed, and all where there are no more', () => {
    const trials = drawTrials(smallOptions, space, 5);
    assert.equal(new Set(trials.map((options) => JSON.stringify(options))).size, 5);
    assert.deepEqual(drawTrials(smallOptions, space, 5), trials);
    assert.notDeepEqual(drawTrials({ ...smallOptions, seed: 2 }, space, 5), trials);
    assert.equal(drawTrials(smallOptions, space, 99).length, 12);
    assert.throws(() => drawTrials(smallOptions, { ...space, weightDecay: [] }, 5), /no values/u);
  });
});

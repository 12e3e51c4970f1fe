import assert from 'node:assert/strict';
import { createOnnxEngine } from '../../../../infra/recommender/onnx-engine.ts';
import { drawTrials, searchOptions } from '../../../../studio/recommender/training/search-options.ts';
import { drawExamples, smallOptions, smallSize } from '../examples.ts';

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

  it('puts first what is best on validation', async () => {
    const training = {
      model: 'dialog-only' as const,
      size: smallSize,
      training: drawExamples(200, 1, 'dialog'),
      validation: drawExamples(100, 2, 'dialog'),
      options: { ...smallOptions, epochs: 4 },
    };
    const rates = { learningRate: [0.000001, 0.01], weightDecay: [0], dropoutRate: [0] };
    const [best, worst] = await searchOptions(training, rates, 2, await createOnnxEngine());
    assert.equal(best?.options.learningRate, 0.01);
    assert((best?.validation ?? 0) > 2 * (worst?.validation ?? 1), `${best?.validation}, ${worst?.validation}`);
  });
});

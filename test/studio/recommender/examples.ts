import { createRandom } from '../../../studio/random.ts';
import type { ModelSize } from '../../../studio/recommender/models/model-size.ts';
import type { Example } from '../../../studio/recommender/training/batch.ts';
import type { TrainingOptions } from '../../../studio/recommender/training/train-model.ts';

export const smallSize: ModelSize = {
  items: 20,
  historyLength: 4,
  dialogLength: 4,
  dialog: { kind: 'tokens', vocabulary: 40 },
  width: 16,
  heads: 2,
  layers: 1,
  feedForward: 16,
};

export const smallOptions: TrainingOptions = {
  seed: 1,
  batch: 32,
  epochs: 30,
  patience: 30,
  learningRate: 0.01,
  weightDecay: 0,
  dropoutRate: 0,
  negatives: null,
};

/** Examples whose dialog names the target (token = 20 + target) among noise, or whose history does, or neither. */
export function drawExamples(count: number, seed: number, signal: 'dialog' | 'history' | 'none'): Example[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const target = random.integer(0, 19);
    const history = Array.from({ length: random.integer(1, 6) }, () => random.integer(0, 19));
    const tokens = Array.from({ length: random.integer(1, 6) }, () => random.integer(0, 19));
    if (signal === 'dialog') tokens[tokens.length - 1] = 20 + target;
    if (signal === 'history') history[history.length - 1] = (target + 7) % 20;
    return {
      historyItems: history,
      historyGapDays: history.map(() => random.integer(0, 400)),
      dialog: { kind: 'tokens', tokens },
      target,
    };
  });
}

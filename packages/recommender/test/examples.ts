import { createRandom } from '../../../studio/random.ts';
import type { ModelSize } from '../models/model-size.ts';
import type { Example } from '../training/batch.ts';
import type { TrainingOptions } from '../training/train-model.ts';

export const smallSize: ModelSize = {
  items: 20,
  historyLength: 4,
  dialogLength: 4,
  dialog: { kind: 'tokens', vocabulary: 40 },
  itemDimensions: null,
  profileDimensions: null,
  width: 16,
  heads: 2,
  layers: 1,
  feedForward: 16,
};

export const smallOptions: TrainingOptions = {
  seed: 1,
  batch: 32,
  epochs: 20,
  patience: 20,
  learningRate: 0.01,
  weightDecay: 0,
  dropoutRate: 0,
  negatives: null,
};

export type Signal = 'dialog' | 'history' | 'both' | 'turned' | 'none';

/**
 * Examples whose dialog names the target (token = 20 + target) among noise, or whose last item points at it, or neither. `both`: the last
 * item leaves five of the twenty items open and the dialog leaves four, of which one is common. `turned`: the dialog says how many places on from
 * the last item the target is, in a circle of five; either alone leaves all five alike, and no sum of what each tells finds it.
 */
export function drawExamples(count: number, seed: number, signal: Signal): Example[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const target = random.integer(0, signal === 'turned' ? 4 : 19);
    const history = Array.from({ length: random.integer(1, 6) }, () => random.integer(0, 19));
    const tokens = Array.from({ length: random.integer(1, 6) }, () => random.integer(0, 19));
    if (signal === 'dialog') tokens[tokens.length - 1] = 20 + target;
    if (signal === 'history') history[history.length - 1] = (target + 7) % 20;
    if (signal === 'both') {
      history[history.length - 1] = target % 4;
      tokens[tokens.length - 1] = 20 + Math.floor(target / 4);
    }
    if (signal === 'turned') {
      const last = random.integer(0, 4);
      history[history.length - 1] = last;
      tokens[tokens.length - 1] = 20 + ((target - last + 5) % 5);
    }
    return {
      historyItems: history,
      historyGapDays: history.map(() => random.integer(0, 400)),
      dialog: { kind: 'tokens', tokens },
      target,
    };
  });
}

import { sizeOf } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { reshape } from '../autodiff/shaping.ts';
import { feedForward, normalise } from '../layers/dense.ts';
import { recur } from '../layers/gated-recurrence.ts';
import { createScope } from '../scope.ts';
import type { Scope } from '../scope.ts';
import { encodeJointly } from './cross-attention.ts';
import type { ModelSize } from './model-size.ts';
import { dialogTower, scoreGated } from './gated-joint.ts';
import { scoreAll } from './score-items.ts';
import type { ItemScoring } from './score-items.ts';
import { dialogStream, historyStream, joinStreams } from './streams.ts';
import { encodeStream } from './transformer.ts';

/**
 * A model turns its inputs into scores [batch, scored]: of one state by dot products with the item table, or of several. One tensor, but for
 * late fusion, whose two are trained side by side and added with a weight tuned on validation.
 */
type BuildScores = (scope: Scope, size: ModelSize, items: ItemScoring) => Tensor[];

export const modelNames = [
  'history-only',
  'gru4rec',
  'dialog-only',
  'early-fusion',
  'late-fusion',
  'cross-attention',
  'gated-joint',
] as const;

export type ModelName = (typeof modelNames)[number];

const models: Record<ModelName, BuildScores> = {
  'history-only': ofStates((scope, size) => [encodeStream(scope, 'history', historyStream(scope, size), size)]),
  gru4rec: ofStates((scope, size) => [encodeRecurrently(scope, size)]),
  'dialog-only': ofStates((scope, size) => [encodeStream(scope, 'dialog', dialogStream(scope, size), size)]),
  'early-fusion': ofStates((scope, size) => [
    encodeStream(scope, 'joint', joinStreams(historyStream(scope, size), dialogStream(scope, size)), size),
  ]),
  'late-fusion': ofStates((scope, size) => [
    encodeStream(scope, 'history', historyStream(scope, size), size),
    encodeStream(scope, 'dialog', dialogStream(scope, size), size),
  ]),
  'cross-attention': ofStates((scope, size) => [encodeJointly(scope, size)]),
  'gated-joint': (scope, size, items) => [scoreGated(scope, size, items)],
};

/** Models that start from others, trained alone before, and the prefix that those parameters of each get that both have. */
export const towersOf: Readonly<Partial<Record<ModelName, Readonly<Record<string, ModelName>>>>> = {
  'gated-joint': { '': 'history-only', [dialogTower]: 'dialog-only' },
};

/** Scores by states [batch, .., width], with dropout on them in training. */
function ofStates(build: (scope: Scope, size: ModelSize) => Tensor[]): BuildScores {
  return (scope, size, items) => {
    const shape = [scope.batch, size.width];
    return build(scope, size).map((state, at) =>
      items.score(scope.dropOut(`state${at}`, reshape(state, shape), shape)),
    );
  };
}

/** A model's scores [batch, scored], before anything is barred. */
export const buildScores = (model: ModelName, scope: Scope, size: ModelSize, items: ItemScoring): Tensor[] =>
  models[model](scope, size, items);

/** Trained numbers of a model, the item table included. */
export function countParameters(model: ModelName, size: ModelSize): number {
  const scope = createScope({ batch: 1, lookups: 'gathered' });
  buildScores(model, scope, size, scoreAll(scope, size));
  return scope.parameters.reduce((sum, { tensor }) => sum + sizeOf(tensor.shape), 0);
}

/**
 * The size with the widest feed-forward layers that keep the model within a budget of parameters: how models of different make are given
 * equal ones. Throws RangeError where even a width of 1 is over it.
 */
export function fitFeedForward(model: ModelName, size: ModelSize, budget: number): ModelSize {
  const least = countParameters(model, { ...size, feedForward: 1 });
  const each = countParameters(model, { ...size, feedForward: 2 }) - least;
  const feedForwardWidth = 1 + Math.floor((budget - least) / each);
  if (feedForwardWidth < 1)
    throw new RangeError(`${model} takes ${least} parameters at least, over the budget of ${budget}`);
  return { ...size, feedForward: feedForwardWidth };
}

/** GRU4Rec's shape (Hidasi et al., arXiv 1511.06939): a recurrent unit over the history, then a feed-forward layer. [batch, width]. */
function encodeRecurrently(scope: Scope, size: ModelSize): Tensor {
  const { x, present } = historyStream(scope, size);
  const state = recur(scope, 'history.recurrence', x, present, size.width).at(-1);
  if (state === undefined) throw new RangeError('a history has at least its start');
  return normalise(scope, 'final', feedForward(scope, 'feedForward', state, size.feedForward));
}

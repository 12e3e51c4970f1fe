import { sizeOf } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { reshape } from '../autodiff/shaping.ts';
import { feedForward, normalise } from '../layers/dense.ts';
import { recur } from '../layers/gated-recurrence.ts';
import { createScope } from '../scope.ts';
import type { Scope } from '../scope.ts';
import { encodeJointly } from './cross-attention.ts';
import type { ModelSize } from './model-size.ts';
import { allItems, dialogStream, historyStream, joinStreams } from './streams.ts';
import { encodeStream } from './transformer.ts';

/**
 * A model turns its inputs into states [batch, width], each scored against the item table by dot products. One state, but for late fusion,
 * whose two states are trained side by side and whose scores are added with a weight tuned on validation.
 */
export type BuildStates = (scope: Scope, size: ModelSize) => Tensor[];

export const modelNames = [
  'history-only',
  'gru4rec',
  'dialog-only',
  'early-fusion',
  'late-fusion',
  'cross-attention',
] as const;

export type ModelName = (typeof modelNames)[number];

const models: Record<ModelName, BuildStates> = {
  'history-only': (scope, size) => [encodeStream(scope, 'history', historyStream(scope, size), size)],
  gru4rec: (scope, size) => [encodeRecurrently(scope, size)],
  'dialog-only': (scope, size) => [encodeStream(scope, 'dialog', dialogStream(scope, size), size)],
  'early-fusion': (scope, size) => [
    encodeStream(scope, 'joint', joinStreams(historyStream(scope, size), dialogStream(scope, size)), size),
  ],
  'late-fusion': (scope, size) => [
    encodeStream(scope, 'history', historyStream(scope, size), size),
    encodeStream(scope, 'dialog', dialogStream(scope, size), size),
  ],
  'cross-attention': (scope, size) => [encodeJointly(scope, size)],
};

/** The states of a model, [batch, width] each, with dropout on them in training. */
export function buildStates(model: ModelName, scope: Scope, size: ModelSize): Tensor[] {
  const shape = [scope.batch, size.width];
  return models[model](scope, size).map((state, at) => scope.dropOut(`state${at}`, reshape(state, shape), shape));
}

/** Trained numbers of a model, the item table included. */
export function countParameters(model: ModelName, size: ModelSize): number {
  const scope = createScope({ batch: 1, lookups: 'gathered' });
  buildStates(model, scope, size);
  allItems(scope, size);
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

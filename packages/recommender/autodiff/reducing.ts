import { divide, exp, multiply, scale, shift, squareRoot, subtract } from './arithmetic.ts';
import { addList, addNode, detach, differentiate, sizeOf, sizeOfAxis } from './graph.ts';
import type { Tensor } from './graph.ts';
import { broadcastTo, reshape } from './shaping.ts';

/** Over all elements: a tensor of shape []. */
export function sum(x: Tensor): Tensor {
  const y = addNode('ReduceSum', [x], [], { keepdims: 0 });
  return differentiate(y, [x, (gradient) => broadcastTo(gradient, x.shape)]);
}

export const mean = (x: Tensor): Tensor => scale(sum(x), 1 / sizeOf(x.shape));

/** Over one axis, which is kept with size 1. */
export function sumAlong(x: Tensor, axis: number): Tensor {
  const y = addNode('ReduceSum', [x, addList(x.graph, [axis])], x.shape.with(axis, 1), { keepdims: 1 });
  return differentiate(y, [x, (gradient) => broadcastTo(gradient, x.shape)]);
}

/** Over one axis, which is kept with size 1. */
export function meanAlong(x: Tensor, axis: number): Tensor {
  const y = addNode('ReduceMean', [x, addList(x.graph, [axis])], x.shape.with(axis, 1), { keepdims: 1 });
  return differentiate(y, [x, (gradient) => broadcastTo(scale(gradient, 1 / sizeOfAxis(x, axis)), x.shape)]);
}

/** Over the last axis. */
export function softmax(x: Tensor): Tensor {
  const y = addNode('Softmax', [x], x.shape, { axis: -1 });
  return differentiate(y, [x, (g) => multiply(y, subtract(g, sumAlong(multiply(g, y), -1)))]);
}

/** The logarithm of softmax over the last axis. */
export function logSoftmax(x: Tensor): Tensor {
  const y = addNode('LogSoftmax', [x], x.shape, { axis: -1 });
  return differentiate(y, [x, (g) => subtract(g, multiply(addNode('Exp', [y], y.shape), sumAlong(g, -1)))]);
}

/** Mean 0 and deviation 1 along the last axis: layer normalisation before its gain and bias. */
export function standardise(x: Tensor, epsilon = 1e-5): Tensor {
  const centred = subtract(detach(x), meanAlong(detach(x), -1));
  const deviation = squareRoot(shift(meanAlong(multiply(centred, centred), -1), epsilon));
  const y = divide(centred, deviation);
  return differentiate(y, [
    x,
    (g) => divide(subtract(subtract(g, meanAlong(g, -1)), multiply(y, meanAlong(multiply(g, y), -1))), deviation),
  ]);
}

/**
 * The weighted sum over rows of -log softmax(scores)[target]. Scores [n, m], targets [n] whole numbers in [0, m), weights [n], which the
 * caller makes add up to 1. Shape [].
 */
export function crossEntropy(scores: Tensor, targets: Tensor, weights: Tensor): Tensor {
  const rows = sizeOfAxis(scores, 0);
  const places = reshape(targets, [rows, 1]);
  const ofRows = reshape(weights, [rows, 1]);
  const logShares = logSoftmax(detach(scores));
  const ofTargets = addNode('GatherElements', [logShares, places], [rows, 1], { axis: 1 });
  const loss = scale(sum(multiply(ofTargets, ofRows)), -1);
  return differentiate(loss, [
    scores,
    (g) => {
      const shares = exp(logShares);
      // Share minus one at the target: one element a row is replaced, so that no two writes meet.
      const replaced = shift(exp(ofTargets), -1);
      const slopes = addNode('ScatterElements', [shares, places, replaced], scores.shape, { axis: 1 });
      return multiply(slopes, multiply(ofRows, g));
    },
  ]);
}

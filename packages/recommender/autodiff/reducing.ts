import { add, divide, exp, multiply, scale, shift, squareRoot, subtract } from './arithmetic.ts';
import { addConstant, addList, addNode, addSplitNode, detach, differentiate, sizeOf, sizeOfAxis } from './graph.ts';
import type { Tensor } from './graph.ts';
import { broadcastTo, reshape, sumTo } from './shaping.ts';

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

/**
 * Layer normalisation over the last axis [.., n]: mean 0 and deviation 1 there (with 1e-5 added to the variance), times a gain [n], plus a bias
 * [n]. One node forward; the runtime's own mean and deviation serve the gradients.
 */
export function normaliseLayer(x: Tensor, gain: Tensor, bias: Tensor): Tensor {
  const [y, centre, inverse] =
    x.graph.precision === 'float32' ? normaliseFused(x, gain, bias) : normaliseApart(x, gain, bias);
  // What both gradients need is computed once, in the backward pass alone.
  let known: Tensor | undefined;
  const standard = (): Tensor => {
    known ??= multiply(subtract(detach(x), centre), inverse);
    return known;
  };
  return differentiate(
    y,
    [
      x,
      (g) => {
        const scaled = multiply(g, gain);
        const along = multiply(standard(), meanAlong(multiply(scaled, standard()), -1));
        return multiply(subtract(subtract(scaled, meanAlong(scaled, -1)), along), inverse);
      },
    ],
    [gain, (g) => sumTo(multiply(g, standard()), gain.shape)],
    [bias, (g) => sumTo(g, bias.shape)],
  );
}

type Normalised = readonly [y: Tensor, centre: Tensor, inverse: Tensor];

function normaliseFused(x: Tensor, gain: Tensor, bias: Tensor): Normalised {
  const rows = x.shape.with(x.shape.length - 1, 1);
  const [y, centre, inverse] = addSplitNode('LayerNormalization', [x, gain, bias], [x.shape, rows, rows]);
  if (y === undefined || centre === undefined || inverse === undefined) throw new RangeError('a node has its outputs');
  return [y, centre, inverse];
}

/** The runtime has the node with float32 statistics alone: too coarse to check gradients by, so that those of float64 are put together. */
function normaliseApart(x: Tensor, gain: Tensor, bias: Tensor): Normalised {
  const centre = meanAlong(detach(x), -1);
  const centred = subtract(detach(x), centre);
  const deviation = squareRoot(shift(meanAlong(multiply(centred, centred), -1), 1e-5));
  const y = add(multiply(divide(centred, deviation), detach(gain)), detach(bias));
  return [y, centre, divide(addConstant(x.graph, [1], []), deviation)];
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

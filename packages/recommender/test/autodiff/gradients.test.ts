import assert from 'node:assert/strict';
import {
  add,
  divide,
  exp,
  gelu,
  log,
  multiply,
  relu,
  scale,
  shift,
  sigmoid,
  squareRoot,
  subtract,
  tanh,
} from '../../autodiff/arithmetic.ts';
import { gradientsOf } from '../../autodiff/gradients.ts';
import { addInput, createGraph, detach } from '../../autodiff/graph.ts';
import type { Shape, Tensor } from '../../autodiff/graph.ts';
import { dotProducts, linear, matMul } from '../../autodiff/products.ts';
import {
  crossEntropy,
  logSoftmax,
  mean,
  meanAlong,
  softmax,
  normaliseLayer,
  sum,
  sumAlong,
} from '../../autodiff/reducing.ts';
import { broadcastTo, concatenate, pad, reshape, slice, sumTo, transpose, unstack } from '../../autodiff/shaping.ts';
import type { TensorData } from '../../engine.ts';
import { checkGradients, weighElements } from '../check-gradients.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';

type Case = [shapes: Shape[], build: (x: Tensor, y: Tensor, z: Tensor) => Tensor, range?: [number, number]];

const cases: Record<string, Case> = {
  'add, broadcast both ways': [
    [
      [2, 1, 3],
      [4, 1],
    ],
    (x, y) => add(x, y),
  ],
  'add of a tensor to itself': [[[3]], (x) => add(x, x)],
  subtract: [[[2, 3], [3]], (x, y) => subtract(x, y)],
  'multiply, broadcast': [
    [
      [2, 3],
      [2, 1],
    ],
    (x, y) => multiply(x, y),
  ],
  divide: [[[2, 3], [3]], (x, y) => divide(x, y), [0.5, 2]],
  scale: [[[2, 2]], (x) => scale(x, -3)],
  shift: [[[2, 2]], (x) => multiply(shift(x, 2), x)],
  relu: [[[4, 5]], (x) => relu(x)],
  gelu: [[[4, 5]], (x) => gelu(scale(x, 3))],
  tanh: [[[7]], (x) => tanh(x)],
  sigmoid: [[[7]], (x) => sigmoid(scale(x, 3))],
  exp: [[[7]], (x) => exp(x)],
  log: [[[7]], (x) => log(x), [0.5, 2]],
  squareRoot: [[[7]], (x) => squareRoot(x), [0.5, 2]],
  'matMul of matrices': [
    [
      [2, 3],
      [3, 4],
    ],
    (x, y) => matMul(x, y),
  ],
  'matMul in batches': [
    [
      [2, 2, 3, 4],
      [2, 2, 4, 2],
    ],
    (x, y) => matMul(x, y),
  ],
  'linear with a bias': [[[2, 3, 4], [4, 5], [5]], (x, y, z) => linear(x, y, z)],
  dotProducts: [
    [
      [2, 3],
      [4, 3],
    ],
    (x, y) => dotProducts(x, y),
  ],
  reshape: [[[2, 3, 2]], (x) => reshape(x, [4, 3])],
  transpose: [[[2, 3, 4]], (x) => transpose(x, [2, 0, 1])],
  broadcastTo: [[[2, 1]], (x) => broadcastTo(x, [3, 2, 4])],
  sumTo: [[[3, 2, 4]], (x) => sumTo(x, [2, 1])],
  concatenate: [
    [
      [2, 1, 3],
      [2, 2, 3],
    ],
    (x, y) => concatenate([x, y, x], 1),
  ],
  slice: [[[2, 5, 2]], (x) => slice(x, 1, 1, 4)],
  pad: [[[2, 3]], (x) => pad(x, -1, 2, 1)],
  'unstack, with an element that nothing reads': [
    [[2, 4, 3]],
    (x) => {
      const [first, , third, fourth] = unstack(x, 1);
      assert(first !== undefined && third !== undefined && fourth !== undefined);
      return add(multiply(first, third), fourth);
    },
  ],
  'unstack of one': [[[2, 1, 3]], (x) => unstack(x, 1).reduce(add)],
  sum: [[[2, 3]], (x) => sum(multiply(x, x))],
  mean: [[[2, 3]], (x) => mean(exp(x))],
  sumAlong: [[[2, 3, 2]], (x) => sumAlong(x, 1)],
  meanAlong: [[[2, 3, 2]], (x) => meanAlong(x, -1)],
  softmax: [[[2, 3, 4]], (x) => softmax(scale(x, 3))],
  logSoftmax: [[[3, 4]], (x) => logSoftmax(scale(x, 3))],
  normaliseLayer: [[[2, 3, 5], [5], [5]], (x, y, z) => normaliseLayer(x, y, z)],
  'a tensor used in many ways': [[[3, 3], [3]], (x, y) => add(matMul(softmax(add(x, y)), tanh(x)), multiply(x, y))],
};

describe('gradients against finite differences', () => {
  before(function () {
    needOnnxRuntime(this);
  });
  for (const [name, [shapes, build, range]] of Object.entries(cases)) {
    it(name, async () => {
      const graph = createGraph('float64');
      const leaves = shapes.map((shape, at) => addInput(graph, `x${at}`, shape, { differentiable: true }));
      const [x, y = x, z = x] = leaves;
      assert(x !== undefined && y !== undefined && z !== undefined);
      const compared = await checkGradients(weighElements(build(x, y, z)), leaves, new Map(), range && { range });
      assert.equal(
        compared,
        shapes.reduce((total, shape) => total + shape.reduce((product, size) => product * size, 1), 0),
      );
    });
  }

  it('crossEntropy, with weights and a row that weighs nothing', async () => {
    const graph = createGraph('float64');
    const scores = addInput(graph, 'scores', [3, 4], { differentiable: true });
    const targets = addInput(graph, 'targets', [3], { type: 'int64' });
    const weights = addInput(graph, 'weights', [3]);
    const given = new Map<string, TensorData>([
      ['targets', BigInt64Array.of(2n, 0n, 3n)],
      ['weights', Float64Array.of(0.25, 0.75, 0)],
    ]);
    assert.equal(await checkGradients(crossEntropy(scores, targets, weights), [scores], given), 12);
  });
});

describe('what has no gradient', () => {
  it('is refused: a loss of several numbers, a leaf that the loss does not read', () => {
    const graph = createGraph();
    const x = addInput(graph, 'x', [2], { differentiable: true });
    const y = addInput(graph, 'y', [2], { differentiable: true });
    assert.throws(() => gradientsOf(x, [x]), /one number, not of shape \[2\]/u);
    assert.throws(() => gradientsOf(sum(x), [y]), /does not depend on y/u);
    assert.throws(() => gradientsOf(sum(detach(x)), [x]), /does not depend on x/u);
  });

  it('shapes that do not fit are refused where they are joined', () => {
    const graph = createGraph();
    const x = addInput(graph, 'x', [2, 3]);
    const y = addInput(graph, 'y', [2, 2]);
    assert.throws(() => add(x, y), /\[2,3\] and \[2,2\] do not broadcast/u);
    assert.throws(() => matMul(x, y), /have no product/u);
    assert.throws(() => linear(x, y), /have no product/u);
    assert.throws(() => reshape(x, [5]), /cannot become \[5\]/u);
    assert.throws(() => slice(x, 1, 2, 4), /no elements 2 to 4 in an axis of 3/u);
    assert.throws(() => addInput(graph, 'x', [1]), /an input x already/u);
    assert.throws(() => add(x, addInput(createGraph(), 'x', [2, 3])), /tensors of two graphs/u);
  });
});

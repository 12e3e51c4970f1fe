import assert from 'node:assert/strict';
import { add } from '../../autodiff/arithmetic.ts';
import { gradientsOf } from '../../autodiff/gradients.ts';
import { addInput, addOutput, createGraph, sizeOf } from '../../autodiff/graph.ts';
import type { Tensor } from '../../autodiff/graph.ts';
import { normaliseLayer } from '../../autodiff/reducing.ts';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import { attend, causalMask } from '../../layers/attention.ts';
import { dense, feedForward, normalise } from '../../layers/dense.ts';
import { recur } from '../../layers/gated-recurrence.ts';
import type { TensorData } from '../../engine.ts';
import { createScope } from '../../scope.ts';
import type { Scope } from '../../scope.ts';
import { checkGradients, weighElements } from '../check-gradients.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';

type Build = (scope: Scope, x: Tensor, y: Tensor) => Tensor;

const layers: Record<string, Build> = {
  dense: (scope, x) => dense(scope, 'dense', x, 3),
  normalise: (scope, x) => normalise(scope, 'norm', x),
  feedForward: (scope, x) => feedForward(scope, 'ff', x, 5),
  'attend to itself, causally': (scope, x) => attend(scope, 'self', x, x, causalMask(scope.graph, 3), 2),
  'attend to another stream': (scope, x, y) => attend(scope, 'cross', x, y, scope.input('mask', [2, 1, 1, 2]), 2),
  recur: (scope, x) => {
    const states = recur(scope, 'gru', x, scope.input('present', [2, 3]), 3);
    return states.reduce(add);
  },
};

const numbers = (length: number): number[] => Array.from({ length }, (_, at) => 3 * Math.sin(7 * at + 1));

const given = new Map([
  ['mask', Float64Array.of(0, 0, -1e9, 0)],
  ['present', Float64Array.of(1, 1, 1, 0, 1, 1)],
]);

describe('gradients of layers against finite differences', () => {
  before(function () {
    needOnnxRuntime(this);
  });
  for (const [name, build] of Object.entries(layers)) {
    it(name, async () => {
      const scope = createScope({ batch: 2, lookups: 'fed', precision: 'float64' });
      const x = addInput(scope.graph, 'x', [2, 3, 4], { differentiable: true });
      const y = addInput(scope.graph, 'y', [2, 2, 4], { differentiable: true });
      const loss = weighElements(build(scope, x, y));
      const leaves = [...scope.parameters.map(({ tensor }) => tensor), x, ...(name.includes('another') ? [y] : [])];
      const compared = await checkGradients(loss, leaves, given);
      assert.equal(
        compared,
        leaves.reduce((total, { shape }) => total + sizeOf(shape), 0),
      );
    });
  }

  it('layer normalisation by the runtime’s own node is what the checked one is', async () => {
    const found: number[][] = [];
    for (const precision of ['float32', 'float64'] as const) {
      const graph = createGraph(precision);
      const [x, gain, bias] = [[2, 3, 8], [8], [8]].map((shape, at) =>
        addInput(graph, `x${at}`, shape, { differentiable: true }),
      );
      assert(x !== undefined && gain !== undefined && bias !== undefined);
      const y = normaliseLayer(x, gain, bias);
      const gradients = gradientsOf(weighElements(y), [x, gain, bias]);
      for (const [at, tensor] of [y, ...gradients].entries()) addOutput(graph, `out${at}`, tensor);
      const draw = (length: number): TensorData =>
        precision === 'float32' ? Float32Array.from(numbers(length)) : Float64Array.from(numbers(length));
      const compiled = await (await createOnnxEngine()).compile(graph);
      const outputs = await compiled.run(
        new Map([
          ['x0', draw(48)],
          ['x1', draw(8)],
          ['x2', draw(8)],
        ]),
      );
      await compiled.close();
      found.push([...outputs.values()].flatMap((values) => [...values].map(Number)));
    }
    const [fused = [], checked = []] = found;
    assert.equal(fused.length, 48 + 48 + 8 + 8);
    for (const [at, value] of fused.entries()) assert(Math.abs(value - (checked[at] ?? 0)) < 1e-4, `${at}: ${value}`);
  });

  it('heads that do not divide the width are refused', () => {
    const scope = createScope({ batch: 2, lookups: 'fed' });
    const x = addInput(scope.graph, 'x', [2, 3, 4]);
    assert.throws(() => attend(scope, 'self', x, x, causalMask(scope.graph, 3), 3), /not divided by 3 heads/u);
  });
});

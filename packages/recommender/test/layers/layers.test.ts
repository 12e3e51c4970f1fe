import assert from 'node:assert/strict';
import { add } from '../../autodiff/arithmetic.ts';
import { addInput, sizeOf } from '../../autodiff/graph.ts';
import type { Tensor } from '../../autodiff/graph.ts';
import { attend, causalMask } from '../../layers/attention.ts';
import { dense, feedForward, normalise } from '../../layers/dense.ts';
import { recur } from '../../layers/gated-recurrence.ts';
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

  it('heads that do not divide the width are refused', () => {
    const scope = createScope({ batch: 2, lookups: 'fed' });
    const x = addInput(scope.graph, 'x', [2, 3, 4]);
    assert.throws(() => attend(scope, 'self', x, x, causalMask(scope.graph, 3), 3), /not divided by 3 heads/u);
  });
});

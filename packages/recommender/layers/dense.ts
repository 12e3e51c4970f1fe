import { add, gelu } from '../autodiff/arithmetic.ts';
import { sizeOfAxis } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { linear } from '../autodiff/products.ts';
import { normaliseLayer } from '../autodiff/reducing.ts';
import type { Scope } from '../scope.ts';

/** [..., n] to [..., width] by a trained weight and bias. */
export function dense(scope: Scope, name: string, x: Tensor, width: number): Tensor {
  const inner = sizeOfAxis(x, -1);
  const weight = scope.parameter(`${name}.weight`, [inner, width], { deviation: Math.sqrt(1 / inner) });
  return linear(x, weight, scope.parameter(`${name}.bias`, [width], { value: 0 }));
}

/** A dense layer that answers zeros until it has learnt something. */
export function denseFromZero(scope: Scope, name: string, x: Tensor, width: number): Tensor {
  const weight = scope.parameter(`${name}.weight`, [sizeOfAxis(x, -1), width], { value: 0 });
  return linear(x, weight, scope.parameter(`${name}.bias`, [width], { value: 0 }));
}

/** Layer normalisation over the last axis, with a trained gain and bias. */
export function normalise(scope: Scope, name: string, x: Tensor): Tensor {
  const width = sizeOfAxis(x, -1);
  const gain = scope.parameter(`${name}.gain`, [width], { value: 1 });
  const bias = scope.parameter(`${name}.bias`, [width], { value: 0 });
  return normaliseLayer(x, gain, bias);
}

/** Two dense layers with GELU between them, on normalised input, added to x. */
export function feedForward(scope: Scope, name: string, x: Tensor, hidden: number): Tensor {
  const inside = gelu(dense(scope, `${name}.in`, normalise(scope, `${name}.norm`, x), hidden));
  return add(x, dense(scope, `${name}.out`, inside, sizeOfAxis(x, -1)));
}

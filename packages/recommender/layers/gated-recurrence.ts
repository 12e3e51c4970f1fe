import { add, multiply, sigmoid, subtract, tanh } from '../autodiff/arithmetic.ts';
import { addConstant, sizeOfAxis } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { linear } from '../autodiff/products.ts';
import { reshape, slice, unstack } from '../autodiff/shaping.ts';
import type { Scope } from '../scope.ts';
import { dense } from './dense.ts';

/**
 * A gated recurrent unit (Cho et al., arXiv 1406.1078) unrolled over x [b, l, w]: its state after each position, each [b, hidden]. Where
 * `present` [b, l] is 0 the state stays as it was: padding leaves no trace.
 */
export function recur(scope: Scope, name: string, x: Tensor, present: Tensor, hidden: number): Tensor[] {
  const batch = sizeOfAxis(x, 0);
  const ofInputs = unstack(dense(scope, `${name}.input`, x, 3 * hidden), 1);
  const presence = unstack(present, 1);
  const weight = scope.parameter(`${name}.state.weight`, [hidden, 3 * hidden], { deviation: Math.sqrt(1 / hidden) });
  const bias = scope.parameter(`${name}.state.bias`, [3 * hidden], { value: 0 });
  let state = addConstant(
    x.graph,
    Array.from({ length: batch * hidden }, () => 0),
    [batch, hidden],
  );
  return ofInputs.map((ofInput, at) => {
    const ofState = linear(state, weight, bias);
    const [reset, update] = [0, 1].map((gate) =>
      sigmoid(add(gateOf(ofInput, gate, hidden), gateOf(ofState, gate, hidden))),
    );
    const here = presence[at];
    if (reset === undefined || update === undefined || here === undefined) throw new RangeError('a gate is missing');
    const proposal = tanh(add(gateOf(ofInput, 2, hidden), multiply(reset, gateOf(ofState, 2, hidden))));
    const step = multiply(multiply(update, subtract(proposal, state)), reshape(here, [batch, 1]));
    state = add(state, step);
    return state;
  });
}

const gateOf = (x: Tensor, gate: number, hidden: number): Tensor => slice(x, 1, gate * hidden, (gate + 1) * hidden);

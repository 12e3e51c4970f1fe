import { addNode, differentiate, sizeOf, sizeOfAxis } from './graph.ts';
import type { Tensor } from './graph.ts';
import { reshape, sumTo, transposeLast } from './shaping.ts';

/** [..., n, k] by [..., k, m] gives [..., n, m]; the axes in front must be the same. */
export function matMul(a: Tensor, b: Tensor): Tensor {
  const inner = sizeOfAxis(a, -1);
  const front = a.shape.slice(0, -2);
  if (inner !== sizeOfAxis(b, -2) || front.join() !== b.shape.slice(0, -2).join()) throw mismatch(a, b);
  const y = addNode('MatMul', [a, b], [...front, sizeOfAxis(a, -2), sizeOfAxis(b, -1)]);
  return differentiate(y, [a, (g) => matMul(g, transposeLast(b))], [b, (g) => matMul(transposeLast(a), g)]);
}

/** The last axis of x [..., n] through a weight [n, m] and, where given, a bias [m]. */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const rows = reshape(x, [sizeOf(x.shape.slice(0, -1)), sizeOfAxis(x, -1)]);
  return reshape(multiplyMatrices(rows, weight, bias), [...x.shape.slice(0, -1), sizeOfAxis(weight, 1)]);
}

/** Dot products of each row of `a` [n, k] with each row of `b` [m, k]: [n, m]. */
export function dotProducts(a: Tensor, b: Tensor): Tensor {
  if (sizeOfAxis(a, 1) !== sizeOfAxis(b, 1)) throw mismatch(a, b);
  return differentiate(
    addNode('Gemm', [a, b], [sizeOfAxis(a, 0), sizeOfAxis(b, 0)], { transB: 1 }),
    [a, (g) => addNode('Gemm', [g, b], a.shape)],
    [b, (g) => addNode('Gemm', [g, a], b.shape, { transA: 1 })],
  );
}

/** Gemm reads a transposed factor in place, and adds a bias on the way: no copies of a long batch. */
function multiplyMatrices(a: Tensor, b: Tensor, bias?: Tensor): Tensor {
  if (sizeOfAxis(a, 1) !== sizeOfAxis(b, 0)) throw mismatch(a, b);
  return differentiate(
    addNode('Gemm', bias === undefined ? [a, b] : [a, b, bias], [sizeOfAxis(a, 0), sizeOfAxis(b, 1)]),
    [a, (g) => addNode('Gemm', [g, b], a.shape, { transB: 1 })],
    [b, (g) => addNode('Gemm', [a, g], b.shape, { transA: 1 })],
    ...(bias === undefined ? [] : [[bias, (g: Tensor) => sumTo(g, bias.shape)] as const]),
  );
}

const mismatch = (a: Tensor, b: Tensor): RangeError =>
  new RangeError(`[${a.shape.join()}] and [${b.shape.join()}] have no product`);

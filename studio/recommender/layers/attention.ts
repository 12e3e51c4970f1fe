import { add, scale } from '../autodiff/arithmetic.ts';
import { addConstant, sizeOfAxis } from '../autodiff/graph.ts';
import type { Graph, Tensor } from '../autodiff/graph.ts';
import { matMul } from '../autodiff/products.ts';
import { softmax } from '../autodiff/reducing.ts';
import { reshape, transpose } from '../autodiff/shaping.ts';
import type { Scope } from '../scope.ts';
import { dense } from './dense.ts';

/** Added to a score that must not count: far below any score, so that its share is exactly 0 in float32. */
export const masked = -1e9;

/**
 * Multi-head scaled dot-product attention (Vaswani et al., arXiv 1706.03762): queries [b, q, w] read keys [b, k, w], answer [b, q, w].
 * `mask` broadcasts to [b, heads, q, k] and is 0 where a query may look and `masked` where it may not.
 */
export function attend(scope: Scope, name: string, queries: Tensor, keys: Tensor, mask: Tensor, heads: number): Tensor {
  const width = sizeOfAxis(queries, 2);
  if (width % heads !== 0) throw new RangeError(`a width of ${width} is not divided by ${heads} heads`);
  const query = splitHeads(dense(scope, `${name}.query`, queries, width), heads, [0, 2, 1, 3]);
  const key = splitHeads(dense(scope, `${name}.key`, keys, width), heads, [0, 2, 3, 1]);
  const value = splitHeads(dense(scope, `${name}.value`, keys, width), heads, [0, 2, 1, 3]);
  const scores = add(scale(matMul(query, key), Math.sqrt(heads / width)), mask);
  const read = transpose(matMul(softmax(scores), value), [0, 2, 1, 3]);
  return dense(scope, `${name}.out`, reshape(read, queries.shape), width);
}

/** [1, 1, length, length]: position p sees positions up to p. */
export function causalMask(graph: Graph, length: number): Tensor {
  const values = Array.from({ length: length * length }, (_, at) =>
    at % length > Math.floor(at / length) ? masked : 0,
  );
  return addConstant(graph, values, [1, 1, length, length]);
}

/** [b, l, w] to [b, heads, l, w / heads], its axes then in `order`. */
function splitHeads(x: Tensor, heads: number, order: readonly number[]): Tensor {
  const [batch, length, width] = [0, 1, 2].map((axis) => sizeOfAxis(x, axis));
  if (batch === undefined || length === undefined || width === undefined)
    throw new RangeError('attention takes [b, l, w]');
  return transpose(reshape(x, [batch, length, heads, width / heads]), order);
}

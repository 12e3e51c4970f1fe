import { add, scale } from '../autodiff/arithmetic.ts';
import { addConstant, sizeOfAxis } from '../autodiff/graph.ts';
import type { Graph, Tensor } from '../autodiff/graph.ts';
import { matMul } from '../autodiff/products.ts';
import { softmax } from '../autodiff/reducing.ts';
import { reshape, transpose, transposeLast, unstack } from '../autodiff/shaping.ts';
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
  const [query] = projectToHeads(scope, `${name}.query`, queries, 1, heads);
  const [key, value] = projectToHeads(scope, `${name}.keyValue`, keys, 2, heads);
  if (query === undefined || key === undefined || value === undefined)
    throw new RangeError('attention takes [b, l, w]');
  const scores = add(matMul(scale(query, Math.sqrt(heads / width)), transposeLast(key)), mask);
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

/** [b, l, w] through one dense layer to so many tensors [b, heads, l, w / heads]: one wide product is faster than several narrow ones. */
function projectToHeads(scope: Scope, name: string, x: Tensor, parts: number, heads: number): Tensor[] {
  const [batch, length, width] = [sizeOfAxis(x, 0), sizeOfAxis(x, 1), sizeOfAxis(x, 2)];
  const wide = reshape(dense(scope, name, x, parts * width), [batch, length, parts, heads, width / heads]);
  return unstack(transpose(wide, [2, 0, 3, 1, 4]), 0);
}

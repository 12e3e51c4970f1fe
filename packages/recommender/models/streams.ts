import { add, multiply, scale, shift } from '../autodiff/arithmetic.ts';
import { addConstant, sizeOfAxis } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { linear } from '../autodiff/products.ts';
import { broadcastTo, concatenate, reshape } from '../autodiff/shaping.ts';
import { masked } from '../layers/attention.ts';
import { dense } from '../layers/dense.ts';
import type { Scope } from '../scope.ts';
import { gapBuckets } from './model-size.ts';
import type { ModelSize } from './model-size.ts';

/** A sequence of positions, the newest last. A learned start comes first, so that even an empty stream has something to look at. */
export interface Stream {
  /** [batch, length, width]. */
  x: Tensor;
  /** [batch, length], 1 where there is something and 0 in padding. */
  present: Tensor;
}

/** Name of the input [items, itemDimensions] that describes items; it is not trained. */
export const itemVectorsName = 'itemVectors';

/**
 * The item table [items, width]: what states are scored against. A trained row each, and what the item's own vector adds. `tower` is the
 * prefix of the parameters' names, for a model with several tables.
 */
export function allItems(scope: Scope, size: ModelSize, tower = ''): Tensor {
  const table = itemTable(scope, size, tower);
  return size.itemDimensions === null
    ? table
    : add(table, describeItems(scope, size, itemVectors(scope, size, size.itemDimensions), tower));
}

/** Rows of the item table at the ids of an input: [...shape, width]. */
export function someItems(scope: Scope, size: ModelSize, ids: string, shape: readonly number[], tower = ''): Tensor {
  const rows = scope.lookup(itemTable(scope, size, tower), ids, shape);
  if (size.itemDimensions === null) return rows;
  const vectors = scope.lookup(itemVectors(scope, size, size.itemDimensions), ids, shape);
  return add(rows, describeItems(scope, size, vectors, tower));
}

/** Items and the time gap after each. */
export function historyStream(scope: Scope, size: ModelSize): Stream {
  const shape = [scope.batch, size.historyLength];
  const gapTable = scope.parameter('gaps', [gapBuckets, size.width], { deviation: Math.sqrt(1 / size.width) });
  const items = someItems(scope, size, 'historyItems', shape);
  const gaps = scope.lookup(gapTable, 'historyGaps', shape);
  return begin(scope, 'history', add(items, gaps), scope.input('historyPresent', shape));
}

/** Tokens of a trained table, or vectors through a trained layer; and the row of the item where one was refused. */
export function dialogStream(scope: Scope, size: ModelSize, tower = ''): Stream {
  const shape = [scope.batch, size.dialogLength];
  const named = reshape(scope.input('dialogNamed', shape), [...shape, 1]);
  const refused = multiply(someItems(scope, size, 'dialogItems', shape, tower), named);
  const content = add(dialogPositions(scope, size, shape), refused);
  return begin(scope, 'dialog', content, scope.input('dialogPresent', shape));
}

/** One stream after the other. */
export function joinStreams(first: Stream, second: Stream): Stream {
  return {
    x: concatenate([first.x, second.x], 1),
    present: concatenate([first.present, second.present], 1),
  };
}

/** [batch, 1, 1, length], to be added to attention scores. */
export function presenceMask({ present }: Stream): Tensor {
  const [batch, length] = [sizeOfAxis(present, 0), sizeOfAxis(present, 1)];
  return reshape(scale(shift(present, -1), -masked), [batch, 1, 1, length]);
}

const itemTable = (scope: Scope, { items, width }: ModelSize, tower: string): Tensor =>
  scope.parameter(`${tower}items`, [items, width], { deviation: Math.sqrt(1 / width) });

const itemVectors = (scope: Scope, { items }: ModelSize, dimensions: number): Tensor =>
  scope.input(itemVectorsName, [items, dimensions]);

/** No bias: an item's own row is one. */
function describeItems(scope: Scope, { width }: ModelSize, vectors: Tensor, tower: string): Tensor {
  const dimensions = sizeOfAxis(vectors, -1);
  return linear(
    vectors,
    scope.parameter(`${tower}itemVectors.weight`, [dimensions, width], { deviation: Math.sqrt(1 / width) }),
  );
}

function dialogPositions(scope: Scope, { dialog, width }: ModelSize, shape: readonly number[]): Tensor {
  if (dialog.kind === 'vectors') {
    return dense(scope, 'dialog.vectors', scope.input('dialogVectors', [...shape, dialog.dimensions]), width);
  }
  const table = scope.parameter('tokens', [dialog.vocabulary, width], { deviation: Math.sqrt(1 / width) });
  return scope.lookup(table, 'dialogTokens', shape);
}

function begin(scope: Scope, name: string, content: Tensor, present: Tensor): Stream {
  const [batch, length, width] = [sizeOfAxis(content, 0), sizeOfAxis(content, 1), sizeOfAxis(content, 2)];
  const deviation = Math.sqrt(1 / width);
  const start = scope.parameter(`${name}.start`, [1, 1, width], { deviation });
  const positions = scope.parameter(`${name}.positions`, [1, length + 1, width], { deviation });
  // Padding holds whatever row its id happened to name: zero it, so that it neither counts nor learns.
  const kept = multiply(scope.dropOut(name, content, [batch, length, 1]), reshape(present, [batch, length, 1]));
  const one = addConstant(scope.graph, [1], [1, 1]);
  return {
    x: add(concatenate([broadcastTo(start, [batch, 1, width]), kept], 1), positions),
    present: concatenate([broadcastTo(one, [batch, 1]), present], 1),
  };
}

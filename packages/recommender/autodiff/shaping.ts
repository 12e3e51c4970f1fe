import { addConstant, addList, addNode, addSplitNode, differentiate, sizeOf, sizeOfAxis } from './graph.ts';
import type { Shape, Tensor } from './graph.ts';

/** The same elements in the same order. Throws RangeError where the sizes differ. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sizeOf(shape) !== sizeOf(x.shape)) throw new RangeError(`[${x.shape.join()}] cannot become [${shape.join()}]`);
  if (shape.join() === x.shape.join()) return x;
  const y = { ...addNode('Reshape', [x, addList(x.graph, shape)], shape), type: x.type };
  return differentiate(y, [x, (gradient) => reshape(gradient, x.shape)]);
}

/** Axis k of the result is axis `order[k]` of x. */
export function transpose(x: Tensor, order: readonly number[]): Tensor {
  const shape = order.map((axis) => sizeOfAxis(x, axis));
  const inverse = order.map((_axis, at) => order.indexOf(at));
  return differentiate(addNode('Transpose', [x], shape, { perm: order }), [
    x,
    (gradient) => transpose(gradient, inverse),
  ]);
}

/** Swaps the last two axes. */
export function transposeLast(x: Tensor): Tensor {
  const axes = x.shape.map((_size, axis) => axis);
  return transpose(x, [...axes.slice(0, -2), ...axes.slice(-2).toReversed()]);
}

/** Repeats x along axes where its size is 1 (or that it lacks in front). */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (shape.join() === x.shape.join()) return x;
  const y = addNode('Expand', [x, addList(x.graph, shape)], shape);
  return differentiate(y, [x, (gradient) => sumTo(gradient, x.shape)]);
}

/** What `broadcastTo` repeated is added up again: the gradient of broadcasting. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  const missing = x.shape.length - shape.length;
  const axes = x.shape.flatMap((size, axis) =>
    axis < missing || (size > 1 && shape[axis - missing] === 1) ? [axis] : [],
  );
  if (axes.length === 0) return reshape(x, shape);
  const kept = x.shape.filter((_size, axis) => !axes.includes(axis));
  const total = addNode('ReduceSum', [x, addList(x.graph, axes)], kept, { keepdims: 0 });
  return differentiate(reshape(total, shape), [x, (gradient) => broadcastTo(gradient, x.shape)]);
}

/** Joins along one axis; all other axes must agree. */
export function concatenate(parts: readonly [Tensor, ...Tensor[]], axis: number): Tensor {
  const sizes = parts.map((part) => sizeOfAxis(part, axis));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const [first] = parts;
  const y = addNode('Concat', parts, first.shape.with(axis, whole), { axis });
  let end = 0;
  const cuts = parts.map((part, at): [Tensor, (gradient: Tensor) => Tensor] => {
    const start = end;
    end += sizes[at] ?? 0;
    const stop = end;
    return [part, (gradient) => slice(gradient, axis, start, stop)];
  });
  return differentiate(y, ...cuts);
}

/** Elements from `start` up to, not including, `end` of one axis. */
export function slice(x: Tensor, axis: number, start: number, end: number): Tensor {
  const size = sizeOfAxis(x, axis);
  if (start < 0 || end > size || start >= end)
    throw new RangeError(`no elements ${start} to ${end} in an axis of ${size}`);
  if (start === 0 && end === size) return x;
  const cut = [start, end, axis].map((value) => addList(x.graph, [value]));
  const y = addNode('Slice', [x, ...cut], x.shape.with(axis, end - start));
  return differentiate(y, [x, (gradient) => pad(gradient, axis, start, size - end)]);
}

/** Zeros before and after along one axis. */
export function pad(x: Tensor, axis: number, before: number, after: number): Tensor {
  const size = sizeOfAxis(x, axis);
  const place = axis < 0 ? axis + x.shape.length : axis;
  const pads = [before, after].flatMap((count) => x.shape.map((_size, at) => (at === place ? count : 0)));
  const y = addNode('Pad', [x, addList(x.graph, pads)], x.shape.with(axis, before + size + after));
  return differentiate(y, [x, (gradient) => slice(gradient, axis, before, before + size)]);
}

/** The elements of one axis as a list of tensors without that axis. */
export function unstack(x: Tensor, axis: number): Tensor[] {
  const length = sizeOfAxis(x, axis);
  if (length === 1) return [reshape(x, x.shape.toSpliced(axis, 1))];
  const shape = x.shape.with(axis, 1);
  const lengths = Array.from({ length }, () => 1);
  const parts = addSplitNode(
    'Split',
    [x, addList(x.graph, lengths)],
    lengths.map(() => shape),
    { axis },
  );
  if (x.differentiable) {
    const outputs = parts.map((part) => ({ ...part, differentiable: true }));
    const gradientOf = (gradients: readonly (Tensor | undefined)[]): Tensor => {
      const [first, ...rest] = gradients.map((gradient) => gradient ?? zeros(x, shape));
      if (first === undefined) throw new RangeError('an axis of no elements has no gradient');
      return concatenate([first, ...rest], axis);
    };
    x.graph.gradientSteps.push({ outputs, inputs: [{ input: x, gradientOf }] });
    return outputs.map((part) => reshape(part, x.shape.toSpliced(axis, 1)));
  }
  return parts.map((part) => reshape(part, x.shape.toSpliced(axis, 1)));
}

const zeros = ({ graph }: Tensor, shape: Shape): Tensor => broadcastTo(addConstant(graph, [0], []), shape);

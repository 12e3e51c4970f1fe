import { createRandom, deriveSeed } from '../../studio/random.ts';
import { multiply } from './autodiff/arithmetic.ts';
import { addInput, addNode, createGraph, sizeOf, sizeOfAxis } from './autodiff/graph.ts';
import type { Graph, Precision, Shape, Tensor } from './autodiff/graph.ts';

/** A trained tensor and how it begins: all the same value, or uniform around 0 with this deviation. */
export interface Parameter {
  readonly tensor: Tensor;
  readonly initial: { readonly value: number } | { readonly deviation: number };
}

/** Rows of a table by id. `rows` is an input: fed with `table[ids]`, and its gradient is added up into the table's by `addRows`. */
export interface Lookup {
  readonly table: Tensor;
  readonly ids: string;
  readonly rows: Tensor;
}

/** A graph under construction with its parameters, tables and inputs by name; the same name twice is the same tensor. */
export interface Scope {
  readonly graph: Graph;
  /** Examples in one run of the graph. */
  readonly batch: number;
  readonly parameters: Parameter[];
  readonly lookups: Lookup[];
  /** Inputs of zeros and factors above 1 that `dropOut` multiplies by. */
  readonly dropouts: Tensor[];
  parameter(name: string, shape: Shape, initial: Parameter['initial']): Tensor;
  /** `table` [n, width] at the ids [...shape] of an input: [...shape, width]. An id of -1 is padding. */
  lookup(table: Tensor, ids: string, shape: Shape): Tensor;
  /** Values that are fed, not trained. */
  input(name: string, shape: Shape, type?: Tensor['type']): Tensor;
  /** x as it is, or in training with some of it zero: what is dropped together is an axis of size 1 in `shape`, which broadcasts to x's. */
  dropOut(name: string, x: Tensor, shape: Shape): Tensor;
}

export interface ScopeOptions {
  batch: number;
  /**
   * Who gathers rows: `fed`, the trainer, which then adds up gradients in a fixed order; `gathered`, the graph itself, whose inputs are
   * then ids, for scoring and for the exported file.
   */
  lookups: 'fed' | 'gathered';
  dropout?: boolean;
  precision?: Precision;
}

export function createScope({ batch, lookups, dropout = false, precision = 'float32' }: ScopeOptions): Scope {
  const graph = createGraph(precision);
  const scope: Scope = {
    graph,
    batch,
    parameters: [],
    lookups: [],
    dropouts: [],
    parameter(name, shape, initial) {
      const known = scope.parameters.find(({ tensor }) => tensor.name === name);
      if (known !== undefined) return sameShape(known.tensor, shape);
      const tensor = addInput(graph, name, shape, { differentiable: true });
      scope.parameters.push({ tensor, initial });
      return tensor;
    },
    lookup(table, ids, shape) {
      const rowShape = [...shape, sizeOfAxis(table, 1)];
      if (lookups === 'gathered') return addNode('Gather', [table, scope.input(ids, shape, 'int64')], rowShape);
      const known = scope.lookups.find((lookup) => lookup.table.name === table.name && lookup.ids === ids);
      if (known !== undefined) return sameShape(known.rows, rowShape);
      const rows = addInput(graph, `${table.name}[${ids}]`, rowShape, { differentiable: table.differentiable });
      scope.lookups.push({ table, ids, rows });
      return rows;
    },
    input(name, shape, type = 'float') {
      const known = graph.inputs.find((input) => input.name === name);
      return known === undefined ? addInput(graph, name, shape, { type }) : sameShape(known, shape);
    },
    dropOut(name, x, shape) {
      if (!dropout) return x;
      const factors = addInput(graph, `${name}.kept`, shape);
      scope.dropouts.push(factors);
      return multiply(x, factors);
    },
  };
  return scope;
}

/** Values to begin with. A parameter's draws depend on the seed and its own name only. */
export function initialise(parameters: readonly Parameter[], seed: number): Map<string, Float32Array> {
  return new Map(
    parameters.map(({ tensor, initial }) => {
      const values = new Float32Array(sizeOf(tensor.shape));
      if ('value' in initial) return [tensor.name, values.fill(initial.value)];
      const random = createRandom(deriveSeed(seed, 'initial', tensor.name));
      // Uniform on [-r, r] has the deviation r / sqrt(3).
      const reach = initial.deviation * Math.sqrt(3);
      for (let at = 0; at < values.length; at += 1) values[at] = (2 * random.unit() - 1) * reach;
      return [tensor.name, values];
    }),
  );
}

/** Rows of a table [n, width] at the ids; an id of -1 gives zeros. */
export function gatherRows(table: Float32Array, width: number, ids: Int32Array): Float32Array {
  const rows = new Float32Array(ids.length * width);
  for (const [at, id] of ids.entries()) {
    if (id >= 0) rows.set(table.subarray(id * width, (id + 1) * width), at * width);
  }
  return rows;
}

/** Adds each row to the table's row of its id, in the order of the rows; an id of -1 is left out. */
export function addRows(table: Float32Array, width: number, ids: Int32Array, rows: Float32Array): void {
  for (const [at, id] of ids.entries()) {
    if (id < 0) continue;
    const to = id * width;
    const from = at * width;
    for (let column = 0; column < width; column += 1) {
      table[to + column] = (table[to + column] ?? 0) + (rows[from + column] ?? 0);
    }
  }
}

function sameShape(tensor: Tensor, shape: Shape): Tensor {
  if (tensor.shape.join() === shape.join()) return tensor;
  throw new RangeError(`${tensor.name} has the shape [${tensor.shape.join()}], not [${shape.join()}]`);
}

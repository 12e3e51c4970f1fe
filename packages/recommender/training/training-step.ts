import { createRandom, deriveSeed } from '../../../studio/random.ts';
import { sizeOf, sizeOfAxis } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { floatsOf } from '../engine.ts';
import type { CompiledGraph, TensorData } from '../engine.ts';
import { masked } from '../layers/attention.ts';
import { addRows, gatherRows } from '../scope.ts';
import type { Lookup } from '../scope.ts';
import type { Batch } from './batch.ts';
import { gradientName } from './training-graph.ts';
import type { TrainingGraph } from './training-graph.ts';

/** What one step needs beside its examples. `items` is how many there are to draw negatives from. */
export interface StepOptions {
  seed: number;
  items: number;
  negatives: number | null;
  dropoutRate: number;
  /** Values of tables that are not trained; the compiled graph has them already, rows are gathered from these. */
  fixed: ReadonlyMap<string, Float32Array>;
}

export interface Gradients {
  loss: number;
  /** One a parameter, of its size. */
  gradients: Map<string, Float32Array>;
}

/** Runs the training graph once. Draws of dropout and negatives depend on the seed alone. */
export async function computeGradients(
  { scope, whole }: TrainingGraph,
  compiled: CompiledGraph,
  parameters: ReadonlyMap<string, Float32Array>,
  batch: Batch,
  options: StepOptions,
): Promise<Gradients> {
  const tables = new Map([...options.fixed, ...parameters]);
  const { ids, floats } = withNegatives(batch, options);
  const inputs = new Map<string, TensorData>(floats);
  for (const [name, values] of ids) inputs.set(name, BigInt64Array.from(values, BigInt));
  for (const { name } of whole) inputs.set(name, valuesOf(parameters, name));
  for (const lookup of scope.lookups) {
    inputs.set(lookup.rows.name, gatherRows(valuesOf(tables, lookup.table.name), widthOf(lookup), idsOf(ids, lookup)));
  }
  for (const factors of scope.dropouts) inputs.set(factors.name, drawKept(factors, options));
  const outputs = await compiled.run(inputs);
  const gradients = new Map(whole.map(({ name }) => [name, floatsOf(outputs, gradientName(name))]));
  for (const lookup of scope.lookups) {
    const { name, shape, differentiable } = lookup.table;
    if (!differentiable) continue;
    const gradient = gradients.get(name) ?? new Float32Array(sizeOf(shape));
    addRows(gradient, widthOf(lookup), idsOf(ids, lookup), floatsOf(outputs, gradientName(lookup.rows.name)));
    gradients.set(name, gradient);
  }
  return { loss: floatsOf(outputs, 'loss')[0] ?? Number.NaN, gradients };
}

/** The batch with items drawn uniformly, and a mask where one is barred for an example or happens to be its target. */
function withNegatives({ ids, floats }: Batch, { seed, items, negatives }: StepOptions): Batch {
  if (negatives === null) return { ids, floats };
  const random = createRandom(deriveSeed(seed, 'negatives'));
  const drawn = Int32Array.from({ length: negatives }, () => random.integer(0, items - 1));
  const targets = ids.get('targets') ?? new Int32Array();
  const barred = floats.get('candidateMask') ?? new Float32Array();
  const mask = Float32Array.from({ length: targets.length * negatives }, (_, at) => {
    const [row, item] = [Math.floor(at / negatives), drawn[at % negatives] ?? 0];
    return item === targets[row] ? masked : (barred[row * items + item] ?? 0);
  });
  return {
    ids: new Map([...ids, ['negatives', drawn]]),
    floats: new Map([...floats, ['negativeMask', mask]]),
  };
}

/** 0 with the rate's probability; what stays is raised so that the mean stays. */
function drawKept({ name, shape }: Tensor, { seed, dropoutRate }: StepOptions): Float32Array {
  const random = createRandom(deriveSeed(seed, name));
  const raised = 1 / (1 - dropoutRate);
  return Float32Array.from({ length: sizeOf(shape) }, () => (random.chance(dropoutRate) ? 0 : raised));
}

const widthOf = ({ table }: Lookup): number => sizeOfAxis(table, 1);

function idsOf(ids: ReadonlyMap<string, Int32Array>, lookup: Lookup): Int32Array {
  const values = ids.get(lookup.ids);
  if (values === undefined) throw new RangeError(`the batch has no ${lookup.ids}`);
  return values;
}

function valuesOf(parameters: ReadonlyMap<string, Float32Array>, name: string): Float32Array {
  const values = parameters.get(name);
  if (values === undefined) throw new RangeError(`no values of the parameter ${name}`);
  return values;
}

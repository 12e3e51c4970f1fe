import assert from 'node:assert/strict';
import { createOnnxEngine } from '../infra/onnx-engine.ts';
import { createRandom } from '../../../studio/random.ts';
import { multiply } from '../autodiff/arithmetic.ts';
import { gradientsOf } from '../autodiff/gradients.ts';
import { addConstant, addOutput, sizeOf, usedInputs } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { sum } from '../autodiff/reducing.ts';
import type { CompiledGraph, TensorData } from '../engine.ts';

const step = 1e-5;

/**
 * Compares the gradient of a loss by each leaf with central finite differences, element by element, in float64. `given` holds inputs that are
 * not drawn; leaves are drawn from [-1, 1] or `range`. Of each leaf at most `elements` are compared, spread over it. Answers how many were.
 */
export async function checkGradients(
  loss: Tensor,
  leaves: readonly Tensor[],
  given: ReadonlyMap<string, TensorData> = new Map(),
  { range = [-1, 1], elements = Infinity }: { range?: readonly [number, number]; elements?: number } = {},
): Promise<number> {
  const { graph } = loss;
  addOutput(graph, 'loss', loss);
  for (const [at, gradient] of gradientsOf(loss, leaves).entries()) addOutput(graph, `gradient ${at}`, gradient);
  const random = createRandom(7);
  const drawn = usedInputs(graph).filter(({ name }) => !given.has(name));
  const inputs = new Map<string, TensorData>(given);
  for (const { name, shape } of drawn) {
    const draw = (): number => range[0] + (range[1] - range[0]) * random.unit();
    inputs.set(name, Float64Array.from({ length: sizeOf(shape) }, draw));
  }
  const engine = await createOnnxEngine();
  const compiled = await engine.compile(graph);
  const outputs = await compiled.run(inputs);
  await compiled.close();
  // The loss alone is a smaller graph: it is run twice an element.
  const lossAlone = await engine.compile({ ...graph, outputs: graph.outputs.slice(0, 1) });
  try {
    let compared = 0;
    for (const [at, leaf] of leaves.entries()) {
      const analytic = outputs.get(`gradient ${at}`);
      const values = inputs.get(leaf.name);
      assert(analytic instanceof Float64Array && values instanceof Float64Array);
      assert.equal(analytic.length, sizeOf(leaf.shape));
      const stride = Math.max(1, Math.ceil(values.length / elements));
      for (let element = 0; element < values.length; element += stride) {
        const slope = Number(analytic[element]);
        const numeric = await differenceAt(lossAlone, inputs, values, element);
        const error = Math.abs(slope - numeric);
        assert(error <= 1e-6 * Math.max(1, Math.abs(slope)), `${leaf.name}[${element}]: ${slope}, not ${numeric}`);
        compared += 1;
      }
    }
    return compared;
  } finally {
    await lossAlone.close();
  }
}

/** A loss that weighs every element differently, so that a gradient in the wrong place shows. */
export function weighElements(y: Tensor): Tensor {
  const weights = Array.from({ length: sizeOf(y.shape) }, (_, at) => Math.sin(1 + 2 * at));
  return sum(multiply(y, addConstant(y.graph, weights, y.shape)));
}

async function differenceAt(
  compiled: CompiledGraph,
  inputs: ReadonlyMap<string, TensorData>,
  values: Float64Array,
  element: number,
): Promise<number> {
  const own = values[element] ?? Number.NaN;
  const lossAt = async (value: number): Promise<number> => {
    values[element] = value;
    return Number((await compiled.run(inputs)).get('loss')?.[0]);
  };
  const difference = ((await lossAt(own + step)) - (await lossAt(own - step))) / (2 * step);
  values[element] = own;
  return difference;
}

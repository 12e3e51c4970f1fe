import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelSize } from '../../models/model-size.ts';
import { createRandom } from '../../../../studio/random.ts';
import { initialise } from '../../scope.ts';
import { fillBatch } from '../../training/batch.ts';
import type { Batch, Example } from '../../training/batch.ts';
import type { AdamOptions } from '../../training/adam.ts';
import { buildTrainingGraph } from '../../training/training-graph.ts';
import type { TrainingGraph } from '../../training/training-graph.ts';

/** The model that engines are compared by (packages/recommender/README.md), with as many items as asked for. */
export const commonSize = (items: number): ModelSize => ({
  items,
  historyLength: 50,
  dialogLength: 20,
  dialog: { kind: 'vectors', dimensions: 384 },
  itemDimensions: null,
  profileDimensions: null,
  width: 64,
  heads: 2,
  layers: 2,
  feedForward: 256,
});

export const commonBatch = 128;
export const commonAdam: AdamOptions = { learningRate: 0.001, weightDecay: 0.01 };

/** Full histories and dialogs of numbers drawn from the seed. */
export function drawCommonExamples(size: ModelSize, count: number, seed: number): Example[] {
  const random = createRandom(seed);
  const dimensions = size.dialog.kind === 'vectors' ? size.dialog.dimensions : 0;
  return Array.from({ length: count }, () => ({
    historyItems: Array.from({ length: size.historyLength }, () => random.integer(0, size.items - 1)),
    historyGapDays: Array.from({ length: size.historyLength }, () => random.integer(0, 400)),
    dialog: {
      kind: 'vectors',
      vectors: Array.from({ length: size.dialogLength }, () =>
        Float32Array.from({ length: dimensions }, () => random.unit() - 0.5),
      ),
    },
    target: random.integer(0, size.items - 1),
  }));
}

export interface CommonTraining {
  negatives: number | null;
  graph: TrainingGraph;
  parameters: Map<string, Float32Array>;
  batch: Batch;
}

/** `negatives`: items drawn a step; null for a softmax over all items. */
export function prepareCommon(size: ModelSize, negatives: number | null): CommonTraining {
  const graph = buildTrainingGraph('cross-attention', size, { batch: commonBatch, negatives, dropout: false });
  return {
    negatives,
    graph,
    parameters: initialise(graph.scope.parameters, 1),
    batch: fillBatch(drawCommonExamples(size, commonBatch, 2), size, commonBatch),
  };
}

/** The same numbers for the Python script: `input.json` and `input.bin`. */
export async function writeForPython(folder: string, size: ModelSize, training: CommonTraining): Promise<void> {
  const { graph, parameters, batch } = training;
  const shapeOf = new Map(graph.scope.parameters.map(({ tensor }) => [tensor.name, tensor.shape]));
  const shapes: Record<string, readonly number[]> = {
    historyItems: [commonBatch, size.historyLength],
    historyGaps: [commonBatch, size.historyLength],
    historyPresent: [commonBatch, size.historyLength],
    dialogVectors: [commonBatch, size.dialogLength, 384],
    dialogPresent: [commonBatch, size.dialogLength],
    targets: [commonBatch],
  };
  const floats = [...parameters].map(([name, values]) => ({ name, values, shape: shapeOf.get(name) ?? [] }));
  const fed = [...batch.floats].map(([name, values]) => ({ name, values, shape: shapes[name] ?? [] }));
  const ids = [...batch.ids].map(([name, values]) => ({
    name,
    values: BigInt64Array.from(values, BigInt),
    shape: shapes[name] ?? [],
  }));
  const inputs = [...fed, ...ids].filter(({ name }) => shapes[name] !== undefined);
  const arrays = [...floats, ...inputs];
  await mkdir(folder, { recursive: true });
  const header = {
    arrays: arrays.map(({ name, values, shape }) => ({
      name,
      shape,
      type: values instanceof BigInt64Array ? 'int64' : 'float',
    })),
    parameters: floats.map(({ name }) => name),
    batch: inputs.map(({ name }) => name),
    layers: size.layers,
    heads: size.heads,
    ...commonAdam,
  };
  await writeFile(join(folder, 'input.json'), JSON.stringify(header));
  const parts = arrays.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  await writeFile(join(folder, 'input.bin'), Buffer.concat(parts));
}

import assert from 'node:assert/strict';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import { addOutput, usedInputs } from '../../autodiff/graph.ts';
import { floatsOf } from '../../engine.ts';
import type { TensorData } from '../../engine.ts';
import { gapBucketOf } from '../../models/model-size.ts';
import type { ModelSize } from '../../models/model-size.ts';
import { countParameters, fitFeedForward, modelNames, towersOf } from '../../models/models.ts';
import type { ModelName } from '../../models/models.ts';
import { dialogStream, historyStream, joinStreams } from '../../models/streams.ts';
import type { Stream } from '../../models/streams.ts';
import { encodeStream } from '../../models/transformer.ts';
import type { Positions } from '../../models/transformer.ts';
import { createScope, gatherRows, initialise } from '../../scope.ts';
import type { Scope } from '../../scope.ts';
import { fillBatch } from '../../training/batch.ts';
import type { Batch, Example } from '../../training/batch.ts';
import { buildScoringGraph } from '../../training/scoring-graph.ts';
import { buildLoss, trainedRows } from '../../training/training-graph.ts';
import { checkGradients } from '../check-gradients.ts';
import { drawExamples, smallSize } from '../examples.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';

const tinySize: ModelSize = {
  items: 5,
  historyLength: 3,
  dialogLength: 2,
  dialog: { kind: 'tokens', vocabulary: 6 },
  itemDimensions: null,
  profileDimensions: null,
  width: 4,
  heads: 2,
  layers: 2,
  feedForward: 3,
};

const tinyExamples: Example[] = [
  {
    historyItems: [1, 4],
    historyGapDays: [3, 90],
    dialog: { kind: 'tokens', tokens: [5], items: [3] },
    barred: [[1]],
    target: 2,
  },
  { historyItems: [0, 1, 2, 3], historyGapDays: [0, 1, 2, 800], dialog: { kind: 'tokens', tokens: [] }, target: 4 },
];

describe('gradients of whole models against finite differences', () => {
  before(function () {
    needOnnxRuntime(this);
  });
  for (const negatives of [null, 3]) {
    const told = negatives === null ? 'told from all items' : 'told from negatives';
    for (const model of modelNames) {
      it(`${model}, ${told}`, () => compareGradients(model, tinySize, negatives));
    }
    it(`history-only with vectors of items, ${told}`, () =>
      compareGradients('history-only', { ...tinySize, itemDimensions: 3 }, negatives));
    it(`gated-joint with vectors of items, ${told}`, () =>
      compareGradients('gated-joint', { ...tinySize, itemDimensions: 3 }, negatives));
  }
  for (const model of ['cross-attention', 'gated-joint'] as const) {
    it(`${model} with profiles of items`, () => compareGradients(model, { ...tinySize, profileDimensions: 2 }, null));
  }
});

describe('what a model sees', () => {
  before(function () {
    needOnnxRuntime(this);
  });
  it('no position sees a later one: perturbing what is later changes nothing before it, to the last digit', async () => {
    const streams: Record<string, (scope: Scope, size: ModelSize) => Stream> = {
      history: historyStream,
      dialog: dialogStream,
      joint: (scope, size) => joinStreams(historyStream(scope, size), dialogStream(scope, size)),
    };
    for (const [name, build] of Object.entries(streams)) {
      const before = await encodeAll(name, build, tinyWith([1, 2, 3], [1, 2]));
      // The stream's start, then positions: the last history item (joint: and all of the dialog) or the last token changes.
      const changed = await encodeAll(
        name,
        build,
        name === 'dialog' ? tinyWith([1, 2, 3], [1, 5]) : tinyWith([1, 2, 0], [3, 4]),
      );
      const same = (name === 'dialog' ? 2 : 3) * smallWidth;
      assert.deepEqual(changed.subarray(0, same), before.subarray(0, same), name);
      for (const at of [same, before.length - smallWidth]) {
        assert.notDeepEqual(changed.subarray(at, at + smallWidth), before.subarray(at, at + smallWidth), name);
      }
    }
  });

  it('the last position alone is what it is among all', async () => {
    const all = await encodeAll('history', historyStream, tinyWith([1, 2, 3], []));
    const last = await encodeAll('history', historyStream, tinyWith([1, 2, 3], []), 'last');
    for (const [at, value] of all.subarray(-smallWidth).entries()) {
      assert(Math.abs(value - (last[at] ?? Number.NaN)) < 1e-5);
    }
  });

  for (const model of modelNames) {
    it(`${model}: what stands in padding has no influence, nor have the other rows`, async () => {
      const examples = drawExamples(3, 5, 'none').map((example) => ({
        ...example,
        historyItems: example.historyItems.slice(0, 2),
        historyGapDays: example.historyGapDays.slice(0, 2),
      }));
      const batch = fillBatch(examples, smallSize, 3);
      const scores = await scoreBatch(model, batch);
      const ids = new Map([...batch.ids].map(([name, values]) => [name, values.map((id) => (id < 0 ? 7 : id))]));
      assert.deepEqual(await scoreBatch(model, { ...batch, ids }), scores);
      const others = fillBatch([...drawExamples(2, 6, 'none'), ...examples.slice(2)], smallSize, 3);
      const moved = await scoreBatch(model, others);
      assert.deepEqual(moved.subarray(2 * smallSize.items), scores.subarray(2 * smallSize.items));
      assert.notDeepEqual(moved.subarray(0, smallSize.items), scores.subarray(0, smallSize.items));
    });

    it(`${model}: reads what its name says, gaps included, and its last item counts`, async () => {
      const [example] = drawExamples(1, 9, 'none');
      assert(example !== undefined);
      const first = await scoreBatch(model, fillBatch([example], smallSize, 1));
      const usesHistory = model !== 'dialog-only';
      const usesDialog = model !== 'history-only' && model !== 'gru4rec';
      const changes: [boolean, Example][] = [
        [usesHistory, { ...example, historyItems: [...example.historyItems.slice(0, -1), 19] }],
        [usesHistory, { ...example, historyGapDays: [...example.historyGapDays.slice(0, -1), 5000] }],
        [usesDialog, { ...example, dialog: { kind: 'tokens', tokens: [33] } }],
      ];
      for (const [isRead, change] of changes) {
        const second = await scoreBatch(model, fillBatch([change], smallSize, 1));
        if (isRead) assert.notDeepEqual(second, first);
        else assert.deepEqual(second, first);
      }
    });
  }

  it('dialogs may be vectors of turns', async () => {
    const size: ModelSize = { ...smallSize, dialog: { kind: 'vectors', dimensions: 3 } };
    for (const model of ['dialog-only', 'early-fusion', 'late-fusion', 'cross-attention'] as const) {
      const first = await scoreBatch(model, fillBatch([withVector(1, 0, 0)], size, 1), size);
      assert.notDeepEqual(await scoreBatch(model, fillBatch([withVector(0, 1, 0)], size, 1), size), first);
    }
  });
});

describe('budgets', () => {
  it('models of different make get parameters within two per cent of each other', () => {
    const size: ModelSize = { ...smallSize, items: 1000, width: 64, layers: 2 };
    const budget = countParameters('cross-attention', { ...size, feedForward: 64 });
    for (const model of modelNames.filter((name) => towersOf[name] === undefined)) {
      const parameters = countParameters(model, fitFeedForward(model, size, budget));
      assert(parameters <= budget && parameters > 0.98 * budget, `${model}: ${parameters} of ${budget}`);
    }
    assert.throws(() => fitFeedForward('cross-attention', size, 1000), /over the budget of 1000/u);
  });

  it('gaps fall into buckets by powers of two of a day', () => {
    assert.deepEqual([0, 0.9, 1, 2.9, 3, 7, 365, 1e9].map(gapBucketOf), [0, 0, 1, 1, 2, 3, 8, 15]);
    assert.throws(() => gapBucketOf(-1), /order of their times/u);
  });
});

const smallWidth = tinySize.width;

async function compareGradients(model: ModelName, size: ModelSize, negatives: number | null): Promise<void> {
  const { scope, whole, loss } = buildLoss(model, size, { batch: 2, negatives, dropout: false, precision: 'float64' });
  const profiles = Float32Array.from({ length: size.items * (size.profileDimensions ?? 0) }, (_, at) => Math.sin(at));
  const examples = tinyExamples.map((example) =>
    size.profileDimensions === null ? example : { ...example, profiles },
  );
  const { ids, floats } = fillBatch(examples, size, 2);
  const given = new Map<string, TensorData>([
    ...[...floats].map(([name, values]) => [name, Float64Array.from(values)] as const),
    ['targets', BigInt64Array.from(ids.get('targets') ?? [], BigInt)],
    ['negativeMask', Float64Array.of(0, -1e9, 0, 0, 0, 0)],
  ]);
  const leaves = [...whole, ...trainedRows(scope)];
  const compared = await checkGradients(loss, leaves, given, { elements: 2 });
  assert(compared >= 30, `${compared} elements of ${leaves.length} leaves`);
}

const withVector = (...vector: number[]): Example => ({
  historyItems: [],
  historyGapDays: [],
  dialog: { kind: 'vectors', vectors: [Float32Array.from(vector)] },
  target: 0,
});

const tinyWith = (historyItems: number[], tokens: number[]): Example => ({
  historyItems,
  historyGapDays: historyItems.map(() => 1),
  dialog: { kind: 'tokens', tokens },
  target: 0,
});

/** The states of all positions of one stream's transformer, over one example. */
async function encodeAll(
  name: string,
  build: (scope: Scope, size: ModelSize) => Stream,
  example: Example,
  positions: Positions = 'all',
): Promise<Float32Array> {
  const scope = createScope({ batch: 1, lookups: 'fed' });
  addOutput(scope.graph, 'states', encodeStream(scope, name, build(scope, tinySize), tinySize, positions));
  const { ids, floats } = fillBatch([example], tinySize, 1);
  const parameters = initialise(scope.parameters, 3);
  const rows = scope.lookups.map((lookup): [string, Float32Array] => [
    lookup.rows.name,
    gatherRows(
      parameters.get(lookup.table.name) ?? new Float32Array(),
      tinySize.width,
      ids.get(lookup.ids) ?? new Int32Array(),
    ),
  ]);
  const compiled = await (await createOnnxEngine()).compile(scope.graph);
  const outputs = await compiled.run(new Map([...floats, ...parameters, ...rows]));
  await compiled.close();
  return floatsOf(outputs, 'states');
}

async function scoreBatch(model: ModelName, { ids, floats }: Batch, size = smallSize): Promise<Float32Array> {
  const batch = floats.get('weights')?.length ?? 0;
  const { scope, heads } = buildScoringGraph(model, size, batch);
  const compiled = await (await createOnnxEngine()).compile(scope.graph);
  const wholeNumbers = [...ids].map(([name, values]) => [name, BigInt64Array.from(values, BigInt)] as const);
  const inputs = new Map<string, TensorData>([...floats, ...initialise(scope.parameters, 2), ...wholeNumbers]);
  assert(usedInputs(scope.graph).every(({ name }) => inputs.has(name)));
  const outputs = await compiled.run(inputs);
  await compiled.close();
  const scores = Array.from({ length: heads }, (_, head) => floatsOf(outputs, `scores${head}`));
  const [first, second] = scores;
  assert(first !== undefined);
  return second === undefined ? first : first.map((score, at) => score + (second[at] ?? 0));
}

import { parseArgs } from 'node:util';
import { createOnnxEngine } from '../infra/onnx-engine.ts';
import { measureTraining } from '../benchmark/measure-training.ts';
import { summarisePredictions } from '../benchmark/summarise-predictions.ts';
import type { TestedModel } from '../benchmark/summarise-predictions.ts';
import { drawCandidates } from '../data/draw-candidates.ts';
import { prepareExamples } from '../data/prepare-examples.ts';
import type { RecommenderData } from '../data/recommender-data.ts';
import { splitDialogs } from '../data/split-dialogs.ts';
import { RecommenderNameSchema, RecommenderSettingsSchema, isClosedForm } from '../schema.ts';
import { readKeptResults, writeResults } from '../../../bench/results.ts';
import type { Result } from '../../../bench/results.ts';
import { readMovieLens } from './next-item/movielens.ts';
import { readRealSample, realKinds } from './next-item/real-samples.ts';
import { describeSequences, lateChoices, leaveOneOut, noWords } from './next-item/sequence-data.ts';

// How good are the history models on what people really chose? MovieLens-100K as the literature tests it (the last choice of each user, items
// seen before left out, all others ranked), and the real samples over every choice of their last fifth. No dialog is read.
const { values: given } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seeds: { type: 'string', default: '3' },
    models: { type: 'string', default: 'popularity,item-knn,ease,history-only,gru4rec' },
    epochs: { type: 'string', default: '40' },
    rate: { type: 'string', default: '0.001' },
    dropout: { type: 'string', default: '0.4' },
    width: { type: 'string', default: '64' },
    layers: { type: 'string', default: '2' },
  },
});
const settings = RecommenderSettingsSchema.parse({
  itemText: false,
  historyLength: 50,
  dialogLength: 1,
  width: Number(given.width),
  feedForward: Number(given.width),
  layers: Number(given.layers),
  batch: 256,
  epochs: Number(given.epochs),
  learningRate: Number(given.rate),
  dropoutRate: Number(given.dropout),
});

const results = (await readKeptResults('next-item')).filter(
  ({ setting }) => !listNames().some((name) => setting.startsWith(name)),
);
for (const name of listNames()) {
  const data = await readData(name);
  if (data !== undefined) results.push(...(await measure(name, data)));
}
await writeResults('next-item', results);

function listNames(): string[] {
  return ['MovieLens-100K', ...realKinds.map((kind) => `real ${kind} sample`)].filter((name) =>
    name.includes(given.only),
  );
}

async function readData(name: string): Promise<RecommenderData | undefined> {
  const kind = realKinds.find((one) => name.includes(one));
  if (kind === undefined) {
    const sequences = await readMovieLens();
    return sequences === undefined ? undefined : describeSequences(sequences, leaveOneOut, () => 0);
  }
  const sample = await readRealSample(kind);
  if (sample === undefined) return undefined;
  // An item cannot be recommended before its first review, and its first reviewer cannot be told of it.
  const bornAt = (itemId: string): number => sample.bornAt.get(itemId) ?? 0;
  return describeSequences(sample.sequences, lateChoices(sample.sequences), bornAt);
}

async function measure(name: string, data: RecommenderData): Promise<Result[]> {
  const prepared = prepareExamples(data, { settings, splitOf: splitDialogs(data, 'time', 1), termModel: noWords });
  const { train, valid, test } = prepared.ofSplit;
  console.log(
    `${name}: ${train.length + prepared.earlier.length} to train on, ${valid.length} to validate, ${test.length} to test`,
  );
  const training = { data, prepared, candidates: drawCandidates(data, 1) };
  const tested: TestedModel[] = [];
  for (const model of given.models.split(',').map((text) => RecommenderNameSchema.parse(text))) {
    for (let seed = 1; seed <= (isClosedForm(model) ? 1 : Number(given.seeds)); seed += 1) {
      const startedAtMs = performance.now();
      const measured = await measureTraining(model, { ...settings, seed }, training, await createOnnxEngine(), {
        onEpoch: ({ epoch, validation }) => console.log(`    ${epoch}: ${validation['hit@10'].toFixed(4)}`),
      });
      const { validation, bestEpoch, epochs, predictions, chosen } = measured;
      const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
      console.log(
        `  ${model}, seed ${seed} ${chosen}: epoch ${bestEpoch} of ${epochs.length}, NDCG@10 ${validation.toFixed(4)} on validation, ${seconds} s`,
      );
      tested.push({ scheme: 'time', model, seed, validation, predictions });
    }
  }
  const rows = summarisePredictions(tested, 1).filter(({ protocol }) => protocol === 'full');
  const setting = `${name}, ${data.items.length} items; ${test.length} choices tested, ${given.seeds} seeds`;
  return rows
    .filter(({ metric }) => metric === 'hit@10' || metric === 'ndcg@10')
    .map(({ model, metric, mean, low, high }) => ({
      name: `${metric} of ${model}`,
      value: Number(mean.toFixed(4)),
      unit: `95 %: ${low.toFixed(4)} to ${high.toFixed(4)}`,
      setting,
    }));
}

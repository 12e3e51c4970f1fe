import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RecommenderNameSchema, RecommenderSettingsSchema } from '../../schemas/recommender.ts';
import type { RecommenderName, RecommenderSettings, SplitScheme } from '../../schemas/recommender.ts';
import {
  compareWithStrongest,
  summarisePredictions,
} from '../../studio/recommender/benchmark/summarise-predictions.ts';
import type {
  ComparisonRow,
  MetricRow,
  TestedModel,
} from '../../studio/recommender/benchmark/summarise-predictions.ts';
import type { Ablation } from '../../studio/recommender/data/prepare-examples.ts';
import { NotMadeYet, isThere, makeData } from './utility/make-data.ts';
import type { BenchDataset } from './utility/make-data.ts';
import { runCell } from './utility/run-cells.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// Does encoding history and dialog together pay? Every model on simulated reviews at several planted strengths of both signals, on the real
// samples, and with parts of the input taken away. Data and trainings are kept in ~/.cache/convrec-studio/bench/utility: a call that is
// stopped goes on where it was, and calls with other --only or --models may run beside each other. At full size (the defaults) it takes many
// hours; --kept trains nothing and writes the tables of what is there.
const { values: given } = parseArgs({
  options: {
    dialogs: { type: 'string', default: '12000' },
    items: { type: 'string', default: '1500' },
    seeds: { type: 'string', default: '5' },
    epochs: { type: 'string', default: '30' },
    /** Datasets whose name holds this. */
    only: { type: 'string', default: '' },
    models: { type: 'string', default: RecommenderNameSchema.options.join(',') },
    set: { type: 'string', default: '{}' },
    /** Only what earlier calls made and trained; the rest is said to be skipped. */
    kept: { type: 'boolean', default: false },
  },
});
const settings = RecommenderSettingsSchema.parse({
  epochs: Number(given.epochs),
  batch: 128,
  ...JSON.parse(given.set),
});
const models = given.models.split(',').map((name) => RecommenderNameSchema.parse(name));
const seeds = Number(given.seeds);
/** A dataset of 12,000 dialogs is trained on some fifty times: what keeps that within an hour or two of one core. */
const simulatedSettings: RecommenderSettings = { ...settings, earlierInteractions: 1, patience: 3 };

interface Setting {
  dataset: BenchDataset;
  models: readonly RecommenderName[];
  splits: readonly SplitScheme[];
  /** Settings tried a model on validation. */
  trials: number;
  ablation: Ablation;
  settings: RecommenderSettings;
}

const rows: (MetricRow & { dataset: string })[] = [];
const comparisons: (ComparisonRow & { dataset: string })[] = [];
for (const setting of listSettings().filter(({ dataset }) => dataset.name.includes(given.only))) await run(setting);
// Tables of a part would take the place of those of the whole.
if (given.only === '' && models.length === RecommenderNameSchema.options.length && rows.length > 0) {
  const shares = Object.fromEntries(
    comparisons
      .filter(({ protocol, metric, gain }) => protocol === 'full' && metric === 'hit@1' && gain !== null)
      .map(({ dataset, scheme, gain, pValue }) => [
        `${dataset}, ${scheme}`,
        { gain_hit_1: gain ?? 0, p_value: pValue },
      ]),
  );
  const told = comparisons.filter(
    ({ protocol, metric }) => protocol === 'full' && (metric === 'hit@1' || metric === 'ndcg@10'),
  );
  await writeResults('recommender', told.map(toResult), { ...shares, rows, comparisons });
}

function listSettings(): Setting[] {
  const dialogs = Number(given.dialogs);
  const simulated = (history: number, dialog: number): BenchDataset => ({
    kind: 'simulated',
    name: `simulated, history ${history}, dialog ${dialog}`,
    // About 95 of 100 simulated users have a liked item to ask for.
    users: Math.ceil(dialogs / 0.95),
    items: Number(given.items),
    seed: 7,
    history,
    dialog,
  });
  const byTime = { models, splits: ['time'], trials: 2, ablation: 'none', settings: simulatedSettings } as const;
  // What is taken away tells on these; the others cost as much and tell nothing more.
  const compared: RecommenderName[] = ['popularity', 'history-only', 'dialog-only', 'late-fusion', 'cross-attention'];
  const ablated = { ...byTime, models: models.filter((model) => compared.includes(model)) };
  const base = simulated(1, 1);
  const strengths = [
    [1, 1],
    [0.5, 1],
    [0, 1],
    [1, 0.5],
    [1, 0],
    [0, 0],
  ] as const;
  const ablations: Setting[] = [
    { ...ablated, dataset: named(base, 'no evidence turns'), ablation: 'no-evidence-turns' },
    { ...ablated, dataset: named({ ...base, withoutTrajectories: true }, 'no trajectories in the plan') },
    { ...ablated, dataset: named(base, 'shuffled history'), ablation: 'shuffled-history' },
    { ...ablated, dataset: named(base, 'shuffled dialog'), ablation: 'shuffled-dialog' },
    {
      ...ablated,
      dataset: named(base, 'dialog as words'),
      settings: { ...simulatedSettings, dialogText: 'words', dialogLength: 80 },
    },
    { ...ablated, dataset: named(base, 'items by id alone'), settings: { ...simulatedSettings, itemText: false } },
    {
      ...ablated,
      dataset: named(base, 'dialogs alone to train on'),
      settings: { ...simulatedSettings, earlierInteractions: 0 },
    },
  ];
  const real = (['yelp', 'amazon', 'mobilerec'] as const).map((kind): Setting => {
    const path = fileURLToPath(new URL(`../../../shared/data/${kind}`, import.meta.url));
    const dataset = { kind, path, name: `real ${kind} sample` };
    return { models, splits: ['time', 'dialog'], trials: 4, ablation: 'none', settings, dataset };
  });
  return [
    ...real,
    ...strengths.map(([history, dialog]) => ({ ...byTime, dataset: simulated(history, dialog) })),
    ...ablations,
  ];
}

function named(dataset: BenchDataset, name: string): BenchDataset {
  return { ...dataset, name: `${dataset.name}, ${name}` };
}

async function run(setting: Setting): Promise<void> {
  const { dataset } = setting;
  if (dataset.kind !== 'simulated' && !(await isThere(dataset.path))) {
    console.log(`skipped ${dataset.name}: no ../shared/data`);
    return;
  }
  console.log(dataset.name);
  const tested = await testModels(setting).catch((error: unknown) => {
    if (!(error instanceof NotMadeYet)) throw error;
    console.log(`  skipped: ${error.message} is not made yet`);
  });
  if (tested === undefined) return;
  const own = summarisePredictions(tested, settings.seed).map((row) => ({ dataset: dataset.name, ...row }));
  const compared = compareWithStrongest(tested, 'cross-attention').map((row) => ({ dataset: dataset.name, ...row }));
  rows.push(...own);
  comparisons.push(...compared);
  print(own, compared);
}

async function testModels({ dataset, models: tried, splits, ...setting }: Setting): Promise<TestedModel[]> {
  const made = await makeData(dataset, given.kept);
  console.log(`  ${made.data.dialogs.length} dialogs, ${made.data.items.length} items`);
  const tested: TestedModel[] = [];
  for (const scheme of splits) {
    for (const model of tried) {
      tested.push(...(await runCell({ ...setting, made, model, scheme, seeds, keptOnly: given.kept })));
    }
  }
  return tested;
}

function print(own: readonly MetricRow[], compared: readonly ComparisonRow[]): void {
  for (const { scheme, protocol, model, metric, mean, low, high } of own) {
    if (metric !== 'hit@1' && metric !== 'ndcg@10') continue;
    console.log(
      `  ${[scheme, protocol, model, metric].join(' ')}: ${mean.toFixed(4)} (${low.toFixed(4)}-${high.toFixed(4)})`,
    );
  }
  for (const { scheme, protocol, metric, baseline, gain, pValue } of compared) {
    if (metric !== 'hit@1' && metric !== 'ndcg@10') continue;
    const share = gain === null ? 'n/a' : `${(gain * 100).toFixed(1)} %`;
    console.log(
      `  ${scheme} ${protocol} ${metric}: cross-attention against ${baseline} ${share}, p = ${pValue.toPrecision(2)}`,
    );
  }
}

/** One line of the docs' table; the file has every row. */
function toResult({
  dataset,
  scheme,
  metric,
  baseline,
  difference,
  gain,
  pValue,
}: (typeof comparisons)[number]): Result {
  const own = rows.find(
    (row) =>
      row.dataset === dataset &&
      row.scheme === scheme &&
      row.protocol === 'full' &&
      row.metric === metric &&
      row.model === 'cross-attention',
  );
  const mean = own?.mean ?? Number.NaN;
  const share = gain === null ? 'n/a' : `${gain >= 0 ? '+' : ''}${(gain * 100).toFixed(1)} %`;
  return {
    name: `cross-attention over ${baseline}, ${metric}`,
    value: share,
    unit: `${mean.toFixed(3)} against ${(mean - difference).toFixed(3)}, p = ${pValue.toPrecision(2)}`,
    setting: `${dataset}; split by ${scheme}; ${own?.seeds ?? 0} seeds, ${own?.dialogs ?? 0} dialogs tested`,
  };
}

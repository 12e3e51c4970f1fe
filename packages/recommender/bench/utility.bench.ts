import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ProtocolSchema, RecommenderNameSchema, RecommenderSettingsSchema, SplitSchemeSchema } from '../schema.ts';
import { compareWithStrongest, summarisePredictions } from '../benchmark/summarise-predictions.ts';
import type { TestedModel } from '../benchmark/summarise-predictions.ts';
import { writeGain, writePValue } from '../benchmark/write-figures.ts';
import { metricNames } from '../ranking/ranking-metrics.ts';
import { readResultsIfAny, writeResults } from '../../../bench/results.ts';
import type { Result } from '../../../bench/results.ts';
import { listSettings, parts } from './utility/list-settings.ts';
import type { Setting } from './utility/list-settings.ts';
import { NotMadeYet, isThere, makeData } from './utility/make-data.ts';
import { runCell } from './utility/run-cells.ts';

// Does encoding history and dialog together pay? Every model on simulated reviews at several planted strengths of both signals, on the real
// samples, and with parts of the input taken away. Data and trainings are kept in ~/.cache/convrec-studio/bench/utility: a call that is
// stopped goes on where it was, and calls with other --part or --only may run beside each other. At full size (the defaults) it takes
// hours. Each dataset's rows go to docs/results as soon as it is done, in place of those it had there; those of a smaller size are printed alone.
const sizes = { dialogs: '12000', items: '1500', seeds: '5', epochs: '30', set: '{}' };
const { values: given } = parseArgs({
  options: {
    dialogs: { type: 'string', default: sizes.dialogs },
    items: { type: 'string', default: sizes.items },
    seeds: { type: 'string', default: sizes.seeds },
    epochs: { type: 'string', default: sizes.epochs },
    set: { type: 'string', default: sizes.set },
    part: { type: 'string', default: parts.join(',') },
    /** Datasets whose name holds this. */
    only: { type: 'string', default: '' },
    models: { type: 'string', default: RecommenderNameSchema.options.join(',') },
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
const isWhole =
  models.length === RecommenderNameSchema.options.length &&
  (['dialogs', 'items', 'seeds', 'epochs', 'set'] as const).every((name) => given[name] === sizes[name]);

const metric = z.enum(metricNames);
const MetricRowSchema = z.object({
  dataset: z.string(),
  scheme: SplitSchemeSchema,
  protocol: ProtocolSchema,
  model: RecommenderNameSchema,
  metric,
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  seeds: z.number(),
  dialogs: z.number(),
});
const ComparisonRowSchema = z.object({
  dataset: z.string(),
  scheme: SplitSchemeSchema,
  protocol: ProtocolSchema,
  metric,
  model: RecommenderNameSchema,
  baseline: RecommenderNameSchema,
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  gain: z.number().nullable(),
  pValue: z.number(),
});
const TablesSchema = z.object({ rows: z.array(MetricRowSchema), comparisons: z.array(ComparisonRowSchema) });
type Tables = z.infer<typeof TablesSchema>;

const all = listSettings({ dialogs: Number(given.dialogs), items: Number(given.items), models, settings });
for (const setting of all) {
  if (!given.part.split(',').includes(setting.part) || !setting.dataset.name.includes(given.only)) continue;
  const tables = await run(setting);
  if (tables === undefined) continue;
  print(tables);
  if (isWhole) await writeTables(setting.dataset.name, tables);
}

async function run(setting: Setting): Promise<Tables | undefined> {
  const { dataset } = setting;
  if (dataset.kind !== 'simulated' && !(await isThere(dataset.path))) {
    console.log(`skipped ${dataset.name}: no ../shared/data`);
    return undefined;
  }
  console.log(dataset.name);
  const tested = await testModels(setting).catch((error: unknown) => {
    if (!(error instanceof NotMadeYet)) throw error;
    console.log(`  skipped: ${error.message} is not made yet`);
  });
  if (tested === undefined) return undefined;
  const { name } = dataset;
  return {
    rows: summarisePredictions(tested, settings.seed).map((row) => ({ dataset: name, ...row })),
    comparisons: compareWithStrongest(tested, 'cross-attention').map((row) => ({ dataset: name, ...row })),
  };
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

function print({ rows, comparisons }: Tables): void {
  for (const { scheme, protocol, model, metric: name, mean, low, high } of rows) {
    if (name !== 'hit@1' && name !== 'ndcg@10') continue;
    console.log(
      `  ${[scheme, protocol, model, name].join(' ')}: ${mean.toFixed(4)} (${low.toFixed(4)}-${high.toFixed(4)})`,
    );
  }
  for (const { scheme, protocol, metric: name, baseline, gain, pValue } of comparisons) {
    if (name !== 'hit@1' && name !== 'ndcg@10') continue;
    console.log(
      `  ${scheme} ${protocol} ${name}: cross-attention against ${baseline} ${shareOf(gain)}, ${writePValue(pValue)}`,
    );
  }
}

/** Beside the rows of the other datasets, in the order of the settings. */
async function writeTables(name: string, { rows, comparisons }: Tables): Promise<void> {
  const known = await readTables();
  const ordered = <Row extends { dataset: string }>(before: readonly Row[], now: readonly Row[]): Row[] =>
    all.flatMap(({ dataset }) => (dataset.name === name ? now : before).filter((row) => row.dataset === dataset.name));
  const tables = { rows: ordered(known.rows, rows), comparisons: ordered(known.comparisons, comparisons) };
  const ofFull = tables.comparisons.filter(({ protocol }) => protocol === 'full');
  const shares = Object.fromEntries(
    ofFull
      .filter((row) => row.metric === 'hit@1' && row.gain !== null)
      .map(({ dataset, scheme, gain, pValue }) => [
        `${dataset}, ${scheme}`,
        { gain_hit_1: gain ?? 0, p_value: pValue },
      ]),
  );
  const told = ofFull
    .filter((row) => row.metric === 'hit@1' || row.metric === 'ndcg@10')
    .flatMap((row) => [listModels(row, tables), compareModels(row, tables)]);
  await writeResults('recommender', told, { ...shares, ...tables });
}

async function readTables(): Promise<Tables> {
  const file = await readResultsIfAny('recommender');
  return file === undefined ? { rows: [], comparisons: [] } : TablesSchema.parse(file);
}

type Comparison = Tables['comparisons'][number];

/** Two lines of the docs' table a dataset, split and metric, all items ranked; the file has every row. */
function listModels(comparison: Comparison, { rows }: Tables): Result {
  const own = rows.filter((row) => isOf(row, comparison));
  return {
    name: `${comparison.metric} of ${own.map(({ model }) => model).join(' / ')}`,
    value: own.map(({ mean }) => mean.toFixed(3)).join(' / '),
    unit: '',
    setting: settingOf(comparison, own),
  };
}

function compareModels(comparison: Comparison, { rows }: Tables): Result {
  const { baseline, metric: name, difference, low, high, gain, pValue } = comparison;
  const own = rows.filter((row) => isOf(row, comparison));
  return {
    name: `cross-attention over ${baseline}, ${name}`,
    value: shareOf(gain),
    unit: `difference ${difference.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)}), ${writePValue(pValue)}`,
    setting: settingOf(comparison, own),
  };
}

function isOf(row: Tables['rows'][number], { dataset, scheme, metric: name }: Comparison): boolean {
  return row.dataset === dataset && row.scheme === scheme && row.protocol === 'full' && row.metric === name;
}

function settingOf({ dataset, scheme }: Comparison, rows: Tables['rows']): string {
  const seedsTried = Math.max(...rows.map((row) => row.seeds));
  return `${dataset}; split by ${scheme}; ${seedsTried} seeds, ${rows[0]?.dialogs ?? 0} dialogs tested`;
}

function shareOf(gain: number | null): string {
  return gain === null ? 'n/a' : writeGain(gain);
}

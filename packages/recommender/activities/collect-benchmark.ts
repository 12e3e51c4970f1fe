import type { TrainingReport } from '../schema.ts';
import type { RunRef } from '../../../schemas/run-ref.ts';
import { renderBenchmark } from '../benchmark/render-benchmark.ts';
import { compareModels } from '../benchmark/compare-models.ts';
import { summarisePredictions } from '../benchmark/summarise-predictions.ts';
import type { TestedModel } from '../benchmark/summarise-predictions.ts';
import type { Database, Dependencies, RunFolder } from '../../../activities/dependencies.ts';
import { listsSeed } from './read-training-input.ts';
import { PredictionLineSchema } from './train-recommender.ts';
import { trainingFolder } from './training-paths.ts';

export const benchmarkPage = 'pages/recommenders.md';

export interface CollectBenchmarkInput {
  ref: RunRef;
  /** Of every model and seed; trials that were not chosen stay out. */
  reports: readonly TrainingReport[];
}

/** Gathers what trained models predicted into relations, with their metrics, the comparison with the strongest other model, and a page. */
export function createCollectBenchmark(
  deps: Dependencies,
): (input: CollectBenchmarkInput) => Promise<{ page: string }> {
  return async ({ ref, reports }) => {
    const run = deps.openRun(ref);
    const seed = await listsSeed(run);
    const tested: TestedModel[] = [];
    for (const { trainingId, model, scheme, settings, validation } of reports) {
      const text = (await run.readText(predictionsFile(trainingId))) ?? '';
      const lines = text.split('\n').filter((line) => line !== '');
      const predictions = lines.map((line) => ({ ...PredictionLineSchema.parse(JSON.parse(line)), best: [] }));
      tested.push({ scheme, model, seed: settings.seed, validation, predictions });
    }
    const metrics = summarisePredictions(tested, seed);
    const comparisons = compareModels(tested, seed);
    await deps.withDatabase(run, async (db) => {
      await writePredictions(deps, run, db, reports);
      await writeRows(deps, run, db, 'recommender_metrics', metrics);
      await writeRows(deps, run, db, 'recommender_comparisons', comparisons);
    });
    await run.writeText(benchmarkPage, renderBenchmark({ runId: ref.runId, metrics, comparisons, reports }));
    return { page: benchmarkPage };
  };
}

const predictionsFile = (trainingId: string): string => `${trainingFolder(trainingId)}/predictions.jsonl`;

async function writePredictions(
  deps: Dependencies,
  run: RunFolder,
  db: Database,
  reports: readonly TrainingReport[],
): Promise<void> {
  const rows = reports.map(({ trainingId, model, scheme, settings }) => ({
    trainingId,
    model,
    scheme,
    seed: settings.seed,
  }));
  await openRows(run, db, 'tested_models', rows, {
    trainingId: 'VARCHAR',
    model: 'VARCHAR',
    scheme: 'VARCHAR',
    seed: 'INTEGER',
  });
  await db.openJson('prediction_lines', run.pattern('work/recommender/*/predictions.jsonl'), {
    trainingId: 'VARCHAR',
    dialogId: 'VARCHAR',
    protocol: 'VARCHAR',
    above: 'BIGINT',
    tied: 'BIGINT',
    listed: 'BIGINT',
    best: 'VARCHAR[]',
  });
  await db.writeParquet(await deps.readSql(sqlOf('predictions')), run.relationPath('predictions'));
}

const sqlOf = (relation: string): string => `packages/recommender/benchmark/${relation}.sql`;

const numbers = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, 'DOUBLE']));
const texts = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, 'VARCHAR']));

const columns = {
  recommender_metrics: {
    ...texts(['scheme', 'protocol', 'model', 'metric']),
    ...numbers(['mean', 'low', 'high', 'seeds', 'dialogs']),
  },
  recommender_comparisons: {
    ...texts(['scheme', 'protocol', 'metric', 'model', 'baseline']),
    ...numbers(['difference', 'low', 'high', 'gain', 'pValue', 'adjustedPValue']),
  },
} as const;

async function writeRows(
  deps: Dependencies,
  run: RunFolder,
  db: Database,
  relation: keyof typeof columns,
  rows: readonly object[],
): Promise<void> {
  await openRows(run, db, 'rows_of', rows, columns[relation]);
  await db.writeParquet(await deps.readSql(sqlOf(relation)), run.relationPath(relation));
}

async function openRows(
  run: RunFolder,
  db: Database,
  name: string,
  rows: readonly object[],
  types: Readonly<Record<string, string>>,
): Promise<void> {
  const file = `work/recommender/${name}.jsonl`;
  await run.writeText(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await db.openJson(name, run.pattern(file), types);
}

import { followTraining, queryBenchmark, startBenchmark } from '../../packages/recommender/run/follow-training.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { BenchmarkRequestSchema, RecommenderNameSchema, SplitSchemeSchema } from '../../packages/recommender/schema.ts';
import type { BenchmarkRequest } from '../../packages/recommender/schema.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import { createTrainingDisplay } from '../output/describe-training.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutraliseJson, neutraliseLines } from '../output/neutralise.ts';
import { readCount, readRecommenderSettings } from '../../packages/recommender/run/read-settings.ts';
import type { RecommenderFlags } from '../../packages/recommender/run/read-settings.ts';
import { withTrainer } from '../with-trainer.ts';

export interface BenchmarkOptions extends RecommenderFlags {
  runs?: string;
  models: string;
  splits: string;
  seeds: string;
  trials: string;
  /** False for `--no-worker`. */
  worker: boolean;
  json?: boolean;
}

/** `convrec benchmark RUN`: all recommenders on the dialogs of a run, compared. */
export async function benchmark(runId: string, options: BenchmarkOptions, context: Context): Promise<ExitCode> {
  const runsRoot = resolveRunsRoot(options.runs, context);
  const request = readRequest(options, { runId: (await findRun(runsRoot, runId)).runId, runsRoot });
  const run = openRunFolder(request.ref);
  const { terminal } = context;
  const isJson = options.json === true;
  const display = createTrainingDisplay(terminal, isJson);
  let told = -1;
  const { page } = await withTrainer({ runsRoot, withWorker: options.worker, context }, async (trainer) => {
    const handle = await startBenchmark(trainer.client, trainer.taskQueue, { ...request, ...trainer.queues });
    return followTraining(handle, {
      run,
      pollMs: 1000,
      signal: trainer.signal,
      onProgress: display.show,
      onPoll: async () => {
        const progress = await queryBenchmark(trainer.client, handle, 5000);
        if (progress === undefined || progress.reports.length === told) return;
        told = progress.reports.length;
        const counts = { trainings: told, planned: progress.planned };
        if (isJson) void terminal.write(`${JSON.stringify({ event: 'benchmark', ...counts })}\n`);
        else terminal.note(`${counts.trainings} of ${counts.planned} trainings done`);
      },
    });
  });
  const text = (await run.readText(page)) ?? '';
  const json = (): string => `${neutraliseJson(JSON.stringify({ event: 'end', page: run.path(page) }))}\n`;
  await terminal.write(isJson ? json() : neutraliseLines(text));
  if (!isJson) terminal.note(`This page: ${run.path(page)}; its rows: convrec sql ${runId} "from recommender_metrics"`);
  return 0;
}

function readRequest(options: BenchmarkOptions, ref: BenchmarkRequest['ref']): BenchmarkRequest {
  const parsed = BenchmarkRequestSchema.safeParse({
    ref,
    models: options.models === 'all' ? RecommenderNameSchema.options : listOf(options.models),
    schemes: options.splits === 'all' ? SplitSchemeSchema.options : listOf(options.splits),
    settings: readRecommenderSettings(options),
    seeds: readCount('--seeds', options.seeds, 2),
    trials: readCount('--trials', options.trials, 1),
  });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new StudioFailure('InvalidRunConfig', problems.join('; '), {
    remedy: `Models are ${RecommenderNameSchema.options.join(', ')}; splits are ${SplitSchemeSchema.options.join(', ')}.`,
  });
}

const listOf = (text: string): string[] => text.split(',').map((name) => name.trim());

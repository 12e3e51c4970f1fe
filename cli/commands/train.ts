import { followTraining, startTraining } from '../../packages/recommender/run/follow-training.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { RecommenderNameSchema, SplitSchemeSchema } from '../../packages/recommender/schema.ts';
import type { TrainingReport } from '../../packages/recommender/schema.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import { createTrainingDisplay } from '../output/describe-training.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutraliseJson } from '../output/neutralise.ts';
import { readRecommenderSettings } from '../../packages/recommender/run/read-settings.ts';
import type { RecommenderFlags } from '../../packages/recommender/run/read-settings.ts';
import { withTrainer } from '../with-trainer.ts';

export interface TrainOptions extends RecommenderFlags {
  runs?: string;
  model: string;
  split: string;
  /** False for `--no-worker`. */
  worker: boolean;
  json?: boolean;
}

/** `convrec train RUN`: one recommender on the dialogs of a run, as an ONNX file. */
export async function train(runId: string, options: TrainOptions, context: Context): Promise<ExitCode> {
  const settings = readRecommenderSettings(options);
  const runsRoot = resolveRunsRoot(options.runs, context);
  const ref = await findRun(runsRoot, runId);
  const run = openRunFolder(ref);
  const model = RecommenderNameSchema.parse(options.model);
  const scheme = SplitSchemeSchema.parse(options.split);
  const { terminal } = context;
  const isJson = options.json === true;
  const display = createTrainingDisplay(terminal, isJson);
  const report = await withTrainer({ runsRoot, withWorker: options.worker, context }, async (trainer) => {
    const request = { ref, model, scheme, settings, keepsModel: true, ...trainer.queues };
    const handle = await startTraining(trainer.client, trainer.taskQueue, request);
    return followTraining(handle, { run, pollMs: 500, signal: trainer.signal, onProgress: display.show });
  });
  const { modelFile, ...rest } = report;
  const path = modelFile === null ? null : run.path(modelFile);
  const json = (): string => `${neutraliseJson(JSON.stringify({ event: 'trained', ...rest, modelFile: path }))}\n`;
  await terminal.write(isJson ? json() : `${describe(report, path)}\n`);
  return 0;
}

function describe(report: TrainingReport, path: string | null): string {
  const { model, scheme, parameters, epochs, bestEpoch, validation, testDialogs, test } = report;
  const figures = Object.entries(test).map(([metric, value]) => `${metric} ${value.toFixed(3)}`);
  return [
    `${model}, split by ${scheme}: ${parameters.toLocaleString('en')} parameters, best of ${epochs} epochs is ${bestEpoch}, NDCG@10 on validation ${validation.toFixed(3)}`,
    `Test, ${testDialogs} dialogs, all items that existed: ${figures.join(', ')}`,
    ...(path === null ? [] : [`Model: ${path}`]),
  ].join('\n');
}

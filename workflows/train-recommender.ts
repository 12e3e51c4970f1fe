import { proxyActivities, setHandler } from '@temporalio/workflow';
import type { RecommenderActivities } from '../packages/recommender/activities/index.ts';
import type {
  BenchmarkRequest,
  RecommenderName,
  RecommenderSettings,
  SplitScheme,
  TrainingReport,
  TrainingRequest,
} from '../packages/recommender/schema.ts';
import { stageOptions, trainingOptions } from './activity-options.ts';
import { benchmarkProgressQuery } from './messages.ts';
import type { BenchmarkProgress } from './messages.ts';

export interface TrainingQueues {
  dataTaskQueue: string;
  trainingTaskQueue: string;
}

/** Models that no seed and no setting changes: one training each. */
const closedForm: ReadonlySet<RecommenderName> = new Set(['popularity', 'item-knn', 'ease']);

/** Trains one recommender on a run's dialogs. */
export async function trainRecommender(request: TrainingRequest & TrainingQueues): Promise<TrainingReport> {
  const { dataTaskQueue: _dataTaskQueue, trainingTaskQueue, ...training } = request;
  const activities = proxyActivities<RecommenderActivities>(trainingOptions(trainingTaskQueue));
  return activities.trainRecommender(training);
}

/**
 * Trains and compares recommenders: for each split and model the settings to try, then as many seeds with those that were best on
 * validation. Every training is an activity of its own, found again by what decides it.
 */
export async function benchmarkRecommenders(request: BenchmarkRequest & TrainingQueues): Promise<{ page: string }> {
  const { ref, models, schemes, settings, seeds, trials } = request;
  const data = proxyActivities<RecommenderActivities>(stageOptions(request.dataTaskQueue));
  const training = proxyActivities<RecommenderActivities>(trainingOptions(request.trainingTaskQueue));
  const trained = models.filter((model) => !closedForm.has(model)).length;
  const perScheme = trained * ((trials === 1 ? 0 : trials) + seeds) + (models.length - trained);
  const progress: BenchmarkProgress = { planned: schemes.length * perScheme, reports: [] };
  setHandler(benchmarkProgressQuery, () => progress);

  const train = async (
    model: RecommenderName,
    scheme: SplitScheme,
    chosen: RecommenderSettings,
  ): Promise<TrainingReport> => {
    const report = await training.trainRecommender({ ref, model, scheme, settings: chosen, keepsModel: false });
    progress.reports.push(report);
    return report;
  };
  const prepared = await data.prepareBenchmark({ ref, settings, trials });
  const ofModel = async (model: RecommenderName, scheme: SplitScheme): Promise<TrainingReport[]> => {
    if (closedForm.has(model)) return [await train(model, scheme, settings)];
    const tried =
      prepared.trials.length === 1
        ? []
        : await Promise.all(prepared.trials.map((trial) => train(model, scheme, trial)));
    const best = tried.reduce<TrainingReport | undefined>(
      (known, next) => (known === undefined || next.validation > known.validation ? next : known),
      undefined,
    );
    const chosen = best?.settings ?? settings;
    return Promise.all(
      Array.from({ length: seeds }, (_, at) => train(model, scheme, { ...chosen, seed: chosen.seed + at })),
    );
  };
  const reports: TrainingReport[] = [];
  for (const scheme of schemes) {
    for (const model of models) reports.push(...(await ofModel(model, scheme)));
  }
  return data.collectBenchmark({ ref, reports });
}

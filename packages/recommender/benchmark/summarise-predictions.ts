import type { Protocol, SplitScheme } from '../schema.ts';
import { deriveSeed } from '../../../studio/random.ts';
import { measurePlace, metricNames } from '../ranking/ranking-metrics.ts';
import type { MetricName } from '../ranking/ranking-metrics.ts';
import { bootstrapBoth } from './bootstrap.ts';
import type { Prediction } from './rank-dialogs.ts';

/** The predictions of one model of one training on one split. */
export interface TestedModel {
  scheme: SplitScheme;
  model: string;
  seed: number;
  /** NDCG@10 on validation, full ranking. */
  validation: number;
  predictions: readonly Prediction[];
}

/** One row of the table of results. */
export interface MetricRow {
  scheme: SplitScheme;
  protocol: Protocol;
  model: string;
  metric: MetricName;
  /** Over seeds and dialogs, with bounds that hold the true one in 95 of 100 draws of both. */
  mean: number;
  low: number;
  high: number;
  seeds: number;
  dialogs: number;
}

/** One model by one protocol on one split. */
export interface PredictionGroup {
  scheme: SplitScheme;
  protocol: Protocol;
  model: string;
  /** Mean over its seeds. */
  validation: number;
  dialogIds: readonly string[];
  /** Metrics by seed, then by dialog. */
  values: Record<MetricName, number>[][];
}

const protocols = ['full', 'uniform', 'same-category'] as const;

/** Every model's metrics by split and protocol, in the order given. Throws RangeError where a model's seeds tested other dialogs. */
export function summarisePredictions(tested: readonly TestedModel[], seed: number): MetricRow[] {
  return groupPredictions(tested).flatMap((group) =>
    metricNames.map((metric) => {
      const { scheme, protocol, model, values, dialogIds } = group;
      const interval = bootstrapBoth(valuesOf(group, metric), deriveSeed(seed, scheme, protocol, model, metric));
      return { scheme, protocol, model, metric, ...interval, seeds: values.length, dialogs: dialogIds.length };
    }),
  );
}

export const valuesOf = ({ values }: PredictionGroup, metric: MetricName): number[][] =>
  values.map((bySeed) => bySeed.map((metrics) => metrics[metric]));

export function groupPredictions(tested: readonly TestedModel[]): PredictionGroup[] {
  const groups = new Map<string, PredictionGroup>();
  for (const { scheme, model, validation, predictions } of tested) {
    for (const protocol of protocols) {
      const own = predictions.filter((prediction) => prediction.protocol === protocol);
      const dialogIds = own.map(({ dialogId }) => dialogId);
      const key = JSON.stringify([scheme, protocol, model]);
      const group = groups.get(key) ?? { scheme, protocol, model, validation: 0, dialogIds, values: [] };
      groups.set(key, group);
      if (group.dialogIds.join() !== dialogIds.join()) {
        throw new RangeError(`the seeds of ${model} were tested on different dialogs`);
      }
      const seeds = group.values.push(own.map(measurePlace));
      group.validation += (validation - group.validation) / seeds;
    }
  }
  return [...groups.values()].filter(({ dialogIds }) => dialogIds.length > 0);
}

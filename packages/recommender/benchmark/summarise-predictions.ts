import type { Protocol, RecommenderName, SplitScheme } from '../schema.ts';
import { createRandom, deriveSeed } from '../../../studio/random.ts';
import { comparePaired } from '../../../studio/evaluation/intervals.ts';
import { measurePlace, metricNames } from '../ranking/ranking-metrics.ts';
import type { MetricName } from '../ranking/ranking-metrics.ts';
import type { Prediction } from './rank-dialogs.ts';

/** The predictions of one model of one training on one split. */
export interface TestedModel {
  scheme: SplitScheme;
  model: RecommenderName;
  seed: number;
  predictions: readonly Prediction[];
}

/** One row of the table of results. */
export interface MetricRow {
  scheme: SplitScheme;
  protocol: Protocol;
  model: RecommenderName;
  metric: MetricName;
  /** Over seeds and dialogs, with bounds that hold the true one in 95 of 100 draws of both. */
  mean: number;
  low: number;
  high: number;
  seeds: number;
  dialogs: number;
}

/** A model against the strongest of the others, dialog by dialog. */
export interface ComparisonRow {
  scheme: SplitScheme;
  protocol: Protocol;
  metric: MetricName;
  model: RecommenderName;
  /** The one with the highest mean. */
  baseline: RecommenderName;
  difference: number;
  low: number;
  high: number;
  /** The difference as a share of the baseline's mean; null where that is 0. */
  gain: number | null;
  pValue: number;
}

const protocols = ['full', 'uniform', 'same-category'] as const;

/** Every model's metrics by split and protocol, in the order given. Throws RangeError where a model's seeds tested other dialogs. */
export function summarisePredictions(tested: readonly TestedModel[], seed: number): MetricRow[] {
  return groupsOf(tested).flatMap(({ scheme, protocol, model, values, dialogIds }) =>
    metricNames.map((metric) => {
      const ofMetric = values.map((bySeed) => bySeed.map((metrics) => metrics[metric]));
      const draw = deriveSeed(seed, scheme, protocol, model, metric);
      const interval = bootstrapBoth(ofMetric, draw);
      return { scheme, protocol, model, metric, ...interval, seeds: values.length, dialogs: dialogIds.length };
    }),
  );
}

/** The model against the strongest other one; empty where it has no other, or fewer than two dialogs were tested. */
export function compareWithStrongest(tested: readonly TestedModel[], model: RecommenderName): ComparisonRow[] {
  const groups = groupsOf(tested);
  return groups
    .filter((group) => group.model === model && group.dialogIds.length > 1)
    .flatMap((own) => {
      const others = groups.filter(
        (group) => group.model !== model && group.scheme === own.scheme && group.protocol === own.protocol,
      );
      return metricNames.flatMap((metric): ComparisonRow[] => {
        const mine = meanOverSeeds(own, metric);
        const theirs = others
          .map((other) => ({ other, values: meanOverSeeds(other, metric) }))
          .reduce<{ other: Group; values: number[] } | undefined>(
            (best, next) => (best === undefined || mean(next.values) > mean(best.values) ? next : best),
            undefined,
          );
        if (theirs === undefined) return [];
        const { mean: difference, low, high, pValue } = comparePaired(mine, theirs.values);
        const base = mean(theirs.values);
        const { scheme, protocol } = own;
        const baseline = theirs.other.model;
        const gain = base === 0 ? null : difference / base;
        return [{ scheme, protocol, metric, model, baseline, difference, low, high, gain, pValue }];
      });
    });
}

interface Group {
  scheme: SplitScheme;
  protocol: Protocol;
  model: RecommenderName;
  dialogIds: readonly string[];
  /** Metrics by seed, then by dialog. */
  values: Record<MetricName, number>[][];
}

function groupsOf(tested: readonly TestedModel[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { scheme, model, predictions } of tested) {
    for (const protocol of protocols) {
      const own = predictions.filter((prediction) => prediction.protocol === protocol);
      const dialogIds = own.map(({ dialogId }) => dialogId);
      const key = JSON.stringify([scheme, protocol, model]);
      const group = groups.get(key) ?? { scheme, protocol, model, dialogIds, values: [] };
      groups.set(key, group);
      if (group.dialogIds.join() !== dialogIds.join()) {
        throw new RangeError(`the seeds of ${model} were tested on different dialogs`);
      }
      group.values.push(own.map(measurePlace));
    }
  }
  return [...groups.values()].filter(({ dialogIds }) => dialogIds.length > 0);
}

const meanOverSeeds = ({ values, dialogIds }: Group, metric: MetricName): number[] =>
  dialogIds.map((_id, at) => mean(values.map((bySeed) => bySeed[at]?.[metric] ?? Number.NaN)));

const resamples = 1000;

/**
 * The percentile bootstrap over both what varies: seeds of training and dialogs tested, drawn anew together. An interval over seeds alone
 * would be narrow on a small test split, whose dialogs are the larger chance.
 */
export function bootstrapBoth(
  values: readonly (readonly number[])[],
  seed: number,
): { mean: number; low: number; high: number } {
  const dialogs = values[0]?.length ?? 0;
  const random = createRandom(seed);
  const means = Array.from({ length: resamples }, () => {
    const drawn = values.map(() => values[random.integer(0, values.length - 1)] ?? []);
    const sums = new Float64Array(dialogs);
    for (const bySeed of drawn) for (let at = 0; at < dialogs; at += 1) sums[at] = (sums[at] ?? 0) + (bySeed[at] ?? 0);
    let sum = 0;
    for (let at = 0; at < dialogs; at += 1) sum += sums[random.integer(0, dialogs - 1)] ?? 0;
    return sum / (dialogs * values.length);
  }).toSorted((a, b) => a - b);
  const at = (share: number): number => means[Math.round(share * (resamples - 1))] ?? Number.NaN;
  return { mean: mean(values.map(mean)), low: at(0.025), high: at(0.975) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

import type { Place } from './place.ts';

export const metricNames = ['hit@1', 'hit@5', 'hit@10', 'ndcg@5', 'ndcg@10', 'mrr'] as const;

export type MetricName = (typeof metricNames)[number];

/** All in [0, 1], higher is better. */
export type RankingMetrics = Record<MetricName, number>;

/** What a target at a rank (1 is best) is worth. With one target a list, the ideal discounted gain is 1. */
const worthAt: Record<MetricName, (rank: number) => number> = {
  'hit@1': (rank) => (rank <= 1 ? 1 : 0),
  'hit@5': (rank) => (rank <= 5 ? 1 : 0),
  'hit@10': (rank) => (rank <= 10 ? 1 : 0),
  'ndcg@5': (rank) => (rank <= 5 ? 1 / Math.log2(rank + 1) : 0),
  'ndcg@10': (rank) => (rank <= 10 ? 1 / Math.log2(rank + 1) : 0),
  mrr: (rank) => 1 / rank,
};

/**
 * The metrics of one target. Items with its score stand in random order with it: the expected value is taken, so that a model that scores
 * everything alike is worth what chance is.
 */
export function measurePlace({ above, tied }: Place): RankingMetrics {
  const ranks = Array.from({ length: tied }, (_, at) => above + 1 + at);
  return metricsOf((metric) => mean(ranks.map(worthAt[metric])));
}

/** Means over targets. Throws RangeError where there is none. */
export function measureRanking(places: readonly Place[]): RankingMetrics {
  if (places.length === 0) throw new RangeError('no target was ranked');
  const ofTargets = places.map(measurePlace);
  return metricsOf((metric) => mean(ofTargets.map((metrics) => metrics[metric])));
}

/** What chance is worth among so many items. */
export const measureChance = (items: number): RankingMetrics => measurePlace({ above: 0, tied: items });

function metricsOf(valueOf: (metric: MetricName) => number): RankingMetrics {
  return {
    'hit@1': valueOf('hit@1'),
    'hit@5': valueOf('hit@5'),
    'hit@10': valueOf('hit@10'),
    'ndcg@5': valueOf('ndcg@5'),
    'ndcg@10': valueOf('ndcg@10'),
    mrr: valueOf('mrr'),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

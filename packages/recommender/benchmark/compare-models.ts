import type { Protocol, RecommenderName, SplitScheme } from '../schema.ts';
import { deriveSeed } from '../../../studio/random.ts';
import { metricNames } from '../ranking/ranking-metrics.ts';
import type { MetricName } from '../ranking/ranking-metrics.ts';
import { adjustByHolm, bootstrapDifference, mean } from './bootstrap.ts';
import { groupPredictions, valuesOf } from './summarise-predictions.ts';
import type { PredictionGroup, TestedModel } from './summarise-predictions.ts';

/** Stated before anything is compared: what the conclusion rests on, all items that existed ranked. Other metrics are shown beside it. */
export const primaryMetric: MetricName = 'hit@1';

/** A model against the strongest of the others, dialog by dialog. */
export interface ComparisonRow {
  scheme: SplitScheme;
  protocol: Protocol;
  metric: MetricName;
  model: string;
  /** The one with the best NDCG@10 on validation: the test split has no say in it. */
  baseline: string;
  difference: number;
  low: number;
  high: number;
  /** The difference as a share of the baseline's mean; null where that is 0. */
  gain: number | null;
  pValue: number;
  /** Adjusted over the family of the primary metric's rows; null of the other metrics. */
  adjustedPValue: number | null;
}

/** Models that read history and dialog together, the strongest claim last: each is compared with the best of those that are none of them or come before it. */
const challengers: readonly RecommenderName[] = ['cross-attention', 'gated-joint'];

/** Every challenger that was tested with some other model on two dialogs or more. */
export function compareModels(tested: readonly TestedModel[], seed: number): ComparisonRow[] {
  const groups = groupPredictions(tested);
  const rows = challengers.flatMap((challenger, at) => {
    const later: readonly string[] = challengers.slice(at);
    return groups
      .filter(({ model, dialogIds }) => model === challenger && dialogIds.length > 1)
      .flatMap((own) =>
        compareWithBest(
          own,
          groups.filter(({ model }) => !later.includes(model)),
          seed,
        ),
      );
  });
  return adjustFamily(rows);
}

/** Adjusts the primary metric's p values of the full ranking for their number. Rows of several datasets may be one family. */
export function adjustFamily<Row extends ComparisonRow>(rows: readonly Row[]): Row[] {
  const family = rows.filter(isPrimary);
  const adjusted = adjustByHolm(family.map(({ pValue }) => pValue));
  const valueOf = new Map(family.map((row, at) => [row, adjusted[at] ?? 1]));
  return rows.map((row) => ({ ...row, adjustedPValue: valueOf.get(row) ?? null }));
}

const isPrimary = ({ metric, protocol }: ComparisonRow): boolean => metric === primaryMetric && protocol === 'full';

function compareWithBest(own: PredictionGroup, groups: readonly PredictionGroup[], seed: number): ComparisonRow[] {
  const { scheme, protocol, model } = own;
  const best = groups
    .filter((other) => other.scheme === scheme && other.protocol === protocol)
    .reduce<PredictionGroup | undefined>(
      (known, next) => (known === undefined || next.validation > known.validation ? next : known),
      undefined,
    );
  if (best === undefined) return [];
  return metricNames.map((metric) => {
    const [mine, theirs] = [valuesOf(own, metric), valuesOf(best, metric)];
    const draw = deriveSeed(seed, scheme, protocol, model, best.model, metric);
    const { mean: difference, low, high, pValue } = bootstrapDifference(mine, theirs, draw);
    const base = mean(theirs.map(mean));
    const gain = base === 0 ? null : difference / base;
    const compared = { scheme, protocol, metric, model, baseline: best.model };
    return { ...compared, difference, low, high, gain, pValue, adjustedPValue: null };
  });
}

import type { TrainingReport } from '../schema.ts';
import { metricNames } from '../ranking/ranking-metrics.ts';
import { primaryMetric } from './compare-models.ts';
import type { ComparisonRow } from './compare-models.ts';
import type { MetricRow } from './summarise-predictions.ts';
import { writeGain, writePValue } from './write-figures.ts';

export interface BenchmarkTables {
  runId: string;
  metrics: readonly MetricRow[];
  comparisons: readonly ComparisonRow[];
  reports: readonly TrainingReport[];
}

const schemeTitles = {
  time: 'Split by time: the latest users are tested, no user in two splits',
  dialog: 'Split by dialog: 70/15/15 at random',
};

const protocolTitles = {
  full: 'all items that existed',
  uniform: 'the target and 24 drawn from all items',
  'same-category': 'the target and 24 of its category',
};

/** A page for people: a table a split and protocol, best model first by NDCG@10, and what the comparison says in words. */
export function renderBenchmark({ runId, metrics, comparisons, reports }: BenchmarkTables): string {
  const lines = [`# Recommenders on run ${runId}`, ''];
  for (const scheme of new Set(metrics.map((row) => row.scheme))) {
    lines.push(
      `## ${schemeTitles[scheme]}`,
      '',
      describeTrainings(reports.filter((report) => report.scheme === scheme)),
    );
    for (const protocol of new Set(metrics.map((row) => row.protocol))) {
      const rows = metrics.filter((row) => row.scheme === scheme && row.protocol === protocol);
      const compared = comparisons.filter((row) => row.scheme === scheme && row.protocol === protocol);
      lines.push('', `### Ranked with ${protocolTitles[protocol]}`, '', ...renderTable(rows), '');
      lines.push(...compared.filter(({ metric }) => toldMetrics.has(metric)).map(describeComparison));
    }
    lines.push('');
  }
  lines.push(
    `Mean over seeds and test dialogs; in brackets the bounds of the 95 % bootstrap interval over both. Items with equal scores share their places. The primary metric is ${primaryMetric} with all items ranked; its p values are adjusted by Holm over all of these comparisons.`,
    '',
  );
  return lines.join('\n');
}

/** Compared in words; all of them stand in the relation recommender_comparisons. */
const toldMetrics: ReadonlySet<string> = new Set([primaryMetric, 'ndcg@10']);

function describeTrainings(reports: readonly TrainingReport[]): string {
  const [first] = reports;
  if (first === undefined) return '';
  const parameters = Math.max(...reports.map((report) => report.parameters));
  return [
    `${first.trainingDialogs} dialogs to train on, ${first.testDialogs} to test; at most ${parameters.toLocaleString('en')} parameters a model.`,
    '',
    '| model | parameters | settings chosen on validation | best epochs | NDCG@10 on validation |',
    '|---|---|---|---|---|',
    ...[...new Set(reports.map(({ model }) => model))].map((model) =>
      describeModel(reports.filter((report) => report.model === model)),
    ),
  ].join('\n');
}

function describeModel(reports: readonly TrainingReport[]): string {
  const [first] = reports;
  if (first === undefined) return '';
  const { model, parameters, settings, chosen, bestEpoch } = first;
  const { learningRate, weightDecay, dropoutRate } = settings;
  const isTrained = parameters > 0;
  const told = isTrained
    ? `learning rate ${learningRate}, weight decay ${weightDecay}, dropout ${dropoutRate}`
    : chosen;
  const best = isTrained ? reports.map((report) => report.bestEpoch).join(', ') : String(bestEpoch || '');
  const validation = reports.map((report) => report.validation.toFixed(3)).join(', ');
  return `| ${[model, isTrained ? parameters.toLocaleString('en') : '', told, best, validation].join(' | ')} |`;
}

function renderTable(rows: readonly MetricRow[]): string[] {
  const rankOf = (model: string): number =>
    rows.find((row) => row.model === model && row.metric === 'ndcg@10')?.mean ?? 0;
  const models = [...new Set(rows.map((row) => row.model))].toSorted((a, b) => rankOf(b) - rankOf(a));
  const line = (model: string): string => {
    const cells = metricNames.map((metric) => {
      const row = rows.find((known) => known.model === model && known.metric === metric);
      return row === undefined ? '' : `${row.mean.toFixed(3)} (${row.low.toFixed(3)}-${row.high.toFixed(3)})`;
    });
    return `| ${[model, ...cells].join(' | ')} |`;
  };
  return [
    `| ${['model', ...metricNames].join(' | ')} |`,
    `|${['model', ...metricNames].map(() => '---|').join('')}`,
    ...models.map(line),
  ];
}

function describeComparison(row: ComparisonRow): string {
  const { metric, model, baseline, difference, low, high, gain, pValue, adjustedPValue } = row;
  const share = gain === null ? '' : `, ${writeGain(gain)}`;
  const adjusted = adjustedPValue === null ? '' : ` (adjusted ${adjustedPValue.toPrecision(2)})`;
  const bounds = `${difference >= 0 ? '+' : ''}${difference.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  return `- ${metric}: ${model} against ${baseline}, the strongest other on validation: ${bounds}${share}, ${writePValue(pValue)}${adjusted}.`;
}

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { adjustFamily, compareModels, primaryMetric } from '../../benchmark/compare-models.ts';
import type { ComparisonRow } from '../../benchmark/compare-models.ts';
import { summarisePredictions } from '../../benchmark/summarise-predictions.ts';
import type { MetricRow, TestedModel } from '../../benchmark/summarise-predictions.ts';
import { writeGain } from '../../benchmark/write-figures.ts';
import type { RecommenderName, RecommenderSettings } from '../../schema.ts';
import { writeResults } from '../../../../bench/results.ts';
import type { Result } from '../../../../bench/results.ts';
import { drawShares } from './draw-shares.ts';
import type { Share } from './draw-shares.ts';
import type { Setting } from './list-settings.ts';
import type { Cell } from './run-cells.ts';

export interface TestedSetting {
  setting: Setting;
  cells: readonly { model: RecommenderName; seed: number; cell: Cell }[];
  /** Rules that know the plant, of history, of dialog, of both. */
  rules: readonly { name: string; cell: Cell }[];
}

interface Tables {
  rows: (MetricRow & { dataset: string; overCeiling: number | null })[];
  comparisons: (ComparisonRow & { dataset: string })[];
}

/** Which rule bounds what reads which. */
const boundOf: Readonly<Record<string, string>> = {
  popularity: 'counted ceiling of history',
  'item-knn': 'counted ceiling of history',
  ease: 'counted ceiling of history',
  'history-only': 'counted ceiling of history',
  gru4rec: 'counted ceiling of history',
  'dialog-only': 'counted ceiling of dialog',
};

/** `docs/results/recommender.json`: every row, and of each dataset the few that its table shows. */
export async function writeUtility(
  tested: readonly TestedSetting[],
  chosen: ReadonlyMap<RecommenderName, RecommenderSettings>,
  sizes: Readonly<Record<string, string>>,
): Promise<void> {
  const tables = summarise(tested);
  const results = tested.flatMap((one) => describe(one, tables));
  const settings = [...chosen].map(([model, { learningRate, weightDecay, dropoutRate }]) => ({
    model,
    learningRate,
    weightDecay,
    dropoutRate,
  }));
  const trainings = tested.flatMap(({ setting, cells }) =>
    cells.map(({ model, seed, cell: { bestEpoch, epochs, parameters, validation, chosen: options, seconds } }) => ({
      dataset: setting.name,
      model,
      seed,
      bestEpoch,
      epochs,
      parameters,
      validation,
      options,
      seconds,
    })),
  );
  const turns = tested.flatMap(({ setting, cells }) =>
    cells.flatMap(({ model, seed, cell }) =>
      cell.turns === null ? [] : [{ dataset: setting.name, model, seed, ...cell.turns }],
    ),
  );
  const shares = { ...tables, settings, trainings, turns, sizes: [{ ...sizes }] };
  await writeResults('recommender', results, shares);
  await writeFile(
    plot,
    drawShares(shownShares(tables), `${primaryMetric} as a share of the counted ceiling of what a model reads`),
  );
}

const plot = fileURLToPath(new URL('../../../../docs/results/recommender.svg', import.meta.url));

/** The joint models and the best that reads a part, on the whole datasets. */
const shown: readonly string[] = ['history-only', 'late-fusion', 'cross-attention', 'gated-joint'];

const shownShares = ({ rows }: Tables): Share[] =>
  rows.flatMap(({ dataset, protocol, metric, model, overCeiling }) =>
    protocol === 'full' && metric === primaryMetric && shown.includes(model) && overCeiling !== null
      ? [{ dataset, model, share: overCeiling }]
      : [],
  );

const drawSeed = 1;

function summarise(tested: readonly TestedSetting[]): Tables {
  const tables: Tables = { rows: [], comparisons: [] };
  for (const { setting, cells, rules } of tested) {
    const dataset = setting.name;
    const models = cells.map(({ model, seed, cell }) => asTested(model, seed, cell));
    const bounds = rules.map(({ name, cell }) => asTested(name, 1, cell));
    const rows = summarisePredictions([...bounds, ...models], drawSeed);
    tables.rows.push(...rows.map((row) => ({ dataset, ...row, overCeiling: shareOfCeiling(row, rows) })));
    tables.comparisons.push(...compareModels(models, drawSeed).map((row) => ({ dataset, ...row })));
  }
  // What is taken away answers another question: the family is the datasets that are whole.
  const isWhole = new Map(
    tested.map(({ setting }) => [setting.name, setting.ablation === 'none' && !setting.withoutProfiles]),
  );
  const whole = adjustFamily(tables.comparisons.filter(({ dataset }) => isWhole.get(dataset) === true));
  const rest = tables.comparisons.filter(({ dataset }) => isWhole.get(dataset) !== true);
  return { ...tables, comparisons: [...whole, ...rest.map((row) => ({ ...row, adjustedPValue: null }))] };
}

function asTested(model: string, seed: number, { validation, predictions }: Cell): TestedModel {
  return { scheme: 'time', model, seed, validation, predictions: predictions.map((row) => ({ ...row, best: [] })) };
}

function shareOfCeiling(row: MetricRow, rows: readonly MetricRow[]): number | null {
  const bound = rows.find(
    ({ model, metric, protocol }) =>
      model === (boundOf[row.model] ?? 'counted ceiling') && metric === row.metric && protocol === row.protocol,
  );
  return bound === undefined || bound.mean === 0 ? null : row.mean / bound.mean;
}

function describe({ setting }: TestedSetting, { rows, comparisons }: Tables): Result[] {
  const own = rows.filter(({ dataset, protocol }) => dataset === setting.name && protocol === 'full');
  const ofMetric = own.filter(({ metric }) => metric === primaryMetric);
  const [first] = ofMetric;
  const place = `${setting.name}; ${first?.dialogs ?? 0} dialogs tested`;
  return [
    ...ofMetric.map(({ model, mean, low, high, seeds, overCeiling }): Result => ({
      name: `${primaryMetric} of ${model}`,
      value: Number(mean.toFixed(3)),
      unit: `${low.toFixed(3)} to ${high.toFixed(3)}, ${seeds} seed${seeds === 1 ? '' : 's'}${overCeiling === null ? '' : `; ${overCeiling.toFixed(2)} of its ceiling`}`,
      setting: place,
    })),
    ...comparisons
      .filter((row) => row.dataset === setting.name && row.protocol === 'full' && row.metric === primaryMetric)
      .map(({ model, baseline, difference, low, high, gain, pValue, adjustedPValue }): Result => ({
        name: `${model} over ${baseline}, ${primaryMetric}`,
        value: gain === null ? 'n/a' : writeGain(gain),
        unit: `difference ${difference.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)}), p = ${pValue.toPrecision(2)}${adjustedPValue === null ? '' : `, adjusted ${adjustedPValue.toPrecision(2)}`}`,
        setting: place,
      })),
  ];
}

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import { isClosedForm } from '../../schema.ts';
import type { RecommenderName, RecommenderSettings } from '../../schema.ts';
import { measureTraining } from '../../benchmark/measure-training.ts';
import type { MeasuredTraining, TrainingData } from '../../benchmark/measured-training.ts';
import { measureTurns } from '../../benchmark/measure-turns.ts';
import { rankDialog } from '../../benchmark/rank-dialogs.ts';
import { drawCandidates } from '../../data/draw-candidates.ts';
import { prepareExamples } from '../../data/prepare-examples.ts';
import { splitDialogs } from '../../data/split-dialogs.ts';
import type { Setting } from './list-settings.ts';
import { createCeilings } from './planted/ceilings.ts';
import type { Ceiling } from './planted/ceilings.ts';
import { plantDialogs } from './planted/plant-dialogs.ts';
import type { PlantedData } from './planted/plant-dialogs.ts';

/** Trainings are kept here and found again by what decides them. */
export const cacheFolder = join(homedir(), '.cache', 'convrec-studio', 'bench', 'utility');

/** Raised when a training would now end otherwise. */
const version = 4;
const listsSeed = 1;

const PredictionSchema = z.object({
  dialogId: z.string(),
  protocol: z.enum(['full', 'uniform', 'same-category']),
  above: z.number(),
  tied: z.number(),
  listed: z.number(),
});

export const TurnsSchema = z.object({
  byTurn: z.array(
    z.object({
      userTurns: z.number(),
      dialogs: z.number(),
      'ndcg@1': z.number(),
      'ndcg@10': z.number(),
      'ndcg@20': z.number(),
    }),
  ),
  area: z.number(),
  turnsToHit: z.number(),
  restraint: z.number().nullable(),
});

const CellSchema = z.object({
  validation: z.number(),
  bestEpoch: z.number(),
  epochs: z.number(),
  parameters: z.number(),
  chosen: z.string(),
  seconds: z.number(),
  predictions: z.array(PredictionSchema),
  turns: TurnsSchema.nullable(),
});
export type Cell = z.infer<typeof CellSchema>;

export interface PreparedSetting {
  setting: Setting;
  train: (model: RecommenderName, settings: RecommenderSettings) => Promise<Cell>;
  /** What an earlier call trained; undefined where none did. */
  findKept: (model: RecommenderName, settings: RecommenderSettings) => Promise<Cell | undefined>;
  /** A rule that knows the plant, as if it were a model. */
  ceiling: (name: Ceiling, settings: RecommenderSettings) => Cell;
}

/** The setting's data, made when the first cell asks for them. */
export function prepareSetting(setting: Setting, log: (line: string) => void): PreparedSetting {
  let made: PlantedData | undefined;
  const make = (): PlantedData => {
    made ??= plantDialogs(setting.plant);
    return made;
  };
  const pathFor = (model: RecommenderName, settings: RecommenderSettings): string => {
    const { plant, ablation, withoutProfiles } = setting;
    const decisive = isClosedForm(model) ? { ...settings, seed: 0 } : settings;
    return pathOf([version, plant, ablation, withoutProfiles, model, decisive]);
  };
  const findKept: PreparedSetting['findKept'] = async (model, settings) => {
    const known = await readFile(pathFor(model, settings), 'utf8').catch(() => undefined);
    return known === undefined ? undefined : CellSchema.parse(JSON.parse(known));
  };
  return {
    setting,
    findKept,
    train: async (model, settings) => {
      const known = await findKept(model, settings);
      if (known !== undefined) return known;
      const path = pathFor(model, settings);
      const startedAtMs = performance.now();
      const given = prepare(make(), setting, settings);
      const measured = await measureTraining(model, settings, given, await createOnnxEngine());
      const turns = await measureHeard(measured, given);
      const seconds = (performance.now() - startedAtMs) / 1000;
      const cell = CellSchema.parse({ ...measured, epochs: measured.epochs.length, seconds, turns });
      log(
        `${model}, seed ${settings.seed}: epoch ${cell.bestEpoch} of ${cell.epochs}, NDCG@10 ${cell.validation.toFixed(3)} on validation, ${seconds.toFixed(0)} s`,
      );
      await mkdir(cacheFolder, { recursive: true });
      await writeFile(`${path}.${process.pid}`, JSON.stringify(cell));
      await rename(`${path}.${process.pid}`, path);
      return cell;
    },
    ceiling: (name, settings) => rankByRule(make(), setting, name, settings),
  };
}

const pathOf = (decisive: readonly unknown[]): string =>
  join(cacheFolder, `${createHash('sha256').update(JSON.stringify(decisive)).digest('hex').slice(0, 24)}.json`);

function prepare(
  { data: whole, termModel }: PlantedData,
  setting: Setting,
  settings: RecommenderSettings,
): TrainingData {
  const { profiles: _profiles, ...bare } = whole;
  const data = setting.withoutProfiles ? bare : whole;
  const splitOf = splitDialogs(data, 'time', listsSeed);
  const prepared = prepareExamples(data, { settings, splitOf, ablation: setting.ablation, termModel });
  return { data, prepared, candidates: drawCandidates(data, listsSeed) };
}

/** After each user turn; of models that were trained. (One that reads no dialog is the same after each, but for what is refused.) */
const measureHeard = async ({ trained }: MeasuredTraining, { data, prepared }: TrainingData): Promise<Cell['turns']> =>
  trained === null ? null : measureTurns(trained, data, prepared, await createOnnxEngine());

/** On all of the plant, whatever a setting takes away from the models. */
function rankByRule(planted: PlantedData, setting: Setting, name: Ceiling, settings: RecommenderSettings): Cell {
  const scoreOf = createCeilings(planted, setting.plant);
  const given = prepare(planted, { ...setting, ablation: 'none', withoutProfiles: false }, settings);
  const predictions = given.prepared.ofSplit.test.flatMap((one) =>
    rankDialog(one, scoreOf(name, one.dialog), given.candidates),
  );
  return { validation: 0, bestEpoch: 0, epochs: 0, parameters: 0, chosen: '', seconds: 0, predictions, turns: null };
}

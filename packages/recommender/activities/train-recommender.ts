import { createHash } from 'node:crypto';
import { z } from 'zod';
import { RecommenderSettingsSchema, TrainingReportSchema, isClosedForm } from '../schema.ts';
import type { RecommenderName, TrainingProgress, TrainingReport, TrainingRequest } from '../schema.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { measureTraining } from '../benchmark/measure-training.ts';
import type { MeasuredTraining, TrainingData } from '../benchmark/measured-training.ts';
import { drawCandidates } from '../data/draw-candidates.ts';
import { prepareExamples } from '../data/prepare-examples.ts';
import type { RecommenderData } from '../data/recommender-data.ts';
import { splitDialogs } from '../data/split-dialogs.ts';
import { towersOf } from '../models/models.ts';
import type { ModelName } from '../models/models.ts';
import { measureRanking } from '../ranking/ranking-metrics.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../training/checkpoint.ts';
import type { TrainingState } from '../training/train-model.ts';
import { exportModel } from '../training/scoring-graph.ts';
import type { RunFolder } from '../../../activities/dependencies.ts';
import { aspectModelPath } from '../../../activities/profiling/induce-aspects.ts';
import type { RecommenderDependencies } from './dependencies.ts';
import { createTrainingInputReader, listsSeed } from './read-training-input.ts';
import { progressFolder, trainingFolder } from './training-paths.ts';

/**
 * Trains one model and ranks the test split with it. A training that was done before is found again by its id; one that was interrupted
 * goes on from its last epoch. Throws RunFolderUnusable, DatasetMalformed or InvalidRunConfig.
 */
export function createTrainRecommender(
  deps: RecommenderDependencies,
): (request: TrainingRequest) => Promise<TrainingReport> {
  const readData = createTrainingInputReader(deps);
  return async (request) => {
    const run = deps.openRun(request.ref);
    const { data, key, termModel } = await readData(request.ref);
    const trainingId = identify(request, key);
    const path = `${trainingFolder(trainingId)}/report.json`;
    const known = await readReport(run, path);
    if (known !== undefined && (known.modelFile !== null || !request.keepsModel)) return known;
    const { model, scheme, settings } = request;
    if (settings.dialogText === 'turn-vectors' && termModel === undefined) throw noTermModel(run);
    const seed = await listsSeed(run);
    const splitOf = splitDialogs(data, scheme, seed);
    const prepared = prepareExamples(data, { settings, splitOf, termModel });
    for (const split of ['train', 'valid', 'test'] as const) {
      if (prepared.ofSplit[split].length === 0) throw tooFewDialogs(request, split, data.dialogs.length);
    }
    const given: TrainingData = { data, prepared, candidates: drawCandidates(data, seed) };
    const measured = await train(deps, run, request, trainingId, given);
    await writePredictions(run, trainingId, measured, data);
    const modelFile = request.keepsModel ? await writeModel(run, request, trainingId, measured, given) : null;
    const full = measured.predictions.filter(({ protocol }) => protocol === 'full');
    const report: TrainingReport = {
      trainingId,
      model,
      scheme,
      settings,
      parameters: measured.parameters,
      validation: measured.validation,
      bestEpoch: measured.bestEpoch,
      epochs: measured.epochs.length,
      chosen: measured.chosen,
      trainingDialogs: prepared.ofSplit.train.length,
      testDialogs: prepared.ofSplit.test.length,
      test: measureRanking(full),
      modelFile,
    };
    await run.writeText(path, `${JSON.stringify(report)}\n`);
    // The report is there: what an interrupted training would have gone on from is no longer needed.
    for (const trained of phasesOf(model)) await run.writeBytes(checkpointFile(trainingId, trained), new Uint8Array());
    return report;
  };
}

const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

function identify({ model, scheme, settings }: TrainingRequest, key: string): string {
  return hashOf([key, model, scheme, RecommenderSettingsSchema.parse(settings)]).slice(0, 20);
}

async function readReport(run: RunFolder, path: string): Promise<TrainingReport | undefined> {
  const text = await run.readText(path);
  return text === undefined ? undefined : TrainingReportSchema.parse(JSON.parse(text));
}

/** With a checkpoint after each epoch, and progress at most once in so many milliseconds. */
const progressMs = 1000;

async function train(
  deps: RecommenderDependencies,
  run: RunFolder,
  { model, scheme, settings }: TrainingRequest,
  trainingId: string,
  given: TrainingData,
): Promise<MeasuredTraining> {
  const saved = await readCheckpoints(run, trainingId, model);
  // Of the tower or model in training: each counts its own epochs.
  let phase = startPhase(phasesOf(model)[0], saved, deps.nowMs());
  let toldAtMs = 0;
  const tell = async (at: Pick<TrainingProgress, 'epoch' | 'step' | 'steps' | 'loss' | 'isDone'>): Promise<void> => {
    toldAtMs = deps.nowMs();
    const epochsDone = at.epoch - 1 + at.step / at.steps - phase.before;
    const secondsLeft =
      epochsDone > 0
        ? ((toldAtMs - phase.startedAtMs) / 1000 / epochsDone) * (settings.epochs - phase.before - epochsDone)
        : null;
    const { seed, epochs } = settings;
    const { best } = phase;
    const progress: TrainingProgress = { model, scheme, seed, epochs, best, secondsLeft, ...at };
    deps.heartbeat(progress);
    await run.writeText(`${progressFolder}/${trainingId}.json`, `${JSON.stringify(progress)}\n`);
  };
  let last = { epoch: phase.before + 1, step: 0, steps: 1, loss: 0 };
  const measured = await measureTyped(model, settings, given, await deps.createEngine(), {
    from: (trained) => saved.get(trained),
    signal: deps.cancellation(),
    onStep: async ({ model: trained, ...step }) => {
      if (trained !== phase.trained) phase = startPhase(trained, saved, deps.nowMs());
      last = step;
      if (deps.nowMs() - toldAtMs >= progressMs) await tell({ ...step, isDone: false });
    },
    onEpoch: async ({ epoch, trainingLoss, validation }, state) => {
      await run.writeBytes(checkpointFile(trainingId, state.of.model), encodeCheckpoint(state));
      phase.best = Math.max(phase.best ?? 0, validation['ndcg@10']);
      await tell({ epoch, step: last.steps, steps: last.steps, loss: trainingLoss, isDone: false });
    },
  });
  await tell({ ...last, isDone: true });
  return measured;
}

interface Phase {
  trained: ModelName | undefined;
  startedAtMs: number;
  /** Epochs that an earlier call made. */
  before: number;
  /** NDCG@10 on validation; null before the first epoch's end. */
  best: number | null;
}

function startPhase(
  trained: ModelName | undefined,
  saved: ReadonlyMap<ModelName, TrainingState>,
  startedAtMs: number,
): Phase {
  const epochs = (trained === undefined ? undefined : saved.get(trained)?.epochs) ?? [];
  const best = epochs.length === 0 ? null : Math.max(...epochs.map(({ validation }) => validation['ndcg@10']));
  return { trained, startedAtMs, before: epochs.length, best };
}

const checkpointFile = (trainingId: string, phase: ModelName): string =>
  `${trainingFolder(trainingId)}/checkpoint-${phase}.bin`;

/** What is trained for a model, in order: its towers first. */
const phasesOf = (model: RecommenderName): ModelName[] =>
  isClosedForm(model) ? [] : [...Object.values(towersOf[model] ?? {}), model];

/** Those that an earlier, interrupted call left, in the order of the phases. */
async function readCheckpoints(
  run: RunFolder,
  trainingId: string,
  model: RecommenderName,
): Promise<Map<ModelName, TrainingState>> {
  const saved = new Map<ModelName, TrainingState>();
  for (const phase of phasesOf(model)) {
    const bytes = await run.readBytes(checkpointFile(trainingId, phase));
    if (bytes !== undefined && bytes.length > 0) saved.set(phase, decodeCheckpoint(bytes));
  }
  return saved;
}

/** A loss that is no number, or a model over its budget, is the settings' fault: another try would end the same. */
const measureTyped: typeof measureTraining = async (...args) => {
  try {
    return await measureTraining(...args);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const remedy = 'Lower learningRate, or raise feedForward where a model is over its budget (--set).';
    throw new StudioFailure('InvalidRunConfig', error.message, { remedy }, error);
  }
};

async function writePredictions(
  run: RunFolder,
  trainingId: string,
  { predictions }: MeasuredTraining,
  { items }: RecommenderData,
): Promise<void> {
  const lines = predictions.map(({ best, ...prediction }) =>
    JSON.stringify({ trainingId, ...prediction, best: best.map((item) => items[item]?.itemId) }),
  );
  await run.writeText(`${trainingFolder(trainingId)}/predictions.jsonl`, `${lines.join('\n')}\n`);
}

/** The trained model, and beside it what whoever serves it needs to know: items in the order of its scores, words in that of their ids. */
async function writeModel(
  run: RunFolder,
  { model, scheme, settings }: TrainingRequest,
  trainingId: string,
  { trained }: MeasuredTraining,
  { data, prepared }: TrainingData,
): Promise<string | null> {
  if (trained === null) return null;
  const modelFile = `recommender/${model}-${scheme}-${trainingId}.onnx`;
  await run.writeBytes(modelFile, exportModel(trained));
  const { size } = trained;
  const description = { model, scheme, settings, size, words: prepared.words, items: data.items };
  await run.writeText(modelFile.replace(/\.onnx$/u, '.json'), `${JSON.stringify(description)}\n`);
  return modelFile;
}

const noTermModel = (run: RunFolder): StudioFailure =>
  new StudioFailure('RunFolderUnusable', `${run.path(aspectModelPath)} is missing, broken, or of another version`, {
    remedy: 'Put the folder `work` back, or read dialogs word by word: --set dialogText=words --set dialogLength=80.',
  });

function tooFewDialogs({ ref, scheme }: TrainingRequest, split: string, dialogs: number): StudioFailure {
  return new StudioFailure(
    'DatasetMalformed',
    `run ${ref.runId} has ${dialogs} dialogs, none in the ${split} split by ${scheme}`,
    {
      remedy:
        scheme === 'time'
          ? 'Make more dialogs, raise targets.validShare and targets.testShare, or split by dialog (--split dialog).'
          : 'Make more dialogs.',
    },
  );
}

/** What a finished training predicted, line by line. */
export const PredictionLineSchema = z.object({
  trainingId: z.string(),
  dialogId: z.string(),
  protocol: z.enum(['full', 'uniform', 'same-category']),
  above: z.number(),
  tied: z.number(),
  listed: z.number(),
  best: z.array(z.string()),
});

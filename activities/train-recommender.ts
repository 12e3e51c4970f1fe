import { createHash } from 'node:crypto';
import { z } from 'zod';
import { RecommenderSettingsSchema, TrainingReportSchema } from '../schemas/recommender.ts';
import type { TrainingProgress, TrainingReport, TrainingRequest } from '../schemas/recommender.ts';
import type { RunRef } from '../schemas/run-ref.ts';
import { StudioFailure } from '../schemas/failure.ts';
import { measureTraining } from '../studio/recommender/benchmark/measure-training.ts';
import type { MeasuredTraining, TrainingData } from '../studio/recommender/benchmark/measure-training.ts';
import { drawCandidates } from '../studio/recommender/data/draw-candidates.ts';
import { prepareExamples } from '../studio/recommender/data/prepare-examples.ts';
import type { RecommenderData } from '../studio/recommender/data/recommender-data.ts';
import { splitDialogs } from '../studio/recommender/data/split-dialogs.ts';
import type { TermModel } from '../studio/recommender/data/turn-vectors.ts';
import { decodeAspectModel } from '../studio/profiling/aspect-model.ts';
import { measureRanking } from '../studio/recommender/ranking/ranking-metrics.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../studio/recommender/training/checkpoint.ts';
import { exportModel } from '../studio/recommender/training/scoring-graph.ts';
import type { Dependencies, RunFolder } from './dependencies.ts';
import { aspectModelPath } from './induce-aspects.ts';
import { readRecommenderData } from './read-recommender-data.ts';

/** Raised when a training computes something else from the same input. */
const version = 1;

/** Everything drawn that is no matter of a model: splits by dialog and candidate lists. */
export const listsSeed = async (run: RunFolder): Promise<number> => (await run.readConfig()).seed;

export const trainingFolder = (trainingId: string): string => `work/recommender/${trainingId}`;

/** Of every training in the run that has begun. */
export const progressFolder = 'work/recommender-progress';

/**
 * Trains one model and ranks the test split with it. A training that was done before is found again by its id; one that was interrupted
 * goes on from its last epoch. Throws RunFolderUnusable, DatasetMalformed or InvalidRunConfig.
 */
export function createTrainRecommender(deps: Dependencies): (request: TrainingRequest) => Promise<TrainingReport> {
  const readData = createDataReader(deps);
  return async (request) => {
    const run = deps.openRun(request.ref);
    const { data, key, termModel } = await readData(request.ref);
    const trainingId = identify(request, key);
    const path = `${trainingFolder(trainingId)}/report.json`;
    const known = await readReport(run, path);
    if (known !== undefined && (known.modelFile !== null || !request.keepsModel)) return known;
    const { model, scheme, settings } = request;
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
      bestEpoch: measured.trained?.bestEpoch ?? 0,
      epochs: measured.epochs.length,
      trainingDialogs: prepared.ofSplit.train.length,
      testDialogs: prepared.ofSplit.test.length,
      test: measureRanking(full),
      modelFile,
    };
    await run.writeText(path, `${JSON.stringify(report)}\n`);
    // The report is there: what an interrupted training would have gone on from is no longer needed.
    await run.writeBytes(`${trainingFolder(trainingId)}/checkpoint.bin`, new Uint8Array());
    return report;
  };
}

interface ReadData {
  data: RecommenderData;
  /** Of all the data depends on. */
  key: string;
  termModel: TermModel | undefined;
}

/** One run's data is kept for the next training of the same worker: reading it takes as long as an epoch of a small model. */
function createDataReader(deps: Dependencies): (ref: RunRef) => Promise<ReadData> {
  let kept: { key: string; read: Promise<ReadData> } | undefined;
  return async (ref) => {
    const run = deps.openRun(ref);
    const stages = (await run.readManifest())?.stages ?? [];
    const fingerprints = stages
      .filter(({ stage }) => stage === 'reviews' || stage === 'aspects' || stage === 'dialogs')
      .map(({ stage, fingerprint }) => `${stage} ${fingerprint}`)
      .toSorted();
    const key = hashOf([version, fingerprints, await listsSeed(run)]);
    const place = JSON.stringify([run.folder, key]);
    if (kept?.key !== place) kept = { key: place, read: readOnce(deps, run, key) };
    const { read } = kept;
    // What failed is read anew the next time.
    read.catch(() => {
      kept = undefined;
    });
    return read;
  };
}

async function readOnce(deps: Dependencies, run: RunFolder, key: string): Promise<ReadData> {
  const data = await readRecommenderData(deps, run);
  const bytes = await run.readBytes(aspectModelPath);
  return { data, key, termModel: bytes === undefined ? undefined : decodeAspectModel(bytes) };
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
  deps: Dependencies,
  run: RunFolder,
  { model, scheme, settings }: TrainingRequest,
  trainingId: string,
  given: TrainingData,
): Promise<MeasuredTraining> {
  const checkpoint = `${trainingFolder(trainingId)}/checkpoint.bin`;
  const bytes = await run.readBytes(checkpoint);
  const from = bytes === undefined || bytes.length === 0 ? undefined : decodeCheckpoint(bytes);
  const startedAtMs = deps.nowMs();
  const before = from?.epochs.length ?? 0;
  let best = from?.epochs.reduce((most, { validation }) => Math.max(most, validation['ndcg@10']), 0) ?? null;
  let toldAtMs = 0;
  const tell = async (at: Pick<TrainingProgress, 'epoch' | 'step' | 'steps' | 'loss' | 'isDone'>): Promise<void> => {
    toldAtMs = deps.nowMs();
    const epochsDone = at.epoch - 1 + at.step / at.steps - before;
    const secondsLeft =
      epochsDone > 0 ? ((toldAtMs - startedAtMs) / 1000 / epochsDone) * (settings.epochs - before - epochsDone) : null;
    const { seed, epochs } = settings;
    const progress: TrainingProgress = { model, scheme, seed, epochs, best, secondsLeft, ...at };
    deps.heartbeat(progress);
    await run.writeText(`${progressFolder}/${trainingId}.json`, `${JSON.stringify(progress)}\n`);
  };
  let last = { epoch: before + 1, step: 0, steps: 1, loss: 0 };
  const measured = await measureTraining(model, settings, given, await deps.createEngine(), {
    ...(from === undefined ? {} : { from }),
    signal: deps.cancellation(),
    onStep: async (step) => {
      last = step;
      if (deps.nowMs() - toldAtMs >= progressMs) await tell({ ...step, isDone: false });
    },
    onEpoch: async ({ epoch, trainingLoss, validation }, state) => {
      await run.writeBytes(checkpoint, encodeCheckpoint(state));
      best = Math.max(best ?? 0, validation['ndcg@10']);
      await tell({ epoch, step: last.steps, steps: last.steps, loss: trainingLoss, isDone: false });
    },
  });
  await tell({ ...last, isDone: true });
  return measured;
}

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

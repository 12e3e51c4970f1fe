import type { Protocol, RecommenderName, RecommenderSettings } from '../schema.ts';
import type { CandidateLists } from '../data/draw-candidates.ts';
import { rankableFor } from '../data/draw-candidates.ts';
import type { PreparedExamples, SplitExamples } from '../data/prepare-examples.ts';
import type { RecommendedDialog, RecommenderData } from '../data/recommender-data.ts';
import type { Engine } from '../engine.ts';
import { countParameters, fitFeedForward } from '../models/models.ts';
import type { ModelSize } from '../models/model-size.ts';
import { scorePopularity } from '../models/popularity.ts';
import { placeOf } from '../ranking/place.ts';
import type { Place } from '../ranking/place.ts';
import { measureRanking } from '../ranking/ranking-metrics.ts';
import { addScores, createScorer } from '../training/scorer.ts';
import { trainModel } from '../training/train-model.ts';
import type { EpochReport, Training, TrainingOptions, TrainingResult } from '../training/train-model.ts';

/** Where one model puts one dialog's target. */
export interface Prediction extends Place {
  dialogId: string;
  protocol: Protocol;
  /** Items ranked, the target among them. */
  listed: number;
  /** The best ones of the full ranking, the best first; of the other protocols none. */
  best: readonly number[];
}

export interface MeasuredTraining {
  /** Null for popularity. */
  trained: TrainingResult | null;
  parameters: number;
  /** NDCG@10 on validation, full ranking. */
  validation: number;
  epochs: readonly EpochReport[];
  /** Of the test split. */
  predictions: readonly Prediction[];
}

export interface TrainingData {
  data: RecommenderData;
  prepared: PreparedExamples;
  candidates: CandidateLists;
}

export type TrainingHooks = Pick<Training, 'from' | 'onStep' | 'onEpoch' | 'signal'>;

/** Trains a model on a split and ranks the test split's targets by every protocol. */
export async function measureTraining(
  name: RecommenderName,
  settings: RecommenderSettings,
  given: TrainingData,
  engine: Engine,
  hooks: TrainingHooks = {},
): Promise<MeasuredTraining> {
  const { ofSplit } = given.prepared;
  if (name === 'popularity') {
    const scores = scorePopularity(listChosen(ofSplit.train), given.data.items.length);
    const validation = ofSplit.valid.map(({ dialog }) => rank(given, dialog, scores, 'full'));
    return {
      trained: null,
      parameters: 0,
      validation: measureRanking(validation)['ndcg@10'],
      epochs: [],
      predictions: ofSplit.test.flatMap(({ dialog }) => rankAll(given, dialog, scores)),
    };
  }
  const trained = await trainModel(describeTraining(name, settings, given.prepared, hooks), engine);
  return {
    trained,
    parameters: countParameters(name, trained.size),
    validation: trained.epochs[trained.bestEpoch - 1]?.validation['ndcg@10'] ?? 0,
    epochs: trained.epochs,
    predictions: await predict(trained, given, engine, settings.batch),
  };
}

/** A training of a model with as many parameters as cross-attention has. */
export function describeTraining(
  model: Exclude<RecommenderName, 'popularity'>,
  settings: RecommenderSettings,
  { size, itemVectors, earlier, ofSplit }: PreparedExamples,
  hooks: TrainingHooks = {},
): Training {
  return {
    model,
    size: fitSize(model, size),
    training: [...ofSplit.train.map(({ example }) => example), ...earlier],
    validation: ofSplit.valid.map(({ example }) => example),
    ...(itemVectors === undefined ? {} : { itemVectors }),
    options: optionsOf(settings),
    ...hooks,
  };
}

/** The budget is cross-attention's number of parameters. */
export const fitSize = (model: Exclude<RecommenderName, 'popularity'>, size: ModelSize): ModelSize =>
  fitFeedForward(model, size, countParameters('cross-attention', size));

function optionsOf(settings: RecommenderSettings): TrainingOptions {
  const { seed, batch, epochs, patience, learningRate, weightDecay, dropoutRate, negatives } = settings;
  return { seed, batch, epochs, patience, learningRate, weightDecay, dropoutRate, negatives };
}

async function predict(
  trained: TrainingResult,
  given: TrainingData,
  engine: Engine,
  batch: number,
): Promise<Prediction[]> {
  const { test } = given.prepared.ofSplit;
  const scorer = await createScorer(engine, trained, batch);
  const predictions: Prediction[] = [];
  let at = 0;
  await scorer.score(
    trained.parameters,
    test.map(({ example }) => example),
    (heads) => {
      const dialog = test[at]?.dialog;
      at += 1;
      if (dialog === undefined) throw new RangeError('there are more scores than dialogs');
      predictions.push(...rankAll(given, dialog, addScores(heads, trained.headWeights)));
    },
  );
  await scorer.close();
  return predictions;
}

const protocols = ['full', 'uniform', 'same-category'] as const;

const rankAll = (given: TrainingData, dialog: RecommendedDialog, scores: Float32Array): Prediction[] =>
  protocols.map((protocol) => rank(given, dialog, scores, protocol));

const shownItems = 10;

function rank(
  { data, candidates }: TrainingData,
  dialog: RecommendedDialog,
  scores: Float32Array,
  protocol: Protocol,
): Prediction {
  const { dialogId, target } = dialog;
  if (protocol !== 'full') {
    const list = candidates[protocol].get(dialogId) ?? [];
    return { dialogId, protocol, ...placeOf(scores, target, list), listed: list.length, best: [] };
  }
  const isRankable = rankableFor(dialog, data.items);
  // What cannot stand beside the target goes below everything.
  const kept = scores.map((score, item) => (isRankable(item) ? score : Number.NEGATIVE_INFINITY));
  const listed = kept.reduce((count, score) => count + Number(score > Number.NEGATIVE_INFINITY), 0);
  return { dialogId, protocol, ...placeOf(kept, target), listed, best: findBest(kept) };
}

function findBest(scores: Float32Array): number[] {
  const best: number[] = [];
  for (const [item, score] of scores.entries()) {
    const least = scores[best.at(-1) ?? -1] ?? Number.NEGATIVE_INFINITY;
    if (score <= least && best.length >= shownItems) continue;
    if (score === Number.NEGATIVE_INFINITY) continue;
    const at = best.findIndex((other) => (scores[other] ?? 0) < score);
    best.splice(at < 0 ? best.length : at, 0, item);
    best.length = Math.min(best.length, shownItems);
  }
  return best;
}

/** What the training dialogs' users chose, each choice of a user once. */
function listChosen(dialogs: SplitExamples): number[] {
  const chosen = new Map<string, number>();
  for (const { dialog, example } of dialogs) {
    for (const item of [...example.historyItems, dialog.target]) {
      chosen.set(JSON.stringify([dialog.userId, item]), item);
    }
  }
  return [...chosen.values()];
}

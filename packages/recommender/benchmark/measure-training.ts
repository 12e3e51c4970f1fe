import { isClosedForm } from '../schema.ts';
import type { RecommenderName, RecommenderSettings } from '../schema.ts';
import type { PreparedExamples } from '../data/prepare-examples.ts';
import type { Engine } from '../engine.ts';
import { countParameters, fitFeedForward, towersOf } from '../models/models.ts';
import type { ModelName } from '../models/models.ts';
import type { ModelSize } from '../models/model-size.ts';
import { addScores, createScorer } from '../training/scorer.ts';
import type { TrainingOptions, TrainingResult } from '../training/train-model.ts';
import { trainWithTowers } from '../training/train-with-towers.ts';
import type { TowerTraining } from '../training/train-with-towers.ts';
import { measureClosedForm } from './measure-closed-form.ts';
import type { MeasuredTraining, TrainingData } from './measured-training.ts';
import { rankDialog } from './rank-dialogs.ts';
import type { Prediction } from './rank-dialogs.ts';

export type TrainingHooks = Pick<TowerTraining, 'from' | 'onStep' | 'onEpoch' | 'signal'>;

/** Trains a model on a split and ranks the test split's targets by every protocol. */
export async function measureTraining(
  name: RecommenderName,
  settings: RecommenderSettings,
  given: TrainingData,
  engine: Engine,
  hooks: TrainingHooks = {},
): Promise<MeasuredTraining> {
  if (isClosedForm(name)) return measureClosedForm(name, given);
  const trained = await trainWithTowers(describeTraining(name, settings, given.prepared, hooks), engine);
  return {
    trained,
    parameters: countParameters(name, trained.size),
    chosen: '',
    validation: trained.validation['ndcg@10'],
    bestEpoch: trained.bestEpoch,
    epochs: trained.epochs,
    predictions: await predict(trained, given, engine, settings.batch),
  };
}

/** A training of a model with as many parameters as cross-attention has, but for one with towers, which has those of both. */
export function describeTraining(
  model: ModelName,
  settings: RecommenderSettings,
  { size, itemVectors, earlier, ofSplit }: PreparedExamples,
  hooks: TrainingHooks = {},
): TowerTraining {
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
export const fitSize = (model: ModelName, size: ModelSize): ModelSize =>
  towersOf[model] === undefined ? fitFeedForward(model, size, countParameters('cross-attention', size)) : size;

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
      const tested = test[at];
      at += 1;
      if (tested === undefined) throw new RangeError('there are more scores than dialogs');
      predictions.push(...rankDialog(tested, addScores(heads, trained.headWeights), given.candidates));
    },
  );
  await scorer.close();
  return predictions;
}

import { createRandom, deriveSeed } from '../../../studio/random.ts';
import type { Engine } from '../engine.ts';
import type { ModelName } from '../models/models.ts';
import type { ModelSize } from '../models/model-size.ts';
import { itemVectorsName } from '../models/streams.ts';
import type { RankingMetrics } from '../ranking/ranking-metrics.ts';
import { initialise } from '../scope.ts';
import type { Parameter } from '../scope.ts';
import { createAdamState, stepAdam } from './adam.ts';
import type { AdamState } from './adam.ts';
import { fillBatch } from './batch.ts';
import type { Example } from './batch.ts';
import { scheduledRate } from './schedule.ts';
import { createScorer } from './scorer.ts';
import type { TrainedModel } from './scoring-graph.ts';
import { buildTrainingGraph } from './training-graph.ts';
import { computeGradients } from './training-step.ts';
import { validate } from './validation.ts';

export interface TrainingOptions {
  seed: number;
  /** Examples a step. */
  batch: number;
  /** At most so many passes over the training examples. */
  epochs: number;
  /** Epochs without a better NDCG@10 on validation after which training ends. */
  patience: number;
  /** The highest one (`scheduledRate`). */
  learningRate: number;
  weightDecay: number;
  /** Share of interactions, turns and state elements that are dropped in training, in [0, 1). */
  dropoutRate: number;
  /** Items drawn for each step that a target is told from; null for all items. */
  negatives: number | null;
}

export interface EpochReport {
  /** From 1. */
  epoch: number;
  /** Mean over the training examples, with dropout. */
  trainingLoss: number;
  validation: RankingMetrics;
}

/** All that the next epoch depends on: an interrupted training that goes on from here ends with the same numbers. */
export interface TrainingState {
  /** What is trained and how; a state is not taken up by another training. */
  of: { model: ModelName; size: ModelSize; options: TrainingOptions };
  epochs: EpochReport[];
  parameters: Map<string, Float32Array>;
  adam: AdamState;
  /** Before the first epoch, where it begins from trained parameters; else null. */
  start: RankingMetrics | null;
  /** Epoch 0 is the start. */
  best: { epoch: number; headWeights: readonly number[]; parameters: Map<string, Float32Array> };
}

export interface Training {
  model: ModelName;
  size: ModelSize;
  training: readonly Example[];
  validation: readonly Example[];
  /** Item after item, `itemDimensions` values each; given where the size has dimensions of items. */
  itemVectors?: Float32Array;
  options: TrainingOptions;
  /** What some parameters begin with; the others are drawn. Then the start is validated too, and may be the best. */
  initial?: ReadonlyMap<string, Float32Array>;
  /** The share of the learning rate that each of those has. */
  initialShare?: number;
  /** Where an earlier call stopped; it is changed by this one. */
  from?: TrainingState;
  /** After every step. */
  onStep?: (progress: {
    model: ModelName;
    epoch: number;
    step: number;
    steps: number;
    loss: number;
  }) => void | Promise<void>;
  /** After every epoch, with what a checkpoint keeps (`encodeCheckpoint`). */
  onEpoch?: (report: EpochReport, state: TrainingState) => void | Promise<void>;
  signal?: AbortSignal;
}

export interface TrainingResult extends TrainedModel {
  epochs: readonly EpochReport[];
  /** 0 where no epoch was better than the start. */
  bestEpoch: number;
  /** Of the best epoch. */
  validation: RankingMetrics;
}

/**
 * Trains until validation gets no better or the epochs are over, and answers the best epoch's model. Repeatable to the last digit: orders,
 * dropout and negatives are drawn from the seed and the epoch. Throws RangeError where examples do not fit the size, a state is another
 * training's, or the loss is no number; rejects with the signal's reason.
 */
export async function trainModel(training: Training, engine: Engine): Promise<TrainingResult> {
  const { model, size, options } = training;
  const { batch, negatives, dropoutRate } = options;
  if (training.training.length === 0 || training.validation.length === 0) {
    throw new RangeError('training needs examples to train on and examples to validate on');
  }
  const graph = buildTrainingGraph(model, size, { batch, negatives, dropout: dropoutRate > 0 });
  const state = training.from ?? begin(training, beginWith(training, graph.scope.parameters));
  checkState(state, training);
  const fixed = fixedOf(training);
  const { initial, initialShare = 1 } = training;
  const shareOf = (parameter: string): number => (initial?.has(parameter) === true ? initialShare : 1);
  const compiled = await engine.compile(graph.scope.graph, fixed);
  const scorer = await createScorer(engine, { model, size, fixed }, batch);
  const steps = options.epochs * Math.ceil(training.training.length / batch);
  try {
    if (training.initial !== undefined && state.best.epoch === 0 && state.start === null) {
      const { metrics, headWeights } = await validate(scorer, state.parameters, training.validation);
      state.start = metrics;
      state.best = { epoch: 0, headWeights, parameters: copy(state.parameters) };
    }
    while (!isOver(state, options)) {
      const epoch = state.epochs.length + 1;
      const trainingLoss = await trainEpoch(training, epoch, async (examples, seed) => {
        const filled = fillBatch(examples, size, batch);
        const step = { seed, items: size.items, negatives, dropoutRate, fixed };
        const { loss, gradients } = await computeGradients(graph, compiled, state.parameters, filled, step);
        if (!Number.isFinite(loss)) {
          throw new RangeError(`the loss of ${model} is ${loss} in epoch ${epoch}: lower the learning rate`);
        }
        const learningRate = scheduledRate(options.learningRate, state.adam.steps + 1, steps);
        stepAdam(state.adam, state.parameters, gradients, { ...options, learningRate, shareOf });
        return loss;
      });
      const { metrics, headWeights } = await validate(scorer, state.parameters, training.validation);
      const report = { epoch, trainingLoss, validation: metrics };
      if (metrics['ndcg@10'] > bestMeasure(state)) {
        state.best = { epoch, headWeights, parameters: copy(state.parameters) };
      }
      state.epochs.push(report);
      await training.onEpoch?.(report, state);
    }
  } finally {
    await compiled.close();
    await scorer.close();
  }
  const { best, epochs } = state;
  return {
    model,
    size,
    parameters: best.parameters,
    fixed,
    headWeights: best.headWeights,
    epochs,
    bestEpoch: best.epoch,
    validation: metricsOfBest(state),
  };
}

function fixedOf({ size, itemVectors }: Training): Map<string, Float32Array> {
  const expected = size.items * (size.itemDimensions ?? 0);
  if ((itemVectors?.length ?? 0) !== expected) {
    throw new RangeError(`${itemVectors?.length ?? 'no'} values of item vectors, not ${expected}`);
  }
  return itemVectors === undefined ? new Map() : new Map([[itemVectorsName, itemVectors]]);
}

function beginWith({ model, initial, options }: Training, parameters: readonly Parameter[]): Map<string, Float32Array> {
  const values = initialise(parameters, options.seed);
  for (const [name, given] of initial ?? []) {
    if (values.get(name)?.length !== given.length)
      throw new RangeError(`${model} has no parameter ${name} of ${given.length} values`);
    values.set(name, given.slice());
  }
  return values;
}

function begin({ model, size, options }: Training, parameters: Map<string, Float32Array>): TrainingState {
  return {
    of: { model, size, options },
    epochs: [],
    parameters,
    adam: createAdamState(parameters),
    start: null,
    best: { epoch: 0, headWeights: [], parameters: new Map() },
  };
}

function checkState({ of }: TrainingState, { model, size, options }: Training): void {
  // More patience than before is the same training, going on for longer; other epochs are another schedule.
  const { patience: _patience, ...asked } = options;
  const { patience: _earlier, ...had } = of.options;
  if (JSON.stringify([of.model, of.size, had]) !== JSON.stringify([model, size, asked])) {
    throw new RangeError(`the state is of a training of ${of.model} with another model, size or options`);
  }
}

function isOver({ epochs, best }: TrainingState, options: TrainingOptions): boolean {
  return epochs.length >= options.epochs || epochs.length - best.epoch >= options.patience;
}

const bestMeasure = (state: TrainingState): number =>
  state.start === null && state.best.epoch === 0 ? Number.NEGATIVE_INFINITY : metricsOfBest(state)['ndcg@10'];

function metricsOfBest({ start, epochs, best }: TrainingState): RankingMetrics {
  const metrics = best.epoch === 0 ? start : epochs[best.epoch - 1]?.validation;
  if (metrics === null || metrics === undefined) throw new RangeError(`nothing is known of epoch ${best.epoch}`);
  return metrics;
}

/** Every training example once, in an order of the epoch's own. Answers the mean loss. */
async function trainEpoch(
  { model, training, options, onStep, signal }: Training,
  epoch: number,
  trainStep: (examples: readonly Example[], seed: number) => Promise<number>,
): Promise<number> {
  const epochSeed = deriveSeed(options.seed, 'epoch', epoch);
  const order = createRandom(epochSeed).shuffle(training);
  const steps = Math.ceil(order.length / options.batch);
  let sum = 0;
  for (let step = 1; step <= steps; step += 1) {
    signal?.throwIfAborted();
    const examples = order.slice((step - 1) * options.batch, step * options.batch);
    const loss = await trainStep(examples, deriveSeed(epochSeed, 'step', step));
    sum += loss * examples.length;
    await onStep?.({ model, epoch, step, steps, loss });
  }
  return sum / order.length;
}

const copy = (parameters: ReadonlyMap<string, Float32Array>): Map<string, Float32Array> =>
  new Map([...parameters].map(([name, values]) => [name, values.slice()]));

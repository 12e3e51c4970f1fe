import { add } from '../autodiff/arithmetic.ts';
import { gradientsOf } from '../autodiff/gradients.ts';
import { addConstant, addOutput, usedInputs } from '../autodiff/graph.ts';
import type { Precision, Tensor } from '../autodiff/graph.ts';
import { crossEntropy } from '../autodiff/reducing.ts';
import { concatenate } from '../autodiff/shaping.ts';
import { buildScores } from '../models/models.ts';
import type { ModelName } from '../models/models.ts';
import type { ModelSize } from '../models/model-size.ts';
import { scoreAll, scoreSample } from '../models/score-items.ts';
import { createScope } from '../scope.ts';
import type { Scope } from '../scope.ts';

export interface TrainingGraphOptions {
  batch: number;
  /** Items that each target is told from, drawn for each step and shared by its examples; null for all items. */
  negatives: number | null;
  dropout: boolean;
  precision?: Precision;
}

export interface TrainingGraph {
  scope: Scope;
  /** Parameters that the graph reads as a whole; of others it reads rows. */
  whole: Tensor[];
}

/** A graph whose outputs are `loss` and the `gradientName` of every parameter and looked-up row that it reads. */
export function buildTrainingGraph(model: ModelName, size: ModelSize, options: TrainingGraphOptions): TrainingGraph {
  const { scope, whole, loss } = buildLoss(model, size, options);
  const leaves = [...whole, ...trainedRows(scope)];
  addOutput(scope.graph, 'loss', loss);
  for (const [at, gradient] of gradientsOf(loss, leaves).entries()) {
    addOutput(scope.graph, gradientName(leaves[at]?.name ?? ''), gradient);
  }
  return { scope, whole };
}

/** Looked-up rows of tables that are trained; item vectors are not. */
export const trainedRows = ({ lookups }: Scope): Tensor[] =>
  lookups.map(({ rows }) => rows).filter(({ differentiable }) => differentiable);

export const gradientName = (leaf: string): string => `gradient of ${leaf}`;

/** The loss alone; of a model with several heads, the sum of theirs. */
export function buildLoss(
  model: ModelName,
  size: ModelSize,
  options: TrainingGraphOptions,
): TrainingGraph & { loss: Tensor } {
  const { batch, negatives, ...rest } = options;
  const scope = createScope({ batch, lookups: 'fed', ...rest });
  const items = negatives === null ? scoreAll(scope, size) : scoreSample(scope, size, negatives);
  const told = negatives === null ? toldFromAll(scope, size) : toldFromSample(scope, negatives);
  const losses = buildScores(model, scope, size, items).map((scores) =>
    crossEntropy(add(scores, told.mask), told.targets, weightsOf(scope)),
  );
  const loss = losses.reduce(add);
  const used = new Set(usedInputs(scope.graph).map(({ name }) => name));
  const whole = scope.parameters.map(({ tensor }) => tensor).filter(({ name }) => used.has(name));
  return { scope, whole, loss };
}

interface Told {
  /** Added to the scores: what a target is not told from goes far below. */
  mask: Tensor;
  /** Places of the targets among what is scored. */
  targets: Tensor;
}

/** The loss is -log of the target's share among all items that are not barred. */
const toldFromAll = (scope: Scope, size: ModelSize): Told => ({
  mask: scope.input('candidateMask', [scope.batch, size.items]),
  targets: scope.input('targets', [scope.batch], 'int64'),
});

/** The loss is -log of the target's share among itself, scored first, and the step's negatives that are neither barred nor the target. */
function toldFromSample(scope: Scope, negatives: number): Told {
  const zeros = Array.from({ length: scope.batch }, () => 0);
  const own = addConstant(scope.graph, zeros, [scope.batch, 1]);
  return {
    mask: concatenate([own, scope.input('negativeMask', [scope.batch, negatives])], 1),
    targets: addConstant(scope.graph, zeros, [scope.batch], 'int64'),
  };
}

const weightsOf = (scope: Scope): Tensor => scope.input('weights', [scope.batch]);

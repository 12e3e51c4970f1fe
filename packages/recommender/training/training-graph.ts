import { add, multiply } from '../autodiff/arithmetic.ts';
import { gradientsOf } from '../autodiff/gradients.ts';
import { addConstant, addOutput, usedInputs } from '../autodiff/graph.ts';
import type { Precision, Tensor } from '../autodiff/graph.ts';
import { dotProducts } from '../autodiff/products.ts';
import { crossEntropy, sumAlong } from '../autodiff/reducing.ts';
import { concatenate } from '../autodiff/shaping.ts';
import { buildStates } from '../models/models.ts';
import type { ModelName } from '../models/models.ts';
import type { ModelSize } from '../models/model-size.ts';
import { allItems, someItems } from '../models/streams.ts';
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

/** The loss alone; of a model with several states, the sum of theirs. */
export function buildLoss(
  model: ModelName,
  size: ModelSize,
  options: TrainingGraphOptions,
): TrainingGraph & { loss: Tensor } {
  const { batch, negatives, ...rest } = options;
  const scope = createScope({ batch, lookups: 'fed', ...rest });
  const states = buildStates(model, scope, size);
  const losses = states.map((state) =>
    negatives === null ? lossOverAll(scope, size, state) : lossOverSample(scope, size, state, negatives),
  );
  const loss = losses.reduce(add);
  const used = new Set(usedInputs(scope.graph).map(({ name }) => name));
  const whole = scope.parameters.map(({ tensor }) => tensor).filter(({ name }) => used.has(name));
  return { scope, whole, loss };
}

/** -log of the target's share among all items. */
function lossOverAll(scope: Scope, size: ModelSize, state: Tensor): Tensor {
  const scores = dotProducts(state, allItems(scope, size));
  return crossEntropy(scores, scope.input('targets', [scope.batch], 'int64'), weightsOf(scope));
}

/** -log of the target's share among itself and the step's negatives; where a negative is the target, `negativeMask` hides it. */
function lossOverSample(scope: Scope, size: ModelSize, state: Tensor, negatives: number): Tensor {
  const ofTargets = sumAlong(multiply(state, someItems(scope, size, 'targets', [scope.batch])), 1);
  const ofNegatives = dotProducts(state, someItems(scope, size, 'negatives', [negatives]));
  const mask = scope.input('negativeMask', [scope.batch, negatives]);
  const first = addConstant(
    scope.graph,
    Array.from({ length: scope.batch }, () => 0),
    [scope.batch],
    'int64',
  );
  return crossEntropy(concatenate([ofTargets, add(ofNegatives, mask)], 1), first, weightsOf(scope));
}

const weightsOf = (scope: Scope): Tensor => scope.input('weights', [scope.batch]);

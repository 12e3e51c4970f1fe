import { add, scale } from '../autodiff/arithmetic.ts';
import { encodeOnnx } from '../autodiff/encode-onnx.ts';
import { addOutput } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { logSoftmax } from '../autodiff/reducing.ts';
import { buildScores } from '../models/models.ts';
import type { ModelName } from '../models/models.ts';
import type { ModelSize } from '../models/model-size.ts';
import { scoreAll } from '../models/score-items.ts';
import { createScope } from '../scope.ts';
import type { Scope } from '../scope.ts';

/**
 * A graph whose outputs `scores0`, `scores1`, .. [batch, items] are one a state. Of a model with several states they are logarithms of
 * shares, so that adding them means something.
 */
export function buildScoringGraph(model: ModelName, size: ModelSize, batch: number): { scope: Scope; heads: number } {
  const scope = createScope({ batch, lookups: 'gathered' });
  const scores = buildHeads(scope, model, size);
  for (const [at, head] of scores.entries()) addOutput(scope.graph, `scores${at}`, head);
  return { scope, heads: scores.length };
}

/** What remains of training: all that scoring needs. */
export interface TrainedModel {
  model: ModelName;
  size: ModelSize;
  parameters: ReadonlyMap<string, Float32Array>;
  /** What is fed to every run alike and not trained: the item vectors, where the size has them. */
  fixed: ReadonlyMap<string, Float32Array>;
  /** How much each state's scores count; they add up to 1. */
  headWeights: readonly number[];
}

/**
 * An ONNX file with the trained parameters in it. Inputs: `historyItems`, `historyGaps` (buckets, `gapBucketOf`), `dialogTokens` (int64) and
 * `dialogVectors` (float32), as far as the model reads them, each [batch, length, ..] with padding in front, and for each stream `historyPresent`
 * and `dialogPresent` (float32), 1 where there is something and 0 in padding; `dialogItems` (int64) and `dialogNamed` (float32) tell which item a
 * position refuses, and whether it refuses one; `itemProfiles` [batch, items, ..] where items have profiles. Output: `scores` [batch, items];
 * what the user has had or refused is the caller's to leave out.
 */
export function exportModel({ model, size, parameters, fixed, headWeights }: TrainedModel, batch = 1): Uint8Array {
  const scope = createScope({ batch, lookups: 'gathered' });
  const heads = buildHeads(scope, model, size);
  const scores = heads.length === 1 ? heads : heads.map((head, at) => scale(head, headWeights[at] ?? 0));
  addOutput(scope.graph, 'scores', scores.reduce(add));
  return encodeOnnx(scope.graph, new Map([...fixed, ...parameters]), { model, size: JSON.stringify(size) });
}

function buildHeads(scope: Scope, model: ModelName, size: ModelSize): Tensor[] {
  const scores = buildScores(model, scope, size, scoreAll(scope, size));
  return scores.length === 1 ? scores : scores.map(logSoftmax);
}

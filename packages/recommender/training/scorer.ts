import { usedInputs } from '../autodiff/graph.ts';
import { floatsOf } from '../engine.ts';
import type { Engine, TensorData } from '../engine.ts';
import { fillBatch } from './batch.ts';
import type { Example } from './batch.ts';
import { buildScoringGraph } from './scoring-graph.ts';
import type { TrainedModel } from './scoring-graph.ts';

/** One example's scores of all items, one array a state of the model. */
export type HeadScores = readonly Float32Array[];

export interface Scorer {
  /** States of the model, each with its own scores. */
  heads: number;
  /** Calls back once an example, in order; the arrays are views that live until the next batch. */
  score(
    parameters: ReadonlyMap<string, Float32Array>,
    examples: readonly Example[],
    onScores: (scores: HeadScores, example: Example) => void,
  ): Promise<void>;
  close(): Promise<void>;
}

/** Scores with parameters that may change between calls; the graph is compiled once. */
export async function createScorer(
  engine: Engine,
  { model, size, fixed }: Pick<TrainedModel, 'model' | 'size' | 'fixed'>,
  batch: number,
): Promise<Scorer> {
  const { scope, heads } = buildScoringGraph(model, size, batch);
  const compiled = await engine.compile(scope.graph, fixed);
  const used = new Set(usedInputs(scope.graph).map(({ name }) => name));
  return {
    heads,
    close: () => compiled.close(),
    async score(parameters, examples, onScores) {
      for (let from = 0; from < examples.length; from += batch) {
        const part = examples.slice(from, from + batch);
        const { ids, floats } = fillBatch(part, size, batch);
        const inputs = new Map<string, TensorData>([...floats, ...parameters].filter(([name]) => used.has(name)));
        for (const [name, values] of ids) if (used.has(name)) inputs.set(name, BigInt64Array.from(values, BigInt));
        const outputs = await compiled.run(inputs);
        const scores = Array.from({ length: heads }, (_, head) => floatsOf(outputs, `scores${head}`));
        for (const [row, example] of part.entries()) {
          onScores(
            scores.map((head) => head.subarray(row * size.items, (row + 1) * size.items)),
            example,
          );
        }
      }
    },
  };
}

/** The states' scores added with their weights. */
export function addScores(scores: HeadScores, headWeights: readonly number[]): Float32Array {
  const [first] = scores;
  if (first === undefined) throw new RangeError('a model has at least one state');
  if (scores.length === 1) return first;
  const sums = new Float32Array(first.length);
  for (const [at, head] of scores.entries()) {
    const weight = headWeights[at] ?? 0;
    for (let item = 0; item < sums.length; item += 1) sums[item] = (sums[item] ?? 0) + weight * (head[item] ?? 0);
  }
  return sums;
}

import type { AspectModel } from './aspect-model.ts';
import { projectTerms } from './clause-vectors.ts';
import { dot } from './spherical-k-means.ts';
import { weighTerms } from './term-matrix.ts';
import { extractTerms } from './terms.ts';

export interface ClauseAspect {
  aspectId: string;
  /** Cosine to the aspect's centroid. */
  similarity: number;
}

/** A clause speaks of one thing, at times of two; more would be the projection's doing. */
const mostAspects = 2;

/**
 * Aspects of a clause: the centroids with a cosine of at least `minimumSimilarity`, nearest first, at most two. Junk clusters compete as
 * well, so that a clause nearest to one is not given to the next aspect; they are left out of the answer.
 */
export function findClauseAspects(
  model: AspectModel,
  kept: ReadonlySet<string>,
  clause: string,
  minimumSimilarity: number,
): ClauseAspect[] {
  const { projection, centroids, vocabulary, aspectIds } = model;
  const { dimensions, rows } = projection;
  const weighted = weighTerms(extractTerms(clause), vocabulary);
  const vector = new Float32Array(dimensions);
  const terms = weighted.map(([term]) => term);
  const weights = weighted.map(([, weight]) => weight);
  if (!projectTerms(terms, weights, rows, vector)) return [];
  return aspectIds
    .map((aspectId, at) => ({
      aspectId,
      similarity: dot(vector, 0, centroids.values, at * dimensions, dimensions),
    }))
    .filter(({ similarity }) => similarity >= minimumSimilarity)
    .toSorted((a, b) => b.similarity - a.similarity || (a.aspectId < b.aspectId ? -1 : 1))
    .slice(0, mostAspects)
    .filter(({ aspectId }) => kept.has(aspectId));
}

import type { AspectModel } from './aspect-model.ts';
import { projectTerms } from './clause-vectors.ts';
import { dot } from './spherical-k-means.ts';
import { weighTerms } from './term-matrix.ts';
import { extractTerms } from '../text/terms.ts';

export interface FoundAspect {
  aspectId: string;
  /** Cosine of the clause to the nearest of the aspect's centroids. */
  similarity: number;
}

/** The aspects that a clause speaks of, nearest first; empty when it speaks of none. */
export type FindAspects = (clause: string) => FoundAspect[];

/** A clause speaks of one thing, at times of two; more would be the projection's doing. */
const mostAspects = 2;

/**
 * A clause speaks of the aspects whose centroid it comes as near as `minimumSimilarity`, of the two nearest at most. Junk clusters, those
 * not in `kept`, compete as well, so that what is theirs is not given to the next aspect; they are left out of the answer.
 */
export function createFindAspects(
  { vocabulary, projection, aspectIds, centroids }: AspectModel,
  kept: ReadonlySet<string>,
  minimumSimilarity: number,
): FindAspects {
  const vector = new Float32Array(projection.dimensions);
  return (clause) => {
    const weighed = weighTerms(extractTerms(clause), vocabulary);
    const terms = weighed.map(([term]) => term);
    const weights = weighed.map(([, weight]) => weight);
    if (!projectTerms(terms, weights, projection.rows, vector)) return [];
    const nearest = new Map<string, number>();
    for (const [centroid, aspectId] of aspectIds.entries()) {
      const similarity = dot(vector, 0, centroids.values, centroid * vector.length, vector.length);
      if (similarity >= minimumSimilarity) nearest.set(aspectId, Math.max(similarity, nearest.get(aspectId) ?? -1));
    }
    // Most clauses speak of nothing.
    if (nearest.size === 0) return [];
    return [...nearest]
      .map(([aspectId, similarity]) => ({ aspectId, similarity }))
      .toSorted((a, b) => b.similarity - a.similarity || (a.aspectId < b.aspectId ? -1 : 1))
      .slice(0, mostAspects)
      .filter(({ aspectId }) => kept.has(aspectId));
  };
}

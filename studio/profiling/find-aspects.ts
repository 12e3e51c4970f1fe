import type { AspectModel } from './aspect-model.ts';
import { projectTerms } from './clause-vectors.ts';
import { dot } from './spherical-k-means.ts';
import { weighTerms } from './term-matrix.ts';
import { extractTerms } from './terms.ts';

export interface FoundAspect {
  aspectId: string;
  /** Cosine of the clause to the aspect's centroid. */
  similarity: number;
}

/** The aspects that a clause speaks of, in the aspects' order; empty when it speaks of none. */
export type FindAspects = (clause: string) => FoundAspect[];

/** A clause speaks of the wanted aspects whose centroid it comes as near as `minimumSimilarity`. */
export function createFindAspects(
  { vocabulary, projection, aspectIds, centroids }: AspectModel,
  wanted: ReadonlySet<string>,
  minimumSimilarity: number,
): FindAspects {
  const vector = new Float32Array(projection.dimensions);
  return (clause) => {
    const weighed = weighTerms(extractTerms(clause), vocabulary);
    const terms = weighed.map(([term]) => term);
    const weights = weighed.map(([, weight]) => weight);
    if (!projectTerms(terms, weights, projection.rows, vector)) return [];
    return aspectIds
      .map((aspectId, aspect) => ({
        aspectId,
        similarity: dot(vector, 0, centroids.values, aspect * vector.length, vector.length),
      }))
      .filter(({ aspectId, similarity }) => wanted.has(aspectId) && similarity >= minimumSimilarity);
  };
}

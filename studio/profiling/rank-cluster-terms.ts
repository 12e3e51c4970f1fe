import type { Assignment } from './spherical-k-means.ts';
import type { TermMatrix } from './term-matrix.ts';

/** What stands near the centre of one cluster. */
export interface ClusterCore {
  /** Vectors of the cluster. */
  size: number;
  /** Those near enough to its centre to be mentions. */
  core: number;
  /** Highest class-based TF-IDF among the near ones first, at most 10. */
  topTerms: number[];
}

const topTermCount = 10;

/** Ranks the terms of each cluster's core. `clauses` holds the clause of each assigned vector. */
export function rankClusterTerms(
  { clusters, similarities }: Assignment,
  count: number,
  clauses: Uint32Array,
  matrix: TermMatrix,
  minimumSimilarity: number,
): ClusterCore[] {
  const cores = Array.from({ length: count }, () => ({ size: 0, core: 0, uses: new Map<number, number>() }));
  const everywhere = new Uint32Array(matrix.vocabularySize);
  let total = 0;
  for (const [row, cluster] of clusters.entries()) {
    const own = cores[cluster];
    if (own === undefined) continue;
    own.size += 1;
    if ((similarities[row] ?? 0) < minimumSimilarity) continue;
    own.core += 1;
    const clause = clauses[row] ?? 0;
    for (let at = matrix.offsets[clause] ?? 0; at < (matrix.offsets[clause + 1] ?? 0); at += 1) {
      const term = matrix.terms[at] ?? 0;
      own.uses.set(term, (own.uses.get(term) ?? 0) + 1);
      everywhere[term] = (everywhere[term] ?? 0) + 1;
      total += 1;
    }
  }
  // Within one cluster the size is the same for all terms: the order needs no division by it.
  const score = (term: number, uses: number): number => uses * Math.log(1 + total / count / (everywhere[term] ?? 1));
  return cores.map(({ size, core, uses }) => ({
    size,
    core,
    topTerms: [...uses]
      .map(([term, own]) => ({ term, score: score(term, own) }))
      .toSorted((a, b) => b.score - a.score || a.term - b.term)
      .slice(0, topTermCount)
      .map(({ term }) => term),
  }));
}

import { StudioFailure } from '../../schemas/failure.ts';
import { deriveSeed } from '../random.ts';
import type { AspectModel } from './aspect-model.ts';
import { projectClauses } from './clause-vectors.ts';
import { judgeClusters } from './judge-clusters.ts';
import type { Aspect } from './judge-clusters.ts';
import type { Pause } from './pause.ts';
import { assignVectors, clusterVectors } from './spherical-k-means.ts';
import type { UnitVectors } from './spherical-k-means.ts';
import { buildTermMatrix, buildVocabulary } from './term-matrix.ts';
import { extractTerms } from './terms.ts';
import { defaultProjectionOptions, trainProjection } from './train-projection.ts';

/** Clauses of one review stand together, in reading order. */
export interface TrainingClause {
  reviewId: string;
  text: string;
}

export interface InductionOptions {
  /** Clusters to make; fewer aspects are left when some are junk. */
  count: number;
  /** Cosine to its centroid from which a clause is a mention. */
  minimumSimilarity: number;
  seed: number;
}

export interface Induction {
  model: AspectModel;
  aspects: Aspect[];
  figures: Record<string, number>;
}

/** More vectors hardly move the centroids, they only take time; every clause is assigned afterwards. */
const maximumClusteredVectors = 15_000;

/**
 * Induces aspects from clauses without supervision: a vocabulary, a projection trained with InfoNCE, spherical k-means, names by
 * class-based TF-IDF, and a rule for junk. Deterministic for one seed and order of clauses. Throws DatasetMalformed when the clauses
 * hold too little text.
 */
export async function induceAspectModel(
  clauses: readonly TrainingClause[],
  options: InductionOptions,
  pause: Pause,
): Promise<Induction> {
  const terms = await extractAllTerms(clauses, pause);
  const vocabulary = buildVocabulary(terms, {
    minimumClauses: Math.max(3, Math.round(clauses.length / 10_000)),
    maximumTerms: 20_000,
  });
  const matrix = buildTermMatrix(terms, vocabulary);
  const seed = deriveSeed(options.seed, 'aspects');
  const projection = await trainProjection(
    matrix,
    numberReviews(clauses),
    { ...defaultProjectionOptions, steps: countSteps(clauses.length), seed },
    pause,
  );
  const vectors = projectClauses(matrix, projection);
  if (vectors.size < options.count) {
    throw new StudioFailure('DatasetMalformed', `only ${vectors.size} clauses of the reviews share words with others`, {
      remedy: `Give more reviews, or set aspects.count to ${Math.max(2, vectors.size)} or less.`,
    });
  }
  const clustering = await clusterVectors(
    takeEvenly(vectors, maximumClusteredVectors),
    { clusters: options.count, restarts: 3, maximumIterations: 50, tolerance: 1e-4, seed },
    pause,
  );
  const assignment = await assignVectors(vectors, clustering.centroids, pause);
  const texts = Array.from(vectors.clauses, (clause) => clauses[clause]?.text ?? '');
  const judged = judgeClusters(assignment, options.count, texts, options.minimumSimilarity);
  return {
    model: {
      vocabulary,
      projection,
      aspectIds: judged.map(({ aspect }) => aspect.aspectId),
      centroids: pickVectors(
        clustering.centroids,
        judged.map(({ cluster }) => cluster),
      ),
    },
    aspects: judged.map(({ aspect }) => aspect),
    figures: {
      training_clauses: clauses.length,
      vocabulary_terms: vocabulary.terms.length,
      info_nce_first: meanOf(projection.losses.slice(0, 50)),
      info_nce_last: meanOf(projection.losses.slice(-50)),
      mean_cosine: assignment.meanSimilarity,
      kept_aspects: judged.filter(({ aspect }) => aspect.kept).length,
    },
  };
}

async function extractAllTerms(clauses: readonly TrainingClause[], pause: Pause): Promise<string[][]> {
  const terms: string[][] = [];
  for (const { text } of clauses) {
    terms.push(extractTerms(text));
    if (terms.length % 1024 === 0) await pause(`terms: ${terms.length} of ${clauses.length} clauses`);
  }
  return terms;
}

/** Ten passes over few clauses; over many the loss settles within 600 batches. */
function countSteps(clauses: number): number {
  return Math.max(50, Math.min(600, Math.round((10 * clauses) / defaultProjectionOptions.batch)));
}

function numberReviews(clauses: readonly TrainingClause[]): Uint32Array {
  let number = 0;
  return Uint32Array.from(clauses, ({ reviewId }, clause) => {
    if (clause > 0 && clauses[clause - 1]?.reviewId !== reviewId) number += 1;
    return number;
  });
}

function takeEvenly(vectors: UnitVectors, most: number): UnitVectors {
  if (vectors.size <= most) return vectors;
  return pickVectors(
    vectors,
    Array.from({ length: most }, (_, at) => Math.floor((at * vectors.size) / most)),
  );
}

function pickVectors({ dimensions, values }: UnitVectors, rows: readonly number[]): UnitVectors {
  const picked = new Float32Array(rows.length * dimensions);
  for (const [at, row] of rows.entries()) {
    picked.set(values.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  }
  return { size: rows.length, dimensions, values: picked };
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

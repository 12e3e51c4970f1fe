import { stemmer } from 'stemmer';
import { StudioFailure } from '../../schemas/failure.ts';
import { deriveSeed } from '../random.ts';
import type { AspectModel } from './aspect-model.ts';
import { projectClauses } from './clause-vectors.ts';
import { clusterClauses } from './cluster-clauses.ts';
import { createCoherence } from './coherence.ts';
import { judgeClusters } from './judge-clusters.ts';
import type { Aspect } from './judge-clusters.ts';
import { learnTermRows } from './learn-term-rows.ts';
import type { Pause } from './pause.ts';
import type { Assignment, UnitVectors } from './spherical-k-means.ts';
import { createTagWords } from '../text/tag-words.ts';
import type { TaggedWord } from '../text/tag-words.ts';
import { splitWords } from '../text/terms.ts';
import { buildTermMatrix, buildVocabulary } from './term-matrix.ts';
import type { TermMatrix, Vocabulary } from './term-matrix.ts';
import { countTermUses } from './term-uses.ts';
import { weighTermUse } from './term-weights.ts';
import { placeTerms } from './place-terms.ts';
import { assignHeads, fewestInCluster, placeUses } from './place-uses.ts';
import type { JudgedUse } from './kinds/judged-heads.ts';
import { tieHeads } from './kinds/tie-heads.ts';
import { rankClusterTerms } from './rank-cluster-terms.ts';
import { trainDenseProjection } from './train-dense-projection.ts';
import { defaultProjectionOptions, drawTermRows, trainProjection } from './train-projection.ts';
import type { Projection, ProjectionOptions } from './train-projection.ts';

/** Clauses of one review stand together, in reading order. */
export interface TrainingClause {
  reviewId: string;
  userId: string;
  text: string;
  /** What opinions in it are about: noun phrases and verb phrases, as they stand there, with the lemma of their head and the word that judges them. */
  terms: readonly { text: string; head: string; isNoun: boolean; judge: string }[];
}

export interface InductionOptions {
  /** Clusters to make, or 'auto', which groups words by kind instead; fewer aspects are left when some are junk or speak of the same. */
  count: number | 'auto';
  /** Cosine to its centroid from which a use of a term counts for a cluster. */
  minimumSimilarity: number;
  seed: number;
  /** One dense vector a clause, where a model gave them; else the clauses' own terms are all there is. */
  vectors?: UnitVectors;
  /** 0 leaves the projection at its start, for the ablation; as many as the clauses ask for when not given. */
  contrastiveSteps?: number;
  /** 'random' starts the projection with plain term vectors, for the ablation; where the terms' company puts them when not given. */
  start?: 'company' | 'random';
}

export interface Induction {
  /** Its `heads` are the aspects of terms by the lemma of their head; none for a head that is said of many things. */
  model: AspectModel;
  aspects: Aspect[];
  figures: Record<string, number>;
}

/**
 * Induces aspects without supervision: a vocabulary weighted by parts of speech, words placed by the company they keep in the clauses, the
 * places refined with InfoNCE, spherical k-means over the terms that opinions are about, words of one kind under one of them (`tieHeads`; clusters stay as
 * they are where a count is given), names by class-based TF-IDF, and rules for junk.
 * Deterministic for one seed and order of clauses. Throws DatasetMalformed when the clauses hold too little text.
 */
export async function induceAspectModel(
  clauses: readonly TrainingClause[],
  options: InductionOptions,
  pause: Pause,
): Promise<Induction> {
  const words = await tagAllWords(clauses, pause);
  const vocabulary = buildWeightedVocabulary(words);
  const matrix = buildTermMatrix(listTerms(words), vocabulary);
  const seed = deriveSeed(options.seed, 'aspects');
  const reviews = numberReviews(clauses);
  const { passes, mostSteps } = options.vectors === undefined ? sparseTraining : denseTraining;
  const enough = Math.round((passes * clauses.length) / defaultProjectionOptions.batch);
  const steps = options.contrastiveSteps ?? Math.max(50, Math.min(mostSteps, enough));
  const training = { ...defaultProjectionOptions, steps, seed };
  const projection =
    options.vectors === undefined
      ? await projectSparse(matrix, reviews, options.start ?? 'company', training, pause)
      : await projectDense(matrix, reviews, options.vectors, training, pause);
  const uses = clauses.flatMap(({ terms }, clause) =>
    terms.map((term) => ({ clause, head: term.head, isNoun: term.isNoun, judge: term.judge, words: readTerm(term) })),
  );
  const termMatrix = buildTermMatrix(listTerms(uses.map((use) => use.words)), vocabulary);
  const vectors = placeUses(uses, projectClauses(matrix, projection));
  const fewest = options.count === 'auto' ? 2 : options.count;
  if (vectors.size < fewest) {
    throw tooFewThings(vectors.size);
  }
  const coherence = createCoherence(matrix, reviews);
  const reviewOfUse = Uint32Array.from(uses, ({ clause }) => reviews[clause] ?? 0);
  const clusters = await clusterClauses(vectors, termMatrix, reviewOfUse, { ...options, seed }, pause);
  const { centroids, assignment } = clusters;
  const heads = Array.from(vectors.clauses, (use) => uses[use]?.head ?? '');
  const placed = assignHeads(heads, assignment, options.minimumSimilarity);
  const judgedUses = Array.from(vectors.clauses, (use, row): JudgedUse => {
    const { clause = 0, head = '', isNoun = false, judge = '' } = uses[use] ?? {};
    return { clause, head, isNoun, judge, cluster: assignment.clusters[row] ?? 0 };
  });
  // A count that was asked for is kept.
  const byKind = options.count === 'auto' ? groupByKind(judgedUses, placed) : undefined;
  const { assignment: byHead, count } = byKind ?? { assignment: placed, count: centroids.size };
  const cores = rankClusterTerms(byHead, count, vectors.clauses, termMatrix, fewestInCluster);
  const judged = judgeClusters(
    byHead,
    cores,
    Array.from(vectors.clauses, (use) => {
      const { clause = 0, words: read = [] } = uses[use] ?? {};
      const { userId = '', text = '' } = clauses[clause] ?? {};
      return { words: read, userId, text };
    }),
    coherence,
    fewestInCluster,
  );
  const ids = new Map(judged.map(({ cluster, aspect }) => [cluster, aspect.aspectId]));
  const kept = judged.filter(({ aspect }) => aspect.kept);
  const aspectOf = new Map(
    heads.flatMap((head, row): [string, string][] => {
      const isNear = (byHead.similarities[row] ?? 0) >= fewestInCluster;
      const aspectId = isNear ? ids.get(byHead.clusters[row] ?? -1) : undefined;
      return aspectId === undefined ? [] : [[head, aspectId]];
    }),
  );
  return {
    model: { vocabulary, projection, heads: new Map([...aspectOf].toSorted(([a], [b]) => (a < b ? -1 : 1))) },
    aspects: judged.map(({ aspect }) => aspect),
    figures: {
      training_clauses: clauses.length,
      training_terms: uses.length,
      vocabulary_terms: vocabulary.terms.length,
      info_nce_first: meanOf(projection.losses.slice(0, 50)),
      info_nce_last: meanOf(projection.losses.slice(-50)),
      mean_cosine: assignment.meanSimilarity,
      clusters: centroids.size,
      kept_aspects: kept.length,
      coherence_npmi: meanOf(kept.map(({ cluster }) => coherence(cores[cluster]?.topTerms ?? []))),
    },
  };
}

async function projectSparse(
  matrix: TermMatrix,
  reviews: Uint32Array,
  start: 'company' | 'random',
  options: ProjectionOptions,
  pause: Pause,
): Promise<Projection> {
  const { dimensions, seed } = options;
  if (start === 'random') {
    const rows = drawTermRows(matrix.vocabularySize, dimensions, seed);
    return trainProjection(matrix, reviews, rows, { ...options, learningRate: randomStartRate }, pause);
  }
  return trainProjection(matrix, reviews, await placeTerms(matrix, reviews, dimensions, seed, pause), options, pause);
}

/** Term rows that reproduce the trained projection of dense vectors. */
async function projectDense(
  matrix: TermMatrix,
  reviews: Uint32Array,
  vectors: UnitVectors,
  options: ProjectionOptions,
  pause: Pause,
): Promise<Projection> {
  const projected = await trainDenseProjection(vectors, reviews, options, pause);
  const rows = await learnTermRows(matrix, projected, pause);
  return { dimensions: options.dimensions, rows, losses: projected.losses };
}

async function tagAllWords(clauses: readonly TrainingClause[], pause: Pause): Promise<TaggedWord[][]> {
  const tagWords = createTagWords();
  const words: TaggedWord[][] = [];
  for (const { text } of clauses) {
    words.push(tagWords(text));
    if (words.length % 256 === 0) await pause(`words: ${words.length} of ${clauses.length} clauses`);
  }
  return words;
}

/** Every word of a term counts as a noun: the whole is one. Of a verb and its object the verb is none: nobody asks for "the unlock". */
function readTerm({ text, head, isNoun }: TrainingClause['terms'][number]): TaggedWord[] {
  const verb = isNoun ? undefined : stemmer(head);
  return splitWords(text).map((word) => ({ ...word, role: word.stem === verb ? 'verb' : 'noun' }));
}

/** One cluster a leader; uses of heads that no leader names are in none, whose number is the count. Undefined where too few words lead. */
function groupByKind(
  uses: readonly JudgedUse[],
  placed: Assignment,
): { assignment: Assignment; count: number } | undefined {
  const leaderOf = tieHeads(uses);
  const places = new Map([...new Set(leaderOf.values())].map((leader, place) => [leader, place]));
  if (places.size < 2) return undefined;
  const clusters = Uint32Array.from(uses, ({ head }) => places.get(leaderOf.get(head) ?? '') ?? places.size);
  const similarities = Float32Array.from(clusters, (cluster) => (cluster < places.size ? 1 : 0));
  return { assignment: { ...placed, clusters, similarities }, count: places.size };
}

const listTerms = (words: readonly TaggedWord[][]): string[][] =>
  words.map((clause) => clause.flatMap(({ stem }) => stem ?? []));

function buildWeightedVocabulary(words: readonly TaggedWord[][]): Vocabulary {
  const uses = countTermUses(words);
  return buildVocabulary(listTerms(words), {
    minimumClauses: Math.max(3, Math.round(words.length / 10_000)),
    maximumTerms: 20_000,
    weightOf(term) {
      const use = uses.get(term);
      return use === undefined ? 0 : weighTermUse(use);
    },
  });
}

/** Passes over the clauses; of many clauses a part settles the loss. */
const sparseTraining = { passes: 4, mostSteps: 400 };
/** From a random start, with every step moving all weights. */
const denseTraining = { passes: 30, mostSteps: 200 };
/** Plain term vectors have far to go. */
const randomStartRate = 0.5;

function numberReviews(clauses: readonly TrainingClause[]): Uint32Array {
  let number = 0;
  return Uint32Array.from(clauses, ({ reviewId }, clause) => {
    if (clause > 0 && clauses[clause - 1]?.reviewId !== reviewId) number += 1;
    return number;
  });
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function tooFewThings(things: number): StudioFailure {
  if (things === 0) {
    return new StudioFailure('DatasetMalformed', 'nothing that the reviews judge recurs in English words', {
      remedy:
        'Aspects are found in English text, whose words blanks separate: give the reviews in English, or translated, and more of them with text.',
    });
  }
  const count = things === 1 ? 'one thing' : `${things} things`;
  const fewer = things === 1 ? '' : `, or set aspects.count to ${things} or less`;
  return new StudioFailure('DatasetMalformed', `the reviews judge only ${count} in words that recur`, {
    remedy: `Give more reviews with text, in English${fewer}.`,
  });
}

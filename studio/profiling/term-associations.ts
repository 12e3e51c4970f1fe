import type { Pause } from './pause.ts';
import type { TermMatrix } from './term-matrix.ts';

/** Rows of a square sparse matrix: row r has the columns and values from offsets[r] to offsets[r + 1]. */
export interface SparseRows {
  size: number;
  offsets: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
}

/** Two terms in neighbouring clauses of one review count as this much of two in one clause. */
const neighbourWeight = 0.3;
/** Damps the pull of rare terms, whose few meetings look like strong ones (Levy et al., 2015). */
const contextPower = 0.75;
/** Partners of a term that are weighed, those it meets most: bounds the memory, and the rest are chance. */
const mostPartners = 500;

/**
 * How much more often than by chance two terms stand in one clause or in neighbouring ones: positive pointwise mutual information, with
 * context counts raised to a power, made symmetric. `reviews` holds the review of each clause. Needs memory for `mostPartners` a term.
 */
export async function buildTermAssociations(
  clauses: TermMatrix,
  reviews: Uint32Array,
  pause: Pause,
): Promise<SparseRows> {
  const postings = listClauses(clauses);
  const sums = new Float64Array(clauses.vocabularySize);
  const joint = new Float64Array(clauses.vocabularySize);
  for (const term of sums.keys()) {
    sums[term] = countPartners(clauses, reviews, postings, term, joint).sum;
    await pause(`terms: ${term + 1} of ${sums.length} met`);
  }
  const total = sums.reduce((sum, value) => sum + value, 0);
  const contextTotal = sums.reduce((sum, value) => sum + value ** contextPower, 0);
  // The mean of both directions: each term is once the word and once its context.
  const surprises = sums.map((sum) => Math.log(sum / total) / 2 + Math.log(sum ** contextPower / contextTotal) / 2);
  const offsets = new Uint32Array(clauses.vocabularySize + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (const term of sums.keys()) {
    const { partners } = countPartners(clauses, reviews, postings, term, joint);
    for (const { partner, weight } of partners) {
      const information = Math.log(weight / total) - (surprises[term] ?? 0) - (surprises[partner] ?? 0);
      if (information <= 0) continue;
      columns.push(partner);
      values.push(information);
    }
    offsets[term + 1] = columns.length;
    await pause(`terms: ${term + 1} of ${sums.length} weighed`);
  }
  return { size: sums.length, offsets, columns: Uint32Array.from(columns), values: Float32Array.from(values) };
}

/** Clauses of each term, ascending. */
function listClauses({ size, vocabularySize, offsets, terms }: TermMatrix): number[][] {
  const postings: number[][] = Array.from({ length: vocabularySize }, () => []);
  for (let clause = 0; clause < size; clause += 1) {
    for (const term of terms.subarray(offsets[clause], offsets[clause + 1])) postings[term]?.push(clause);
  }
  return postings;
}

interface Partners {
  /** Weight of all meetings. */
  sum: number;
  /** Those met most, by number. */
  partners: { partner: number; weight: number }[];
}

/** `joint` is all zero before and after. */
function countPartners(
  clauses: TermMatrix,
  reviews: Uint32Array,
  postings: readonly (readonly number[])[],
  term: number,
  joint: Float64Array,
): Partners {
  const met: number[] = [];
  let sum = 0;
  for (const own of postings[term] ?? []) {
    for (const clause of [own - 1, own, own + 1]) {
      if (clause < 0 || clause >= clauses.size || reviews[clause] !== reviews[own]) continue;
      const weight = clause === own ? 1 : neighbourWeight;
      for (let at = clauses.offsets[clause] ?? 0; at < (clauses.offsets[clause + 1] ?? 0); at += 1) {
        const partner = clauses.terms[at] ?? 0;
        if (partner === term) continue;
        if (joint[partner] === 0) met.push(partner);
        joint[partner] = (joint[partner] ?? 0) + weight;
        sum += weight;
      }
    }
  }
  let partners = met.map((partner) => ({ partner, weight: joint[partner] ?? 0 }));
  for (const partner of met) joint[partner] = 0;
  if (partners.length > mostPartners) {
    partners = partners.toSorted((a, b) => b.weight - a.weight || a.partner - b.partner).slice(0, mostPartners);
  }
  return { sum, partners: partners.toSorted((a, b) => a.partner - b.partner) };
}

import type { TermMatrix } from './term-matrix.ts';

/**
 * Mean NPMI of the pairs of some terms, -1 (never together) to 1 (never apart); 0 for fewer than two terms.
 */
export type Coherence = (terms: readonly number[]) => number;

/** Neighbouring clauses of one review that count as one passage. */
const clausesPerPassage = 3;

/**
 * Coherence as topic models are judged by (Bouma, 2009; Röder et al., 2015): normalised pointwise mutual information of two terms standing in
 * one passage. `reviews` holds the review of each clause.
 */
export function createCoherence(clauses: TermMatrix, reviews: Uint32Array): Coherence {
  const { passages, postings } = listPassages(clauses, reviews);
  return (terms) => {
    let total = 0;
    let pairs = 0;
    for (const [position, term] of terms.entries()) {
      for (const other of terms.slice(0, position)) {
        total += computeNpmi(postings[term] ?? [], postings[other] ?? [], passages);
        pairs += 1;
      }
    }
    return pairs === 0 ? 0 : total / pairs;
  };
}

/** Ascending numbers of the passages that each term stands in. */
function listPassages(clauses: TermMatrix, reviews: Uint32Array): { passages: number; postings: number[][] } {
  const postings: number[][] = Array.from({ length: clauses.vocabularySize }, () => []);
  let passage = 0;
  let inPassage = 0;
  for (let clause = 0; clause < clauses.size; clause += 1) {
    if (inPassage === clausesPerPassage || (clause > 0 && reviews[clause] !== reviews[clause - 1])) {
      passage += 1;
      inPassage = 0;
    }
    inPassage += 1;
    for (let at = clauses.offsets[clause] ?? 0; at < (clauses.offsets[clause + 1] ?? 0); at += 1) {
      const met = postings[clauses.terms[at] ?? 0];
      if (met !== undefined && met.at(-1) !== passage) met.push(passage);
    }
  }
  return { passages: passage + 1, postings };
}

function computeNpmi(left: readonly number[], right: readonly number[], passages: number): number {
  const joint = countCommon(left, right);
  if (joint === 0) return -1;
  if (joint === passages) return 1;
  const share = joint / passages;
  return Math.log((joint * passages) / (left.length * right.length)) / -Math.log(share);
}

/** Both lists ascend. */
function countCommon(left: readonly number[], right: readonly number[]): number {
  let [common, at, other] = [0, 0, 0];
  while (at < left.length && other < right.length) {
    const difference = (left[at] ?? 0) - (right[other] ?? 0);
    if (difference === 0) common += 1;
    if (difference <= 0) at += 1;
    if (difference >= 0) other += 1;
  }
  return common;
}

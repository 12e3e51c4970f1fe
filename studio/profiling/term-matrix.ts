/** Clauses as sparse term vectors of unit length: clause c has the terms and weights from offsets[c] to offsets[c + 1]. */
export interface TermMatrix {
  size: number;
  vocabularySize: number;
  offsets: Uint32Array;
  terms: Uint32Array;
  weights: Float32Array;
}

/** Terms known to a model; a term's number is its position. */
export interface Vocabulary {
  terms: readonly string[];
  index: ReadonlyMap<string, number>;
  /** Weight by part of speech times the square root of ln((1 + clauses) / (1 + clauses with the term)) + 1. */
  rarities: Float32Array;
}

export interface VocabularyOptions {
  minimumClauses: number;
  maximumTerms: number;
  /** What a term's part of speech makes of it, 0 to 1; with 0 it is left out. All alike when not given. */
  weightOf?: (term: string) => number;
}

/**
 * The terms of at least `minimumClauses` clauses; of too many, the most frequent ones (ties in code-unit order). Their inverse document
 * frequency is damped by a square root: at full strength rare dishes outweigh the words that name an aspect, which measured worse.
 */
export function buildVocabulary(clauses: readonly (readonly string[])[], options: VocabularyOptions): Vocabulary {
  const counts = new Map<string, number>();
  for (const terms of clauses) for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weightOf = options.weightOf ?? (() => 1);
  const kept = [...counts]
    .filter(([term, count]) => count >= options.minimumClauses && weightOf(term) > 0)
    .toSorted(([term, count], [otherTerm, otherCount]) => otherCount - count || (term < otherTerm ? -1 : 1))
    .slice(0, options.maximumTerms);
  return createVocabulary(
    kept.map(([term]) => term),
    Float32Array.from(
      kept,
      ([term, count]) => weightOf(term) * Math.sqrt(Math.log((1 + clauses.length) / (1 + count)) + 1),
    ),
  );
}

export function createVocabulary(terms: readonly string[], rarities: Float32Array): Vocabulary {
  return { terms, index: new Map(terms.map((term, position) => [term, position])), rarities };
}

export function buildTermMatrix(clauses: readonly (readonly string[])[], vocabulary: Vocabulary): TermMatrix {
  const offsets = new Uint32Array(clauses.length + 1);
  const terms: number[] = [];
  const weights: number[] = [];
  for (const [clause, clauseTerms] of clauses.entries()) {
    for (const [term, weight] of weighTerms(clauseTerms, vocabulary)) {
      terms.push(term);
      weights.push(weight);
    }
    offsets[clause + 1] = terms.length;
  }
  return {
    size: clauses.length,
    vocabularySize: vocabulary.terms.length,
    offsets,
    terms: Uint32Array.from(terms),
    weights: Float32Array.from(weights),
  };
}

/** Known terms of one clause with their weights, of unit length together; empty when none is known. */
export function weighTerms(terms: readonly string[], vocabulary: Vocabulary): [term: number, weight: number][] {
  const weights = new Map<number, number>();
  for (const term of terms) {
    const position = vocabulary.index.get(term);
    if (position === undefined) continue;
    weights.set(position, (weights.get(position) ?? 0) + (vocabulary.rarities[position] ?? 0));
  }
  const norm = Math.hypot(...weights.values());
  return [...weights].map(([term, weight]) => [term, weight / norm]);
}

import { scoreWords } from './clause-sentiment.ts';
import { emptyNouns } from './stop-words.ts';
import { commonSurface, countTermUses } from './term-uses.ts';
import type { TermUses } from './term-uses.ts';

export interface ClusterLabel {
  /** Reads as a noun in "people praise the <label>"; `null` when no term of the cluster does. */
  label: string | null;
  /** Highest class-based TF-IDF first, at most 10, as they stand in the text. */
  topTerms: string[];
}

/** A label's term is used at least this often, and in this share of its cluster's clauses. */
const minimumUses = 3;
const minimumClauseShare = 0.05;
/** Share of uses in a noun's place from which a term passes for a noun: "chicken" has 0.14, "prices" 0.54; "ordered" 0.02, "cheap" 0.03. */
const minimumNounShare = 0.1;
/** Two neighbouring words make the label where one of them is nearly always in the other's company ("ice cream"). */
const minimumPhraseShare = 0.5;
const topTermCount = 10;

/**
 * Names clusters of clauses by class-based TF-IDF (Grootendorst, 2022): a term's share of its cluster times
 * ln(1 + mean terms a cluster / uses of the term everywhere). A label is the best term that passes for a noun, carries no sentiment and
 * is no empty noun. No two clusters share one: it goes to the cluster where it scores highest.
 */
export function labelClusters(clusters: readonly (readonly string[])[]): ClusterLabel[] {
  const everywhere = countTermUses(clusters.flat());
  const meanSize = countSingleUses(everywhere) / clusters.length;
  const ranked = clusters.map((clauses) => {
    const uses = countTermUses(clauses);
    const ranking = rankTerms(uses, everywhere, meanSize);
    return { uses, ranking, names: ranking.filter(({ term }) => isName(term, clauses.length, uses, everywhere)) };
  });
  const chosen = chooseNames(ranked.map(({ names }) => names));
  return ranked.map(({ uses, ranking }, cluster) => {
    const term = chosen.get(cluster);
    return {
      label: term === undefined ? null : commonSurface(everywhere, completePhrase(term, uses, everywhere)),
      topTerms: ranking.slice(0, topTermCount).map((top) => commonSurface(uses, top.term)),
    };
  });
}

interface RankedTerm {
  term: string;
  score: number;
}

const isSingle = (term: string): boolean => !term.includes(' ');

function countSingleUses(uses: TermUses): number {
  let sum = 0;
  for (const [term, use] of uses) if (isSingle(term)) sum += use.uses;
  return sum;
}

function rankTerms(uses: TermUses, everywhere: TermUses, meanSize: number): RankedTerm[] {
  const size = countSingleUses(uses);
  return [...uses]
    .filter(([term]) => isSingle(term))
    .map(([term, use]) => ({
      term,
      score: (use.uses / size) * Math.log(1 + meanSize / (everywhere.get(term)?.uses ?? 1)),
    }))
    .toSorted((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1));
}

function isName(term: string, clauses: number, uses: TermUses, everywhere: TermUses): boolean {
  const here = uses.get(term)?.uses ?? 0;
  const all = everywhere.get(term);
  if (all === undefined || here < minimumUses || here < minimumClauseShare * clauses) return false;
  if (all.nounUses < minimumNounShare * all.uses) return false;
  const surfaces = [...all.surfaces.keys()];
  return !surfaces.some((surface) => emptyNouns.has(surface)) && scoreWords(commonSurface(everywhere, term)) === null;
}

/** Best pairs first; each cluster and each term is taken once. */
function chooseNames(names: readonly (readonly RankedTerm[])[]): Map<number, string> {
  const pairs = names
    .flatMap((terms, cluster) => terms.map((ranked) => ({ cluster, ...ranked })))
    .toSorted((a, b) => b.score - a.score || a.cluster - b.cluster);
  const chosen = new Map<number, string>();
  const taken = new Set<string>();
  for (const { cluster, term } of pairs) {
    if (chosen.has(cluster) || taken.has(term)) continue;
    chosen.set(cluster, term);
    taken.add(term);
  }
  return chosen;
}

/** The phrase that a term is nearly always part of, else the term itself. A phrase passes for a noun by the same test. */
function completePhrase(term: string, uses: TermUses, everywhere: TermUses): string {
  const least = minimumPhraseShare * (uses.get(term)?.uses ?? 0);
  const phrases = [...uses]
    .filter(([phrase, use]) => !isSingle(phrase) && phrase.split(' ').includes(term) && use.uses >= least)
    .filter(([phrase]) => {
      const all = everywhere.get(phrase);
      return (
        all !== undefined &&
        all.nounUses >= minimumNounShare * all.uses &&
        scoreWords(commonSurface(everywhere, phrase)) === null
      );
    })
    .toSorted(([a, useA], [b, useB]) => useB.uses - useA.uses || (a < b ? -1 : 1));
  return phrases[0]?.[0] ?? term;
}

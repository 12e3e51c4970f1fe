import { scoreLabel } from '../sentiment/word-scores.ts';
import { nounNames, verbNames } from './fuller-names.ts';
import { emptyNouns } from '../text/stop-words.ts';
import type { TaggedWord } from '../text/tag-words.ts';
import { commonForm, countTermUses } from './term-uses.ts';
import type { TermUse, TermUses } from './term-uses.ts';

export interface ClusterLabel {
  /** Reads as a noun in "people praise the <label>"; `null` when no term of the cluster does. */
  label: string | null;
  /** Stem of the noun that is the label, or would be if no other word outdid it. */
  noun: string | null;
  /** Highest class-based TF-IDF first, at most 10, as they stand in the text. */
  topTerms: string[];
}

/** A label's term is used at least this often, and in this share of its cluster's clauses. */
const minimumUses = 3;
const minimumClauseShare = 0.05;
/** Share of uses as a noun from which a term passes for one, and from which it is taken for nothing else; between, its score shrinks. */
const minimumNounShare = 0.4;
const certainNounShare = 0.7;
/** Two neighbouring words make the label where one of them is nearly always in the other's company ("ice cream"). */
const minimumPhraseShare = 0.5;
/** Where another word is used more than so many times as often, the best noun is not what the clauses are about ("the device works"). */
const dominance = 1.6;
/** Such a word names the cluster where at least this share of its uses is as a noun: "the wait" does, "a good buy" does not. */
const minimumOwnNounShare = 0.2;
const topTermCount = 10;

/**
 * Names clusters of clauses by class-based TF-IDF (Grootendorst, 2022): a term's share of its cluster times
 * ln(1 + mean terms a cluster / uses of the term everywhere). A label is the best term that passes for a noun, carries no sentiment and
 * is no empty noun. Where the cluster's most used term is seldom a noun, but used more than 1.6 times as often as the best one, it names the
 * cluster instead: by its name in `verbNames`, else as the noun that it is in at least 5 % of the clauses and a fifth of its uses ("the fit"). No two clusters share
 * a label: it goes to the cluster where it scores highest.
 */
export function labelClusters(clusters: readonly (readonly (readonly TaggedWord[])[])[]): ClusterLabel[] {
  const everywhere = countTermUses(clusters.flat());
  const meanSize = countSingleUses(everywhere) / clusters.length;
  const ranked = clusters.map((clauses) => rankTerms(countTermUses(clauses), everywhere, meanSize));
  const labels = chooseNames(
    ranked.map((terms, cluster) => findNames(terms, clusters[cluster]?.length ?? 0, everywhere)),
  );
  return ranked.map((terms, cluster) => ({
    label: labels.get(cluster)?.label ?? null,
    noun: labels.get(cluster)?.noun ?? null,
    topTerms: terms.slice(0, topTermCount).map(({ here }) => commonForm(here.surfaces)),
  }));
}

interface RankedTerm {
  term: string;
  score: number;
  here: TermUse;
  all: TermUse;
  /** Uses in the cluster of all terms, phrases too. */
  cluster: TermUses;
}

const isSingle = (term: string): boolean => !term.includes(' ');
const nounShareOf = ({ nounUses, uses }: TermUse): number => nounUses / uses;

function countSingleUses(uses: TermUses): number {
  let sum = 0;
  for (const [term, use] of uses) if (isSingle(term)) sum += use.uses;
  return sum;
}

function rankTerms(cluster: TermUses, everywhere: TermUses, meanSize: number): RankedTerm[] {
  const size = countSingleUses(cluster);
  const ranked: RankedTerm[] = [];
  for (const [term, here] of cluster) {
    const all = everywhere.get(term);
    if (!isSingle(term) || all === undefined) continue;
    ranked.push({ term, score: (here.uses / size) * Math.log(1 + meanSize / all.uses), here, all, cluster });
  }
  return ranked.toSorted((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1));
}

interface Name {
  label: string;
  noun: string | null;
  score: number;
  /** In the cluster. */
  uses: number;
}

/** The nouns, and before them the term that outdoes them all. */
function findNames(terms: readonly RankedTerm[], clauses: number, everywhere: TermUses): Name[] {
  const isCommon = (uses: number): boolean => uses >= minimumUses && uses >= minimumClauseShare * clauses;
  const common = terms.filter(({ here }) => isCommon(here.uses));
  const nouns = findNouns(common, everywhere);
  const [best] = nouns;
  const [most] = common.toSorted((a, b) => b.here.uses - a.here.uses);
  if (most === undefined || isNoun(most.all) || most.here.uses <= dominance * (best?.uses ?? 0)) return nouns;
  const { term, score, here } = most;
  const isOwnNoun = isCommon(here.nounUses) && nounShareOf(here) >= minimumOwnNounShare;
  const own = isOwnNoun ? commonForm(here.nounSurfaces) : undefined;
  const label = verbNames.get(term) ?? (own !== undefined && isMild(own) && !emptyNouns.has(own) ? own : undefined);
  return label === undefined ? nouns : [{ label, noun: best?.noun ?? null, score, uses: here.uses }, ...nouns];
}

/** Nouns without sentiment; where a cluster has none, those that only lean one way: nobody praises "crashes", but all know what they are. */
function findNouns(terms: readonly RankedTerm[], everywhere: TermUses): Name[] {
  const nouns = terms
    .map((ranked) => ({ ranked, whole: completePhrase(ranked, everywhere) }))
    .filter(({ whole }) => isNoun(whole) && ![...whole.surfaces.keys()].some((surface) => emptyNouns.has(surface)))
    .map(({ ranked: { term, score, here }, whole }) => ({
      label: nounNames.get(term) ?? commonForm(whole.nounSurfaces),
      noun: term,
      score: score * Math.min(1, nounShareOf(whole) / certainNounShare),
      uses: here.uses,
    }))
    .toSorted((a, b) => b.score - a.score);
  const neutral = nouns.filter(({ label }) => scoreLabel(label) === null);
  return neutral.length > 0 ? neutral : nouns.filter(({ label }) => isMild(label));
}

const isMild = (label: string): boolean => Math.abs(scoreLabel(label) ?? 0) <= 0.5;

const isNoun = (use: TermUse): boolean => nounShareOf(use) >= minimumNounShare;

/**
 * The phrase that a term is nearly always part of in its cluster, if that passes for a noun, else the term itself.
 */
function completePhrase({ term, here, all, cluster }: RankedTerm, everywhere: TermUses): TermUse {
  let [best, bestUses] = [all, 0];
  for (const [phrase, use] of cluster) {
    const [first = '', second = ''] = phrase.split(' ');
    if (second === '' || (first !== term && second !== term)) continue;
    if (use.uses < minimumPhraseShare * here.uses || use.uses <= bestUses) continue;
    const whole = everywhere.get(phrase);
    if (whole === undefined || !isNoun(whole)) continue;
    [best, bestUses] = [whole, use.uses];
  }
  return best;
}

/** Best pairs first; each cluster and each label is taken once. */
function chooseNames(names: readonly (readonly Name[])[]): Map<number, Name> {
  const pairs = names
    .flatMap((own, cluster) => own.map((name) => ({ cluster, name })))
    .toSorted((a, b) => b.name.score - a.name.score || a.cluster - b.cluster);
  const chosen = new Map<number, Name>();
  const taken = new Set<string>();
  for (const { cluster, name } of pairs) {
    if (chosen.has(cluster) || taken.has(name.label)) continue;
    chosen.set(cluster, name);
    taken.add(name.label);
  }
  return chosen;
}

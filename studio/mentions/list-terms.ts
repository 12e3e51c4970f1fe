import type { LearnedTerms } from './learn-terms.ts';
import { isAspectTerm } from './training-terms.ts';
import type { TrainingTerm } from './training-terms.ts';

/** A term that reviews often judge. */
export interface RunTerm {
  /** Lemma of its head. */
  head: string;
  /** As reviews write it most, in lower case: a phrase where most uses of the head are that phrase ("customer service"). */
  label: string;
  /** Training uses that an opinion is about. */
  uses: number;
}

/** Fewer uses are chance. */
const fewestUses = 5;
const phraseShare = 0.5;
const nounShare = 0.6;

/**
 * The run's list of terms by their heads, in the order of the heads. Terms of heads that are seldom judged are left out, and those that are mostly no noun:
 * nobody asks for "the navigate".
 */
export function listTerms(uses: readonly TrainingTerm[], terms: LearnedTerms): RunTerm[] {
  const byHead = new Map<string, TrainingTerm[]>();
  for (const use of uses) {
    if (!terms.aspectHeads.has(use.head) || !isAspectTerm(use, terms)) continue;
    const known = byHead.get(use.head);
    if (known === undefined) byHead.set(use.head, [use]);
    else known.push(use);
  }
  return [...byHead]
    .filter(([, own]) => own.length >= fewestUses && own.filter(({ isNoun }) => isNoun).length > nounShare * own.length)
    .map(([head, own]) => ({ head, label: chooseLabel(own), uses: own.length }))
    .toSorted((a, b) => (a.head < b.head ? -1 : 1));
}

function chooseLabel(uses: readonly TrainingTerm[]): string {
  const [phrase, phraseUses] = commonest(uses.map(({ text }) => plain(text)));
  if (phraseUses >= phraseShare * uses.length) return phrase;
  const [word] = commonest(uses.map(({ text }) => plain(text).split(' ').at(-1) ?? ''));
  return word;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/** The first in code-unit order of those that occur most. */
function commonest(values: readonly string[]): [value: string, uses: number] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].toSorted(([a, usesA], [b, usesB]) => usesB - usesA || (a < b ? -1 : 1));
  return first ?? ['', 0];
}

import type { LinkedSentence } from './link-review.ts';
import { isNoun } from './noun-groups.ts';
import { opinionWordLists } from './opinion-words.ts';
import type { Token } from './read-tokens.ts';

/** How the reviews of a run use a noun as the head of a noun group; whole numbers, so that parts can be added in any order. */
export interface TermCount {
  uses: number;
  /** Uses that an opinion is about. */
  judged: number;
  /** Those of them where it is the subject: "the soup was cold". */
  judgedAsSubject: number;
  /** After "the", "their" and the like. */
  definite: number;
  /** After "a", "some" and the like. */
  indefinite: number;
  /** After "this": what a review is of is called so. */
  demonstrative: number;
  /** Inside a sentence, where a capital is one of a name. */
  inner: number;
  capitalised: number;
  /** Inside a sentence, singular, with nothing before it that belongs to it: names stand so. */
  bare: number;
}

/** Terms by the lemma of their head, and adjective-noun pairs that may be fixed expressions ("dim sum"). */
export interface TermCounts {
  reviews: number;
  /** Uses of all terms together. */
  uses: number;
  terms: ReadonlyMap<string, TermCount>;
  pairs: ReadonlyMap<string, number>;
}

const definite = new Set('the their its his her my our your'.split(' '));
const indefinite = new Set('a an any some one'.split(' '));
const demonstrative = new Set('this these'.split(' '));

/** Counts the terms of reviews, each given as its sentences. */
export function countTerms(reviews: Iterable<readonly LinkedSentence[]>): TermCounts {
  const terms = new Map<string, TermCount>();
  const pairs = new Map<string, number>();
  let total = 0;
  for (const sentences of reviews) {
    total += 1;
    for (const sentence of sentences) {
      countUses(sentence, terms, pairs);
      countJudged(sentence, terms);
    }
  }
  return { reviews: total, uses: sumOfUses(terms), terms, pairs };
}

export function addTermCounts(parts: Iterable<TermCounts>): TermCounts {
  const terms = new Map<string, TermCount>();
  const pairs = new Map<string, number>();
  let reviews = 0;
  for (const part of parts) {
    reviews += part.reviews;
    for (const [pair, count] of part.pairs) pairs.set(pair, (pairs.get(pair) ?? 0) + count);
    for (const [term, count] of part.terms) {
      const sum = countOf(terms, term);
      for (const name of countNames) sum[name] += count[name];
    }
  }
  return { reviews, uses: sumOfUses(terms), terms, pairs };
}

function sumOfUses(terms: ReadonlyMap<string, TermCount>): number {
  let sum = 0;
  for (const { uses } of terms.values()) sum += uses;
  return sum;
}

const zero: TermCount = {
  uses: 0,
  judged: 0,
  judgedAsSubject: 0,
  definite: 0,
  indefinite: 0,
  demonstrative: 0,
  inner: 0,
  capitalised: 0,
  bare: 0,
};
export const unusedTerm: Readonly<TermCount> = zero;
const countNames = [
  'uses',
  'judged',
  'judgedAsSubject',
  'definite',
  'indefinite',
  'demonstrative',
  'inner',
  'capitalised',
  'bare',
] as const satisfies readonly (keyof TermCount)[];

function countOf(terms: Map<string, TermCount>, term: string): TermCount {
  const known = terms.get(term);
  if (known !== undefined) return known;
  const count = { ...zero };
  terms.set(term, count);
  return count;
}

function countUses({ text, tokens }: LinkedSentence, terms: Map<string, TermCount>, pairs: Map<string, number>): void {
  for (const [at, token] of tokens.entries()) {
    if (!isNoun(token)) continue;
    const before = tokens[at - 1];
    if (before !== undefined && opinionWordLists.adjectives.has(before.word)) {
      const pair = `${before.word} ${token.lemma}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    if (isNoun(tokens[at + 1])) continue;
    const count = countOf(terms, token.lemma);
    count.uses += 1;
    const determiner = tokens[startOfPhrase(tokens, at) - 1]?.word ?? '';
    if (definite.has(determiner)) count.definite += 1;
    if (indefinite.has(determiner)) count.indefinite += 1;
    if (demonstrative.has(determiner)) count.demonstrative += 1;
    if (before === undefined || before.pos === 'PUNCT') continue;
    count.inner += 1;
    if (/^\p{Lu}\p{Ll}/u.test(text.slice(token.start, token.end))) count.capitalised += 1;
    const isBare = !definite.has(before.word) && !/^(?:DET|ADJ|NUM|NOUN|PROPN)$/u.test(before.pos);
    if (isBare && token.word === token.lemma) count.bare += 1;
  }
}

function startOfPhrase(tokens: readonly Token[], noun: number): number {
  let start = noun;
  while (/^(?:ADJ|ADV|NOUN|PROPN)$/u.test(tokens[start - 1]?.pos ?? '')) start -= 1;
  return start;
}

const asSubject = new Set<string>(['predicate', 'predicate-noun', 'judges-subject', 'manner', 'experiencer']);

function countJudged({ tokens, links }: LinkedSentence, terms: Map<string, TermCount>): void {
  const seen = new Set<number>();
  for (const { head, rule } of links) {
    if (seen.has(head) || rule === 'failing' || rule === 'whole') continue;
    seen.add(head);
    const count = countOf(terms, tokens[head]?.lemma ?? '');
    count.judged += 1;
    if (asSubject.has(rule)) count.judgedAsSubject += 1;
  }
}

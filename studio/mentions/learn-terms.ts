import { emptyNouns, stopWords } from '../text/stop-words.ts';
import { unusedTerm } from './term-counts.ts';
import type { TermCount, TermCounts } from './term-counts.ts';

/** What a run's reviews teach about their terms. */
export interface LearnedTerms {
  /** Uses of all terms together. */
  uses: number;
  counts: ReadonlyMap<string, TermCount>;
  /** Heads by which reviews call the item itself ("restaurant", "app"); an opinion about it is no mention of an aspect. */
  itemHeads: ReadonlySet<string>;
  /** Adjective and noun that are one expression ("dim sum"): its adjective judges nothing. */
  fixedPairs: ReadonlySet<string>;
  /** Heads that reviews often judge: a mention without an opinion counts as "spoken of". */
  aspectHeads: ReadonlySet<string>;
}

/** A noun is the item when so many of its uses, and of all uses of "this", are "this NOUN". */
const itemShareOfNoun = 0.1;
const itemShareOfThis = 0.03;
/** A pair is fixed when the noun hardly occurs without the adjective. */
const fixedShare = 0.7;
const fixedUses = 5;
/** Share of all reviews that an aspect is used in, and its least uses. */
const aspectUseShare = 0.002;
const aspectUses = 5;
const aspectJudgedShare = 0.2;

/** Depends on the sums only, so that any partition of the reviews teaches the same. */
export function learnTerms({ reviews, uses: allUses, terms, pairs }: TermCounts): LearnedTerms {
  let demonstratives = 0;
  for (const { demonstrative } of terms.values()) demonstratives += demonstrative;
  const itemHeads = new Set<string>();
  const aspectHeads = new Set<string>();
  for (const [head, count] of terms) {
    if (isItem(count, demonstratives) && (itemNouns.has(head) || !isEmptyHead(head))) itemHeads.add(head);
    else if (isAspect(count, reviews) && !isEmptyHead(head)) aspectHeads.add(head);
  }
  const fixedPairs = new Set<string>();
  for (const [pair, uses] of pairs) {
    const noun = pair.slice(pair.lastIndexOf(' ') + 1);
    if (uses >= fixedUses && uses >= fixedShare * (terms.get(noun)?.uses ?? 0)) fixedPairs.add(pair);
  }
  return { uses: allUses, counts: terms, itemHeads, fixedPairs, aspectHeads };
}

/** Nothing learned yet: what the first pass over the reviews works with. */
export const noTerms: LearnedTerms = {
  uses: 0,
  counts: new Map(),
  itemHeads: new Set(),
  fixedPairs: new Set(),
  aspectHeads: new Set(),
};

export const countOfTerm = ({ counts }: LearnedTerms, head: string): Readonly<TermCount> =>
  counts.get(head) ?? unusedTerm;

/** Nouns that name no aspect in any domain ("way", "bit", "time"). */
export const isEmptyHead = (head: string): boolean =>
  stopWords.has(head) || emptyNouns.has(head) || moreEmptyHeads.has(head);

/** Empty in other domains, the item itself in theirs. */
const itemNouns = new Set('place product app application item game'.split(' '));
const moreEmptyHeads = new Set(
  "deal need job work purchase buy user person guy version investment buy find try other none fact case reason rest week minute hour i'm".split(
    ' ',
  ),
);

const isItem = ({ uses, demonstrative }: TermCount, demonstratives: number): boolean =>
  demonstrative >= itemShareOfNoun * uses && demonstrative >= itemShareOfThis * demonstratives && demonstrative > 1;

const isAspect = ({ uses, judged }: TermCount, reviews: number): boolean =>
  uses >= Math.max(aspectUses, aspectUseShare * reviews) && judged >= aspectJudgedShare * uses;

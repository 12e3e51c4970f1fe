import { isOrder } from '../text/orders.ts';
import { segmentClauses } from '../text/segment-clauses.ts';
import { isEmptyHead } from './learn-terms.ts';
import type { LearnedTerms } from './learn-terms.ts';
import type { LinkedSentence } from './link-review.ts';
import { isNoun } from './noun-groups.ts';
import { namesFunction } from './opinion-words.ts';

/** A term that an opinion is about, as it was met in a training review. */
export interface TrainingTerm {
  /** The words of the review: a noun phrase or a verb phrase. */
  text: string;
  /** Lemma of its head. */
  head: string;
  /** False for a verb or an adjective: "easy to navigate", "well packaged". */
  isNoun: boolean;
  /** Last word of the opinion about it, in lower case. */
  judge: string;
  /** The word that judges it and the first lemma of the term where the two stand side by side: perhaps a fixed expression. */
  pair: string | null;
}

/** A clause of a training review with the terms that it judges. */
export interface TermClause {
  text: string;
  terms: TrainingTerm[];
}

/** The clauses of a review, in reading order, with the terms that begin in each. */
export function listTermClauses(text: string, sentences: readonly LinkedSentence[]): TermClause[] {
  const units = Array.from(text);
  const clauses = segmentClauses(text).map(({ charStart, charEnd }) => ({
    end: charEnd,
    text: units.slice(charStart, charEnd).join(''),
    terms: [] as TrainingTerm[],
  }));
  const ends = unitEnds(text, clauses);
  for (const { tokens, links } of sentences) {
    // What is planted for a reader of another kind names no aspect.
    if (isOrder(text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0))) continue;
    const seen = new Set<number>();
    for (const { head, from, to, opinion, rule } of links) {
      // "It broke" names no aspect, but "won't sync" does.
      if (rule === 'whole' || (rule === 'failing' && !namesFunction(tokens[head]?.lemma ?? ''))) continue;
      const [first, last, noun] = [tokens[from], tokens[to - 1], tokens[head]];
      if (seen.has(head) || first === undefined || last === undefined || noun === undefined) continue;
      seen.add(head);
      const clause = clauses[ends.findIndex((end) => first.start < end)];
      const judge = tokens[opinion.to - 1];
      clause?.terms.push({
        text: text.slice(first.start, last.end),
        head: noun.lemma,
        isNoun: isNoun(noun),
        judge: judge?.word ?? '',
        pair: opinion.to === from && judge !== undefined ? `${judge.word} ${first.lemma}` : null,
      });
    }
  }
  return clauses.map(({ text: words, terms }) => ({ text: words, terms }));
}

/** Whether a term names an aspect: not the item itself, no empty word, no half of a fixed expression. */
export const isAspectTerm = (
  { head, pair }: Pick<TrainingTerm, 'head' | 'pair'>,
  { itemHeads, fixedPairs }: LearnedTerms,
): boolean => !itemHeads.has(head) && !isEmptyHead(head) && !(pair !== null && fixedPairs.has(pair));

/** UTF-16 units before each clause's end, which is given in code points. */
function unitEnds(text: string, clauses: readonly { end: number }[]): number[] {
  let [unit, codePoint] = [0, 0];
  return clauses.map(({ end }) => {
    for (; codePoint < end; codePoint += 1) unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    return unit;
  });
}

import { z } from 'zod';
import type { Pause } from '../profiling/pause.ts';
import type { MentionKnowledge } from './extract-mentions.ts';
import { learnTerms } from './learn-terms.ts';
import type { LearnedTerms } from './learn-terms.ts';
import { addOpinionWordCounts, countOpinionWords, learnOpinionWords } from './learn-opinion-words.ts';
import type { OpinionWordCounts } from './learn-opinion-words.ts';
import { linkReview } from './link-review.ts';
import type { LinkedSentence } from './link-review.ts';
import { createOpinionLexicon } from './opinion-lexicon.ts';
import { addTermCounts, countTerms } from './term-counts.ts';
import type { TermCounts } from './term-counts.ts';

export interface TrainingReview {
  /** 1 to 5. */
  rating: number;
  /** Whether it is from the earlier half: opinion words are learned from no later one. */
  isEarly: boolean;
  text: string;
}

/** What a run's reviews teach of opinion words and terms, as plain data for a file and for threads. */
export interface LearnedMentions {
  words: ReadonlyMap<string, number>;
  terms: LearnedTerms;
  isThreeFew: boolean;
}

export const toKnowledge = ({ words, terms, isThreeFew }: LearnedMentions): MentionKnowledge => ({
  lexicon: createOpinionLexicon(words),
  terms,
  isThreeFew,
});

/** Three stars are few where so many reviews give more. */
const fewBelowShare = 0.6;

const areThreeFew = (reviews: readonly TrainingReview[]): boolean =>
  reviews.filter(({ rating }) => rating > 3).length >= fewBelowShare * reviews.length && reviews.length > 0;

/**
 * Learns opinion words from the stars of the earlier reviews, and terms from all of them. `onRead` is given each review, by its place, as it
 * was read with these words; sentences are not kept, as they take a hundred times the text's memory. The order of reviews decides nothing.
 */
export async function learnMentions(
  reviews: readonly TrainingReview[],
  onRead: (place: number, sentences: readonly LinkedSentence[]) => void,
  pause: Pause,
): Promise<LearnedMentions> {
  const plain = createOpinionLexicon();
  const stars: OpinionWordCounts[] = [];
  for (const [place, { isEarly, rating, text }] of reviews.entries()) {
    if (isEarly) stars.push(countOpinionWords([{ rating, sentences: linkReview(text, plain) }]));
    await pause(`opinion words: ${place + 1} of ${reviews.length} reviews`);
  }
  const words = learnOpinionWords(addOpinionWordCounts(stars));
  const lexicon = createOpinionLexicon(words);
  const uses: TermCounts[] = [];
  for (const [place, { text }] of reviews.entries()) {
    const sentences = linkReview(text, lexicon);
    onRead(place, sentences);
    uses.push(countTerms([sentences]));
    await pause(`terms: ${place + 1} of ${reviews.length} reviews`);
  }
  return { words, terms: learnTerms(addTermCounts(uses)), isThreeFew: areThreeFew(reviews) };
}

const count = z.number().int().nonnegative();
const TermCountSchema = z.strictObject({
  uses: count,
  judged: count,
  judgedAsSubject: count,
  definite: count,
  indefinite: count,
  demonstrative: count,
  inner: count,
  capitalised: count,
  bare: count,
});
const FileSchema = z.strictObject({
  format: z.literal('convrec-mention-knowledge-2'),
  words: z.array(z.tuple([z.string(), z.number()])),
  uses: count,
  counts: z.array(z.tuple([z.string(), TermCountSchema])),
  itemHeads: z.array(z.string()),
  fixedPairs: z.array(z.string()),
  aspectHeads: z.array(z.string()),
  isThreeFew: z.boolean(),
});

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** JSON in one form: equal knowledge gives equal text. */
export function encodeMentions({ words, terms, isThreeFew }: LearnedMentions): string {
  const { uses, counts, itemHeads, fixedPairs, aspectHeads } = terms;
  const content: z.input<typeof FileSchema> = {
    format: 'convrec-mention-knowledge-2',
    words: [...words].toSorted(byName),
    uses,
    counts: [...counts].toSorted(byName),
    itemHeads: [...itemHeads].toSorted(),
    fixedPairs: [...fixedPairs].toSorted(),
    aspectHeads: [...aspectHeads].toSorted(),
    isThreeFew,
  };
  return `${JSON.stringify(content)}\n`;
}

/** Throws where the text is no such file. */
export function decodeMentions(text: string): LearnedMentions {
  const { words, uses, counts, itemHeads, fixedPairs, aspectHeads, isThreeFew } = FileSchema.parse(JSON.parse(text));
  return {
    words: new Map(words),
    terms: {
      uses,
      counts: new Map(counts),
      itemHeads: new Set(itemHeads),
      fixedPairs: new Set(fixedPairs),
      aspectHeads: new Set(aspectHeads),
    },
    isThreeFew,
  };
}

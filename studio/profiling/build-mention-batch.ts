import type { RecordBatch } from 'apache-arrow';
import { extractMentions } from '../mentions/extract-mentions.ts';
import type { Mention, MentionKnowledge, MentionPolarity } from '../mentions/extract-mentions.ts';
import { voiceOf } from '../mentions/voice-of.ts';
import { createBatch, numberAt, textAt } from './arrow-columns.ts';
import type { PlaceTerm } from './place-term.ts';
import type { Pause } from './pause.ts';

/** A term of the run's list, with its aspect. */
export interface ListedTerm {
  termId: string;
  aspectId: string;
}

export interface MentionRules {
  knowledge: MentionKnowledge;
  placeTerm: PlaceTerm;
  /** By the lemma of the head. */
  terms: ReadonlyMap<string, ListedTerm>;
}

/**
 * Mentions (review_no, clause_no, char_start, char_end, aspect_id, term_id, term, head, term_start, term_end, opinion_start, opinion_end,
 * polarity, sentiment, confidence, voice, voice_sentiment) of a batch of reviews (review_no, rating, text). An empty id and -1 stand for none. Of the item
 * itself only complaints are told, as no aspect's: praise of it is what the stars say.
 */
export async function buildMentionBatch(
  reviews: RecordBatch,
  { knowledge, placeTerm, terms }: MentionRules,
  pause: Pause,
): Promise<RecordBatch> {
  const texts = {
    aspect_id: [] as string[],
    term_id: [] as string[],
    term: [] as string[],
    head: [] as string[],
    polarity: [] as MentionPolarity[],
    voice: [] as string[],
  };
  const integers = {
    review_no: [] as number[],
    clause_no: [] as number[],
    char_start: [] as number[],
    char_end: [] as number[],
    term_start: [] as number[],
    term_end: [] as number[],
    opinion_start: [] as number[],
    opinion_end: [] as number[],
  };
  const numbers = { sentiment: [] as number[], confidence: [] as number[], voice_sentiment: [] as number[] };
  for (let row = 0; row < reviews.numRows; row += 1) {
    const text = textAt(reviews, 'text', row);
    await pause('reviews are read for mentions');
    const stars = numberAt(reviews, 'rating', row);
    for (const mention of extractMentions(text, knowledge, stars)) {
      if (mention.isItem && mention.polarity !== 'negative') continue;
      const listed = mention.isItem ? undefined : terms.get(mention.head);
      texts.aspect_id.push(listed?.aspectId ?? placeTerm(mention) ?? '');
      texts.term_id.push(listed?.termId ?? '');
      texts.term.push(mention.term);
      texts.head.push(mention.head);
      texts.polarity.push(mention.polarity);
      integers.review_no.push(numberAt(reviews, 'review_no', row));
      pushSpans(integers, mention);
      numbers.sentiment.push(roundTo(mention.sentiment, 1e6));
      numbers.confidence.push(roundTo(mention.confidence, 1e6));
      const voice = voiceOf(mention);
      texts.voice.push(voice.polarity);
      numbers.voice_sentiment.push(roundTo(voice.sentiment, 1e6));
    }
  }
  return createBatch({ texts, integers, numbers });
}

interface SpanColumns {
  clause_no: number[];
  char_start: number[];
  char_end: number[];
  term_start: number[];
  term_end: number[];
  opinion_start: number[];
  opinion_end: number[];
}

function pushSpans(columns: SpanColumns, { clauseNo, clauseSpan, termSpan, opinionSpan }: Mention): void {
  columns.clause_no.push(clauseNo);
  columns.char_start.push(clauseSpan.charStart);
  columns.char_end.push(clauseSpan.charEnd);
  columns.term_start.push(termSpan.charStart);
  columns.term_end.push(termSpan.charEnd);
  columns.opinion_start.push(opinionSpan?.charStart ?? -1);
  columns.opinion_end.push(opinionSpan?.charEnd ?? -1);
}

/** The SQL files sum millionths; what is written is what they sum. */
function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

import type { RecordBatch } from 'apache-arrow';
import { createBatch, numberAt, textAt } from './arrow-columns.ts';
import { blendSentiment, scoreWords } from './clause-sentiment.ts';
import type { FindAspects } from './find-aspects.ts';
import type { Pause } from './pause.ts';

/** Mentions (review_id, clause_no, aspect_id, similarity, sentiment) of a batch of clauses (review_id, clause_no, text, rating). */
export async function buildMentionBatch(
  clauses: RecordBatch,
  findAspects: FindAspects,
  starWeight: number,
  pause: Pause,
): Promise<RecordBatch> {
  const texts = { review_id: [] as string[], aspect_id: [] as string[] };
  const integers = { clause_no: [] as number[] };
  const numbers = { similarity: [] as number[], sentiment: [] as number[] };
  for (let row = 0; row < clauses.numRows; row += 1) {
    const text = textAt(clauses, 'text', row);
    await pause('mentions: clauses are read');
    const aspects = findAspects(text);
    // Most clauses speak of nothing: their sentiment is not asked for.
    if (aspects.length === 0) continue;
    const sentiment = blendSentiment(scoreWords(text), numberAt(clauses, 'rating', row), starWeight);
    for (const { aspectId, similarity } of aspects) {
      texts.review_id.push(textAt(clauses, 'review_id', row));
      texts.aspect_id.push(aspectId);
      integers.clause_no.push(numberAt(clauses, 'clause_no', row));
      numbers.similarity.push(roundTo(similarity, 1e6));
      numbers.sentiment.push(roundTo(sentiment, 1e6));
    }
  }
  return createBatch({ texts, integers, numbers });
}

/** The SQL files sum millionths; what is written is what they sum. */
function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

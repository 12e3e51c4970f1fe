import type { RecordBatch } from 'apache-arrow';
import { createBatch, numberAt, textAt } from './arrow-columns.ts';
import type { Pause } from './pause.ts';
import { segmentClauses } from '../text/segment-clauses.ts';

/** Clauses (review_no, clause_no, char_start, char_end) of a batch of reviews (review_no, text). */
export async function buildClauseBatch(reviews: RecordBatch, pause: Pause): Promise<RecordBatch> {
  const columns = {
    review_no: [] as number[],
    clause_no: [] as number[],
    char_start: [] as number[],
    char_end: [] as number[],
  };
  for (let row = 0; row < reviews.numRows; row += 1) {
    const reviewNo = numberAt(reviews, 'review_no', row);
    for (const clause of segmentClauses(textAt(reviews, 'text', row))) {
      columns.review_no.push(reviewNo);
      columns.clause_no.push(clause.clauseNo);
      columns.char_start.push(clause.charStart);
      columns.char_end.push(clause.charEnd);
    }
    await pause('reviews are cut');
  }
  return createBatch({ integers: columns });
}

import type { ReviewRecord } from './format.ts';
import type { ClauseTruth } from './review-draft.ts';
import type { Visit } from './visit.ts';

/** Rows that are whole but unusual. */
export type OddityKind = 'html_entity' | 'emoji';

/** A review as a row of its file, with what is true of it. */
export interface WrittenReview {
  readonly record: ReviewRecord;
  readonly row: string;
  readonly visit: Visit;
  readonly clauses: readonly ClauseTruth[];
  readonly oddities: readonly OddityKind[];
}

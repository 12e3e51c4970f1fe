import { listTerms } from '../mentions/list-terms.ts';
import type { RunTerm } from '../mentions/list-terms.ts';
import { encodeMentions, learnMentions } from '../mentions/mention-knowledge.ts';
import type { TrainingReview } from '../mentions/mention-knowledge.ts';
import { isAspectTerm, listTermClauses } from '../mentions/training-terms.ts';
import type { TermClause } from '../mentions/training-terms.ts';
import { decodeEntities } from '../text/html-entities.ts';
import type { TrainingClause } from './induce-aspect-model.ts';
import type { Pause } from './pause.ts';

export interface DrawnReview extends TrainingReview {
  reviewId: string;
  userId: string;
}

/** What drawn reviews teach. */
export interface ReadReviews {
  /** All clauses, review by review, with the terms that are judged there. */
  training: TrainingClause[];
  /** The run's list. */
  terms: RunTerm[];
  /** Text of the mention knowledge: what reading other reviews needs. */
  knowledge: string;
}

export async function readTrainingReviews(reviews: readonly DrawnReview[], pause: Pause): Promise<ReadReviews> {
  const read: TermClause[][] = [];
  const learned = await learnMentions(
    reviews,
    (place, sentences) => {
      read[place] = listTermClauses(reviews[place]?.text ?? '', sentences);
    },
    pause,
  );
  const training = reviews.flatMap(({ reviewId, userId }, place) =>
    (read[place] ?? []).map((clause) => ({
      reviewId,
      userId,
      text: decodeEntities(clause.text),
      terms: clause.terms.filter((term) => isAspectTerm(term, learned.terms)),
    })),
  );
  const uses = read.flatMap((clauses) => clauses.flatMap((clause) => clause.terms));
  return { training, terms: listTerms(uses, learned.terms), knowledge: encodeMentions(learned) };
}

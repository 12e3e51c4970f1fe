import type { TrainingClause } from '../../../studio/profiling/induce-aspect-model.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { readTrainingReviews } from '../../../studio/profiling/read-training-reviews.ts';
import { createRandom } from '../../../studio/random.ts';

export interface DrawnReview {
  reviewId: string;
  userId: string;
  itemId: string;
  rating: number;
  reviewedAt: string;
  text: string;
}

export const topics = [
  { nouns: ['battery', 'charger'], tails: ['on a charge', 'after charging it by cable'] },
  { nouns: ['waiter', 'server'], tails: ['at our table', 'with the menu on the table'] },
  { nouns: ['screen', 'display'], tails: ['in bright colors', 'with pixels in all colors'] },
];
const opinions = { good: ['great', 'wonderful'], bad: ['terrible', 'awful'] };

/** Who writes more of these sentences writes most of them twice, as a signature is written: no topic of the run. */
const reviewsOfUser = 4;

/** Reviews of three sentences, each of one of three topics; four a user, four items, one review a day from 2020 on. */
export function drawReviews(count: number, seed: number): DrawnReview[] {
  const random = createRandom(seed);
  const users = Math.ceil(count / reviewsOfUser);
  return Array.from({ length: count }, (_, at) => {
    const rating = random.integer(1, 5);
    const topic = random.pick(topics);
    const sentences = Array.from({ length: 3 }, () => {
      const { nouns, tails } = random.chance(0.8) ? topic : random.pick(topics);
      const opinion = random.pick(rating >= 3 ? opinions.good : opinions.bad);
      return `The ${random.pick(nouns)} was ${opinion} ${random.pick(tails)}.`;
    });
    return {
      reviewId: `r${at}`,
      userId: `u${at % users}`,
      itemId: `i${at % 4}`,
      rating,
      reviewedAt: new Date(Date.UTC(2020, 0, 1 + at)).toISOString(),
      text: sentences.join(' '),
    };
  });
}

/** Their clauses as aspects are learned from them; the earlier half of a list teaches opinion words. */
export async function readTrainingClauses(
  reviews: readonly Pick<DrawnReview, 'reviewId' | 'userId' | 'rating' | 'text'>[],
): Promise<TrainingClause[]> {
  const drawn = reviews.map((review, at) => ({ ...review, isEarly: at < reviews.length / 2 }));
  const { training } = await readTrainingReviews(drawn, withoutPause);
  return training;
}

import { createRandom } from '../../../studio/random.ts';

export interface DrawnReview {
  reviewId: string;
  userId: string;
  itemId: string;
  rating: number;
  reviewedAt: string;
  text: string;
}

const topics = [
  {
    nouns: ['battery', 'charger'],
    good: ['lasts for a whole weekend', 'charges quickly'],
    bad: ['drains by noon', 'dies within an hour'],
  },
  {
    nouns: ['waiter', 'server'],
    good: ['was friendly and attentive', 'brought the menu quickly'],
    bad: ['was rude at the table', 'forgot the order'],
  },
  {
    nouns: ['screen', 'display'],
    good: ['has bright colors', 'is sharp with many pixels'],
    bad: ['shows dull colors', 'is blurry with dead pixels'],
  },
];

/** Reviews of three sentences, each of one of three topics; five users, four items, one review a day from 2020 on. */
export function drawReviews(count: number, seed: number): DrawnReview[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, at) => {
    const rating = random.integer(1, 5);
    const topic = random.pick(topics);
    const sentences = Array.from({ length: 3 }, () => {
      const { nouns, good, bad } = random.chance(0.8) ? topic : random.pick(topics);
      return `The ${random.pick(nouns)} ${random.pick(rating >= 3 ? good : bad)}.`;
    });
    return {
      reviewId: `r${at}`,
      userId: `u${at % 5}`,
      itemId: `i${at % 4}`,
      rating,
      reviewedAt: new Date(Date.UTC(2020, 0, 1 + at)).toISOString(),
      text: sentences.join(' '),
    };
  });
}

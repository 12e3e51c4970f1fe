import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { drawText } from './random.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 132 random bits in Yelp's form; where the format has no review ids, only the truth files carry it. */
export function createReviewId(rng: RandomGenerator): string {
  return drawText(rng, alphabet, 22);
}

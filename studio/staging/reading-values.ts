import type { SourceConfig } from '../../schemas/source-config.ts';

export interface RatingScale {
  lowest: number;
  highest: number;
}

/** From the worst to the best rating; 1 to 5 where the config says nothing. */
export function ratingScaleOf({ rating: { scale, lowest } }: Pick<SourceConfig, 'rating'>): RatingScale {
  const startsAtOne = scale === undefined || (scale > 1 && scale <= 10);
  return { lowest: lowest ?? (startsAtOne ? 1 : 0), highest: scale ?? 5 };
}

/** Values of `staged_reviews.sql` that say how ratings and times are to be read. */
export function toReadingValues(source: Pick<SourceConfig, 'rating' | 'timeFormat'>): Record<string, string> {
  const { lowest, highest } = ratingScaleOf(source);
  return { lowest_rating: String(lowest), highest_rating: String(highest), time_format: source.timeFormat ?? '' };
}

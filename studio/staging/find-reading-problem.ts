import type { SourceConfig } from '../../schemas/source-config.ts';
import { ratingScaleOf } from './reading-values.ts';

/** What `reading_figures.sql` counts over all review files. */
export interface ReadingFigures {
  reviews: number;
  outside: number;
  lowest_outside: number | null;
  highest_outside: number | null;
  fewest_stars: number | null;
  most_stars: number | null;
  ambiguous_times: number;
  ambiguous_time: string | null;
}

export interface ReadingProblem {
  problem: string;
  remedy: string;
}

/** So many rows, and such a share of them, are no slips of single rows, but another scale or format. */
const fewestRows = 10;
const leastShare = 0.02;
/** So many ratings of which none is above 4 are hardly given out of 5. */
const enoughRatings = 100;

/** Why the reviews must not be read as the config says; undefined where nothing speaks against it. */
export function findReadingProblem(figures: ReadingFigures, source: SourceConfig): ReadingProblem | undefined {
  return findScaleProblem(figures, source) ?? findTimeProblem(figures);
}

function findScaleProblem(figures: ReadingFigures, source: SourceConfig): ReadingProblem | undefined {
  const { lowest, highest } = ratingScaleOf(source);
  const { reviews, outside, lowest_outside: lowestOutside, highest_outside: highestOutside } = figures;
  if (isMany(outside, reviews)) {
    const toRating = (stars: number): number => lowest + ((stars - 1) * (highest - lowest)) / 4;
    const inside = [figures.fewest_stars, figures.most_stars].flatMap((stars) =>
      stars === null ? [] : [toRating(stars)],
    );
    const least = Math.min(lowestOutside ?? lowest, ...inside);
    const most = Math.max(highestOutside ?? highest, ...inside);
    const scale = scales.find((each) => each >= most) ?? most;
    const remedy = `Set source.rating.scale to the best rating, e.g. ${scale}, and source.rating.lowest to the worst, e.g. ${Math.min(0, Math.floor(least)) || (least < 1 ? 0 : 1)}: ratings are then read as 1 to 5 stars.`;
    return {
      problem: `${outside} of ${outside + reviews} ratings lie outside ${lowest} to ${highest}: they go from ${least} to ${most}`,
      remedy,
    };
  }
  const { fewest_stars: fewest, most_stars: most } = figures;
  const isScaleGiven = source.rating.scale !== undefined;
  // Ratings that are all the same say nothing of a scale.
  if (isScaleGiven || reviews < enoughRatings || most === null || most > 4 || most === fewest) return undefined;
  return {
    problem: `none of ${reviews} ratings is above ${most}, so they are hardly given out of 5`,
    remedy: `Set source.rating.scale to the best rating that could be given, e.g. ${Math.ceil(most)}; to 5 where nobody gave it.`,
  };
}

const scales = [1, 5, 10, 20, 100, 1000];

function findTimeProblem({
  reviews,
  ambiguous_times: ambiguous,
  ambiguous_time: example,
}: ReadingFigures): ReadingProblem | undefined {
  if (!isMany(ambiguous, reviews)) return undefined;
  return {
    problem: `${ambiguous} of ${ambiguous + reviews} times are numbers that may mean several things, such as ${example}`,
    remedy: timeRemedy,
  };
}

/** What to do about times that cannot be read. */
export const timeRemedy =
  'Set source.timeFormat to how they are written: seconds, milliseconds, microseconds, nanoseconds or days (since 1970), excel-days, or a pattern such as %d/%m/%Y.';

const isMany = (rows: number, others: number): boolean => rows >= fewestRows && rows / (rows + others) > leastShare;

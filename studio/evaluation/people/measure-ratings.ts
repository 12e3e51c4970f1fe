import type { Rating } from '../../../schemas/rating.ts';
import { ratingScales } from '../../../schemas/rating.ts';
import type { RatingScale } from '../../../schemas/rating.ts';
import type { RunMeasure } from '../../../schemas/evaluation.ts';
import { asFigure } from '../measure-dialogs.ts';
import { measureAlpha } from './krippendorff-alpha.ts';
import { rankCorrelation } from './rank-correlation.ts';

export interface RaterReport {
  raterId: string;
  /** Dialogs rated, attention checks not among them. */
  rated: number;
  checks: number;
  passed: number;
  /** Failed more than half of the checks: none of the rater's scores counts. */
  isExcluded: boolean;
}

/** A check shows a dialog with a planted defect: who saw it gives at least one of the scales this or less. */
const passingScore = 2;

export function reportRaters(ratings: readonly Rating[]): RaterReport[] {
  const raterIds = [...new Set(ratings.map(({ raterId }) => raterId))].toSorted();
  return raterIds.map((raterId) => {
    const own = ratings.filter((rating) => rating.raterId === raterId);
    const checks = own.filter(({ isCheck }) => isCheck);
    const passed = checks.filter((check) => ratingScales.some((scale) => check[scale] <= passingScore)).length;
    return {
      raterId,
      rated: own.length - checks.length,
      checks: checks.length,
      passed,
      isExcluded: checks.length - passed > checks.length / 2,
    };
  });
}

/** Ratings that count: no attention checks, and none of raters who failed them. */
export function findCounting(ratings: readonly Rating[], raters: readonly RaterReport[]): Rating[] {
  const excluded = new Set(raters.filter(({ isExcluded }) => isExcluded).map(({ raterId }) => raterId));
  return ratings.filter(({ raterId, isCheck }) => !isCheck && !excluded.has(raterId));
}

/** Mean score of each dialog. */
export type DialogScores = ReadonlyMap<string, number>;

/** Means with intervals and agreement; and by judge how its means of a dialog go with the raters'. */
export function measureRatings(
  counting: readonly Rating[],
  judged: ReadonlyMap<string, Readonly<Record<RatingScale, DialogScores>>>,
): RunMeasure[] {
  if (counting.length === 0) return [];
  return ratingScales.flatMap((scale) => {
    const units = groupScores(counting, scale);
    const means = new Map([...units].map(([dialogId, scores]) => [dialogId, meanOf(scores)]));
    const several = [...units.values()].filter((scores) => scores.length > 1);
    const plain = { low: null, high: null, about: 'run', over: 'all' } as const;
    return [
      {
        ...asFigure(
          `people_${scale}`,
          [...means.values()].map((part) => ({ part, whole: 1 })),
        ),
        about: 'run' as const,
        over: 'all' as const,
        judge: null,
      },
      ...(['interval', 'ordinal'] as const).map((level) => ({
        ...plain,
        measure: `people_${scale}_alpha_${level}`,
        value: measureAlpha(several, level),
        dialogs: several.length,
        judge: null,
      })),
      ...[...judged].map(([judge, scores]) => {
        const pairs = [...means].flatMap(([dialogId, mean]): [number, number][] => {
          const judgement = scores[scale].get(dialogId);
          return judgement === undefined ? [] : [[judgement, mean]];
        });
        return {
          ...plain,
          measure: `judge_people_${scale}`,
          value: rankCorrelation(pairs),
          dialogs: pairs.length,
          judge,
        };
      }),
    ];
  });
}

function groupScores(ratings: readonly Rating[], scale: RatingScale): Map<string, number[]> {
  const units = new Map<string, number[]>();
  for (const rating of ratings) units.set(rating.dialogId, [...(units.get(rating.dialogId) ?? []), rating[scale]]);
  return units;
}

const meanOf = (scores: readonly number[]): number => scores.reduce((sum, score) => sum + score, 0) / scores.length;

import type { ReadingProblem } from './find-reading-problem.ts';

/** What `target_conditions.sql` counts. */
export interface TargetConditions {
  users: number;
  liked: number;
  titled: number;
  longest_history: number;
  best_rating: number;
}

/** Why none of the core's users can get a dialog: the first condition that nobody meets, and what to set. */
export function describeNoTarget(
  conditions: TargetConditions,
  targets: { minimumRating: number; minimumHistory: number },
  expects: string,
): ReadingProblem {
  const { users, liked, titled, longest_history: longest, best_rating: best } = conditions;
  const nobody = `none of the ${users} users of the core can get a dialog:`;
  if (liked === 0) {
    return {
      problem: `${nobody} the best rating is ${best}, and targets.minimumRating asks for ${targets.minimumRating}`,
      remedy: `Lower targets.minimumRating (--set targets.minimumRating=${best}).`,
    };
  }
  if (titled === 0) {
    return { problem: `${nobody} none of the items that ${liked} of them liked has a title`, remedy: expects };
  }
  if (longest < targets.minimumHistory) {
    return {
      problem: `${nobody} before a liked and titled item nobody has more than ${longest} earlier reviews (of another time), and targets.minimumHistory asks for ${targets.minimumHistory}`,
      remedy:
        longest === 0
          ? 'Give reviews of users who come back, with the time of each review.'
          : `Lower targets.minimumHistory (--set targets.minimumHistory=${longest}), or give more reviews of the same users.`,
    };
  }
  return {
    problem: `${nobody} those with ${targets.minimumHistory} earlier reviews had reviewed their liked items before, or these are outside the core`,
    remedy: 'Lower core.items or targets.minimumHistory, or give more reviews of the same users.',
  };
}

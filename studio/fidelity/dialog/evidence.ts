import type { DialogCheck } from '../check.ts';
import { behavioral } from '../check.ts';

/** All evidence is strictly earlier than the dialog's now. A time that cannot be read is a problem, not a pass. */
export const findEvidenceProblems: DialogCheck = (plan, turns) => {
  const now = timeOf(plan.asOf);
  return turns.flatMap(({ turn, evidence }) =>
    evidence
      .filter(({ reviewedAt }) => !(timeOf(reviewedAt) < now))
      .map(({ reviewId, reviewedAt }) =>
        behavioral('late-evidence', `turn ${turn} cites review ${reviewId} of ${reviewedAt}, now is ${plan.asOf}`),
      ),
  );
};

/** ISO 8601; a time without a zone is UTC, as everywhere in a run. */
const timeOf = (time: string): number =>
  Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/u.test(time) ? time : `${time.replace(' ', 'T')}Z`);

import { compareText } from './compare-text.ts';
import type { Trajectory } from './plan-packet.ts';

/** A trajectory under its aspect's id, with the id that its numbers are of. */
export type FinestTrajectory = Trajectory & { topicId: string };

/** Reviewers that make a term a topic of its own; fewer, where all of the aspect's reviewers speak of it. */
const enoughReviewers = 2;

/**
 * For each aspect the finest level that enough reviewers speak of: the term with most reviewers, else the aspect itself. A term's trajectory
 * is returned under its aspect's id and keeps its own label, numbers and evidence, so that a claim is named by a word that its reviews use.
 */
export function chooseFinest(trajectories: readonly Trajectory[]): FinestTrajectory[] {
  return trajectories
    .filter(({ aspectId }) => !isTerm(aspectId))
    .map((aspect) => {
      const [finest] = trajectories
        .filter(({ aspectId, n }) => parentOf(aspectId) === aspect.aspectId && n >= Math.min(enoughReviewers, aspect.n))
        .toSorted((a, b) => b.n - a.n || compareText(a.label, b.label));
      return { ...(finest ?? aspect), aspectId: aspect.aspectId, topicId: (finest ?? aspect).aspectId };
    });
}

/** `a01.burger` is the term of aspect `a01`. */
const isTerm = (aspectId: string): boolean => aspectId.includes('.');

const parentOf = (aspectId: string): string | null => (isTerm(aspectId) ? (aspectId.split('.')[0] ?? null) : null);

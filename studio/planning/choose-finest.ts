import { compareText } from './compare-text.ts';
import type { Trajectory } from './plan-packet.ts';

/** Reviewers that make a term a topic of its own; fewer, where all of the aspect's reviewers speak of it. */
const enoughReviewers = 2;

/**
 * For each aspect the finest level that enough reviewers speak of: the term with most reviewers, else the aspect itself. A term's trajectory
 * is returned under its aspect's id and keeps its own label, numbers and evidence, so that a claim is named by a word that its reviews use.
 */
export function chooseFinest(trajectories: readonly Trajectory[]): Trajectory[] {
  return trajectories
    .filter(({ aspectId }) => !isTerm(aspectId))
    .map((aspect) => {
      const [finest] = trajectories
        .filter(({ aspectId, n }) => parentOf(aspectId) === aspect.aspectId && n >= Math.min(enoughReviewers, aspect.n))
        .toSorted((a, b) => b.n - a.n || compareText(a.label, b.label));
      return finest === undefined ? aspect : { ...finest, aspectId: aspect.aspectId };
    });
}

/** `a01.burger` is the term of aspect `a01`. */
const isTerm = (aspectId: string): boolean => aspectId.includes('.');

const parentOf = (aspectId: string): string | null => (isTerm(aspectId) ? (aspectId.split('.')[0] ?? null) : null);

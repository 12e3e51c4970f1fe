import { compareText } from './compare-text.ts';
import { isWhole } from './name-topics.ts';
import type { Trajectory } from './plan-packet.ts';

/** A trajectory under its aspect's id, with the id that its numbers are of. */
export type FinestTrajectory = Trajectory & { topicId: string };

/**
 * For each aspect what others speak of most by one word: the term with most reviewers, and beside it the term that is wished for (`wished`, topic ids), so
 * that a wish and what answers it bear one name. A term's trajectory is returned under its aspect's id and keeps its own label, numbers and evidence.
 * The numbers of a whole aspect are left out where terms of it are known: its name would stand for words that nobody wrote. So is a term that names a
 * whole, "the dish", unless it is wished for.
 */
export function chooseFinest(
  trajectories: readonly Trajectory[],
  wished: ReadonlySet<string> = new Set(),
): FinestTrajectory[] {
  const ofAspect = new Map<string | null, Trajectory[]>();
  for (const trajectory of trajectories) {
    const parent = parentOf(trajectory.aspectId);
    const known = ofAspect.get(parent);
    if (known === undefined) ofAspect.set(parent, [trajectory]);
    else known.push(trajectory);
  }
  return (ofAspect.get(null) ?? []).flatMap((aspect) => {
    const terms = (ofAspect.get(aspect.aspectId) ?? []).toSorted(
      (a, b) => b.n - a.n || compareText(a.label ?? '', b.label ?? ''),
    );
    const told = terms.filter(({ label, aspectId }) => wished.has(aspectId) || !isWhole(label ?? ''));
    const chosen = told.filter((term, at) => at === 0 || wished.has(term.aspectId));
    return (terms.length > 0 ? chosen : [aspect]).map((topic) => ({
      ...topic,
      aspectId: aspect.aspectId,
      topicId: topic.aspectId,
    }));
  });
}

/** `a01.burger` is the term of aspect `a01`. */
const isTerm = (aspectId: string): boolean => aspectId.includes('.');

const parentOf = (aspectId: string): string | null => (isTerm(aspectId) ? (aspectId.split('.')[0] ?? null) : null);

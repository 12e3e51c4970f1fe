import type { AspectWish, Candidate } from '../../schemas/dialog-plan.ts';
import type { PlanPacket } from './plan-packet.ts';

/** What little is known does to a dialog that is planned all the same. */
export const thinData = {
  /** The target is recommended by title, category and price, and the system says that reviews are few. */
  'no-item-mentions': 'no earlier review of the target speaks of an aspect',
  /** What is praised is not what the user is known to wish for; where anything is, it is taken for the intent behind the choice. */
  'no-aspect-overlap': 'earlier reviews of the target speak of nothing that the user is known to wish for',
  /** Refuses nothing. */
  'one-candidate': 'no other item is there to be shown',
  /** Wishes come from the intent alone. */
  'new-user': 'no earlier review of the user speaks of an aspect',
} as const;
export type ThinData = keyof typeof thinData;

/** The kinds of thin data behind one plan, in the order of the list above. */
export function findThinData(packet: PlanPacket, target: Candidate, wishes: readonly AspectWish[]): ThinData[] {
  const spokenOf = packet.candidates.find(({ itemId }) => itemId === target.itemId)?.trajectories ?? [];
  const overlaps = spokenOf.some(({ aspectId }) => wishes.some(({ topicId }) => topicId === aspectId));
  return [
    ...(spokenOf.length === 0 ? (['no-item-mentions'] as const) : []),
    ...(spokenOf.length > 0 && !overlaps ? (['no-aspect-overlap'] as const) : []),
    ...(packet.candidates.every(({ role }) => role !== 'distractor') ? (['one-candidate'] as const) : []),
    ...(packet.profile.length === 0 ? (['new-user'] as const) : []),
  ];
}

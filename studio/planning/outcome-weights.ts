import { OutcomeSchema } from '../../schemas/outcome.ts';
import type { Outcome } from '../../schemas/outcome.ts';

export type OutcomeShares = Readonly<Record<Outcome, number>>;

/**
 * How much each outcome is wanted for the next dialog: what it lacks of its share, given the outcomes of the dialogs planned so far. Shares are
 * relative to their sum. Not every dialog allows every ending, so plain draws would leave the rare ones below their shares; drawn by what
 * they lack, the shares of a run come out as set wherever enough dialogs allow them. Dialogs are planned in the order of their ids, which
 * are hashes: the first ones of a larger run are those of a smaller one.
 */
export function weighOutcomes(
  shares: OutcomeShares,
  planned: Readonly<Partial<Record<Outcome, number>>>,
): OutcomeShares {
  const outcomes = OutcomeSchema.options;
  const sum = outcomes.reduce((total, outcome) => total + shares[outcome], 0);
  const next = 1 + outcomes.reduce((total, outcome) => total + (planned[outcome] ?? 0), 0);
  const lackOf = (outcome: Outcome): number => Math.max(0, (shares[outcome] / sum) * next - (planned[outcome] ?? 0));
  return {
    accepted: lackOf('accepted'),
    accepted_with_doubt: lackOf('accepted_with_doubt'),
    postponed: lackOf('postponed'),
    left: lackOf('left'),
    already_known: lackOf('already_known'),
  };
}

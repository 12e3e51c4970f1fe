import type { Outcome } from '../../schemas/outcome.ts';
import type { Act } from '../../schemas/super-node.ts';

/** Acts by which a user settles the dialog: one of them stands on every path, once. */
export const decisionActs = ['accept', 'postpone', 'leave', 'recognise'] as const satisfies readonly Act[];
export type DecisionAct = (typeof decisionActs)[number];

/** The act by which a dialog of each outcome is settled. */
export const decisionOf: Readonly<Record<Outcome, DecisionAct>> = {
  accepted: 'accept',
  accepted_with_doubt: 'accept',
  postponed: 'postpone',
  left: 'leave',
  already_known: 'recognise',
};

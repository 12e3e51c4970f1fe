import type { Speaker } from '../../schemas/super-node.ts';
import type { ShownClaim, ShownEvidence, UserReviews } from '../reading/shown-review.ts';

export interface ShownTurn {
  speaker: Speaker;
  text: string;
  claims: ShownClaim[];
  evidence: ShownEvidence[];
}

/** A dialog as a rater sees it: nothing in it shows whether it is an attention check. */
export interface ShownDialog extends UserReviews {
  /** The dialog's now. */
  asOf: string;
  turns: ShownTurn[];
}

import type { Claim } from '../../schemas/claim.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import type { Speaker } from '../../schemas/super-node.ts';

/** A review as a person reads it. Times are ISO 8601, UTC. */
export interface ShownReview {
  /** The item's id where it has no title. */
  title: string;
  rating: number;
  reviewedAt: string;
  text: string;
}

/** A cited mention with the review around it. */
export interface ShownEvidence extends Pick<Evidence, 'side' | 'reviewedAt' | 'sentiment'> {
  title: string;
  /** The aspect's. */
  label: string;
  /** Cut where the cited span begins and ends; null when the review is not in the run. */
  review: { rating: number; before: string; span: string; after: string } | null;
}

/** The numbers behind what the system says of an item's aspect, as of the dialog's now. */
export interface ShownClaim extends Pick<Claim, 'label' | 'n' | 'positive' | 'negative' | 'trend' | 'since'> {
  title: string;
}

export interface ShownTurn {
  speaker: Speaker;
  text: string;
  claims: ShownClaim[];
  evidence: ShownEvidence[];
}

/** A dialog as a rater sees it: nothing in it shows whether it is an attention check. */
export interface ShownDialog {
  /** The dialog's now. */
  asOf: string;
  turns: ShownTurn[];
  /** The user's reviews before now, the newest first; `total` counts those that are left out too. */
  history: { total: number; reviews: ShownReview[] };
  /** The review that the dialog re-enacts, written at its now. */
  target: ShownReview | null;
}

import type { Claim } from '../../schemas/claim.ts';
import type { Evidence } from '../../schemas/evidence.ts';

/** A review as a person reads it. Times are ISO 8601, UTC. */
export interface ShownReview {
  /** The item's id where it has no title. */
  title: string;
  rating: number;
  reviewedAt: string;
  text: string;
}

/** A review cut where a cited span begins and ends. */
export interface CutReview {
  rating: number;
  before: string;
  span: string;
  after: string;
}

/** A cited mention with the review around it. */
export interface ShownEvidence extends Pick<Evidence, 'side' | 'reviewedAt' | 'sentiment'> {
  title: string;
  /** The aspect's. */
  label: string;
  /** Null when the review is not in the run. */
  review: CutReview | null;
}

/** The numbers behind what the system says of an item's aspect, as of the dialog's now. */
export interface ShownClaim extends Pick<Claim, 'label' | 'n' | 'positive' | 'negative' | 'trend' | 'since'> {
  title: string;
}

/** What the user of a dialog wrote. */
export interface UserReviews {
  /** The user's reviews before now, the newest first; `total` counts those that are left out too. */
  history: { total: number; reviews: ShownReview[] };
  /** The review that the dialog re-enacts, written at its now. */
  target: ShownReview | null;
}

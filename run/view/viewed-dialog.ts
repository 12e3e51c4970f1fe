import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate, DialogPlan, PlannedTurn } from '../../schemas/dialog-plan.ts';
import type { FoundDialog } from '../reading/read-dialog.ts';
import type { CutReview, ShownClaim, ShownEvidence, UserReviews } from '../reading/shown-review.ts';

/** A dialog with all that stands behind it, as a person looks for what made it good or bad. */
export interface ViewedDialog
  extends
    Pick<FoundDialog, 'dialogId' | 'reason' | 'realizer' | 'split' | 'profile'>,
    Pick<DialogPlan, 'userId' | 'asOf' | 'outcome' | 'outcomeReason' | 'path'>,
    UserReviews {
  runId: string;
  /** `unfinished`: it has begun and not ended. */
  status: FoundDialog['status'] | 'unfinished';
  targetItem: { itemId: string; title: string };
  wishes: Pick<AspectWish, 'label' | 'source' | 'share' | 'sentiment' | 'polarity'>[];
  candidates: ViewedCandidate[];
  /** Every turn of the plan, also those that were not reached. */
  turns: ViewedTurn[];
}

export interface ViewedCandidate extends Omit<Candidate, 'claims'> {
  claims: ViewedClaim[];
}

export interface ViewedClaim extends ShownClaim, Pick<Claim, 'level' | 'polarity'> {}

export interface ViewedTurn extends Pick<PlannedTurn, 'turn' | 'speaker' | 'superNode' | 'act'> {
  /** `refused`: no attempt at it was accepted; `waiting`: none was made. */
  state: 'said' | 'refused' | 'waiting';
  text: string | null;
  /** Calls that were accepted, refused or brought no answer. */
  attempts: number;
  claims: ViewedClaim[];
  /** Those that the line cites first. */
  quotes: ViewedQuote[];
  rejected: ViewedAttempt[];
}

/** Words of a review behind a turn. */
export interface ViewedQuote extends ShownEvidence {
  /** `q1`, `u1`, … where the speaker was given the words to quote; null for a mention that is only counted. */
  id: string | null;
  /** Whether the line's writer says that it rests on them. */
  isCited: boolean;
  review: CutReview | null;
}

export interface ViewedAttempt {
  attempt: number;
  text: string;
  problems: { check: string; detail: string }[];
}

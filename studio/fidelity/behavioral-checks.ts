import { findAcceptanceProblems } from './behavioral/acceptance.ts';
import { findClaimPolarityProblems } from './behavioral/claim-polarity.ts';
import { findDateProblems } from './behavioral/dates.ts';
import { findNumberProblems } from './behavioral/numbers.ts';
import { findRefusalReasonProblems } from './behavioral/refusal-reason.ts';
import { findTrendProblems } from './behavioral/trend.ts';
import { findUnbackedClaimProblems } from './behavioral/unbacked-claim.ts';
import { findWishPolarityProblems } from './behavioral/wish-polarity.ts';
import type { TurnCheck } from './check.ts';

/** Is the turn true to the profile and the trajectories. */
export const behavioralChecks: readonly TurnCheck[] = [
  findWishPolarityProblems,
  findRefusalReasonProblems,
  findAcceptanceProblems,
  findClaimPolarityProblems,
  findUnbackedClaimProblems,
  findTrendProblems,
  findNumberProblems,
  findDateProblems,
];

import type { CheckedTurn, TurnProblem } from '../../../schemas/checked-turn.ts';
import type { GroundedCheck } from './check.ts';
import { findDecisionProblems } from './checks/decision.ts';
import { findDigressionProblems } from './checks/digression.ts';
import { findEmptyProblems } from './checks/empty.ts';
import { findFalseDenialProblems } from './checks/false-denial.ts';
import { findForeignTitleProblems } from './checks/foreign-title.ts';
import { findFutureProblems } from './checks/future.ts';
import { findInjectionProblems } from './checks/injection.ts';
import { findInventedFeatureProblems } from './checks/invented-feature.ts';
import { findMetaTalkProblems } from './checks/meta-talk.ts';
import { findNumberProblems } from './checks/numbers.ts';
import { findBorrowedQuoteProblems, findOtherItemProblems, findSwappedItemProblems } from './checks/other-item.ts';
import { findOverclaimProblems } from './checks/overclaim.ts';
import { findOwnExperienceProblems } from './checks/own-experience.ts';
import { findOwnOpinionProblems } from './checks/own-opinion.ts';
import { findOwnLifeProblems } from './checks/own-life.ts';
import { findPolarityProblems } from './checks/polarity.ts';
import { findRecallProblems } from './checks/recall.ts';
import { findRepeatProblems } from './checks/repeat.ts';
import { findRoleSwapProblems } from './checks/role-swap.ts';
import { findTargetLeakProblems } from './checks/target-leak.ts';
import { findTrendProblems } from './checks/trend.ts';
import { findUnsupportedAnswerProblems } from './checks/unsupported-answer.ts';
import { findUntoldProblems } from './checks/untold.ts';
import { findWrongAspectProblems } from './checks/wrong-aspect.ts';
import { readTurn } from './read-turn.ts';

/**
 * What is wrong with a turn, judged against the evidence that its speaker was given; empty when fine. Pure and deterministic. A check that
 * is in doubt is silent: a good turn that is turned down costs another model call.
 */
export function findCheckedTurnProblems(turn: CheckedTurn): TurnProblem[] {
  const reading = readTurn(turn);
  return checks.flatMap((check) => check(reading));
}

const checks: readonly GroundedCheck[] = [
  findEmptyProblems,
  findMetaTalkProblems,
  findRepeatProblems,
  findRoleSwapProblems,
  findForeignTitleProblems,
  findTargetLeakProblems,
  findUntoldProblems,
  findNumberProblems,
  findFutureProblems,
  findTrendProblems,
  findOverclaimProblems,
  findFalseDenialProblems,
  findPolarityProblems,
  findInventedFeatureProblems,
  findOtherItemProblems,
  findBorrowedQuoteProblems,
  findSwappedItemProblems,
  findWrongAspectProblems,
  findUnsupportedAnswerProblems,
  findOwnLifeProblems,
  findOwnExperienceProblems,
  findOwnOpinionProblems,
  findRecallProblems,
  findInjectionProblems,
  findDigressionProblems,
  findDecisionProblems,
];

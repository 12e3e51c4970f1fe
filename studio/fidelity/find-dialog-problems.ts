import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import type { Problem, Turn } from '../../schemas/dialog.ts';
import type { DialogCheck } from './check.ts';
import { findDecisionProblems } from './dialog/decision.ts';
import { findEvidenceProblems } from './dialog/evidence.ts';
import { findPathProblems } from './dialog/path.ts';

const dialogChecks: readonly DialogCheck[] = [findPathProblems, findDecisionProblems, findEvidenceProblems];

/** All problems of a finished dialog that no single turn shows. */
export const findDialogProblems = (plan: DialogPlan, turns: readonly Turn[]): Problem[] =>
  dialogChecks.flatMap((find) => find(plan, turns));

import type { ModelUse } from '../../schemas/model-use.ts';
import type { Dialog, Turn } from '../../schemas/dialog.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import type { Attempt } from '../../schemas/dialog.ts';
import { failureNames } from '../../schemas/failure.ts';
import type { FailureName } from '../../schemas/failure.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { findDialogProblems } from '../../studio/fidelity/find-dialog-problems.ts';
import { sumModelUse } from '../../studio/spending/model-use.ts';
import type { Dependencies } from '../dependencies.ts';
import { closeAttempts, openAttempts, readDialogRecord, writeDialogRecord } from './dialog-files.ts';
import { readPlan } from './read-plan.ts';
import { isAnswered } from './realize-attempt.ts';

export interface FinishDialogInput {
  ref: RunRef;
  dialogId: string;
  /** Why the simulation gave up; null when every turn was accepted. */
  failure: string | null;
}

export interface FinishedDialog {
  status: Dialog['status'];
  reason: string | null;
  turns: number;
  attempts: number;
  use?: ModelUse;
}

/** Assembles the dialog from its journal, checks it as a whole and writes it. A failed dialog keeps the turns it had. */
export function createFinishDialog(deps: Dependencies): (input: FinishDialogInput) => Promise<FinishedDialog> {
  return async ({ ref, dialogId, failure }) => {
    const run = deps.openRun(ref);
    const plan = await readPlan(deps, run, dialogId);
    const { entries: attempts } = await openAttempts(run, dialogId);
    const turns = assembleTurns(plan, attempts);
    const use = sumModelUse(attempts);
    const reason = failure ?? describeProblems(plan, turns);
    const dialog: Dialog = {
      dialogId,
      status: reason === null ? 'accepted' : 'failed',
      reason,
      realizer: deps.createRealizer(await run.readConfig()).name,
      turns,
      ...(use.calls === 0 ? {} : { use }),
    };
    closeAttempts(run, dialogId);
    const earlier = await readDialogRecord(run, dialogId);
    if (earlier?.status === 'failed') {
      // A retried dialog keeps its earlier record unless the new one is better.
      if (reason !== null) {
        deps.meter.dialogEnded('failed', failureOf(reason));
        return { status: 'failed', reason, turns: turns.length, attempts: countAnswered(attempts), use };
      }
      await run.appendLine(retriedFile, dialogId);
    }
    await writeDialogRecord(run, dialog);
    // One that is there already was written by a step whose end got lost.
    if (earlier?.status !== 'accepted') deps.meter.dialogEnded(dialog.status, failureOf(reason));
    return { status: dialog.status, reason, turns: turns.length, attempts: countAnswered(attempts), use };
  };
}

/** The name that a reason begins with; null for none. */
const failureOf = (reason: string | null): FailureName | null =>
  failureNames.find((name) => reason?.startsWith(`${name}:`) === true) ?? null;

/** Dialogs that a retry made good, a line each; a change of it makes the relations of the dialogs again. */
export const retriedFile = 'work/retried.txt';

const countAnswered = (attempts: readonly Attempt[]): number => attempts.filter(isAnswered).length;

function assembleTurns(plan: DialogPlan, attempts: readonly Attempt[]): Turn[] {
  return plan.turns.flatMap(({ turn, speaker, superNode, act, slots, evidence }) => {
    const made = attempts.filter((attempt) => attempt.turn === turn && isAnswered(attempt));
    const accepted = made.find((attempt) => attempt.accepted);
    if (accepted === undefined) return [];
    // The checks let no title through but the one that its Recommend names.
    const namedItemIds = act === 'recommend' && slots.itemId !== undefined ? [slots.itemId] : [];
    const { text, cites } = accepted;
    const said = { turn, speaker, superNode, act, text, attempts: made.length, namedItemIds, evidence };
    return [cites === undefined ? said : { ...said, cites }];
  });
}

function describeProblems(plan: DialogPlan, turns: readonly Turn[]): string | null {
  const problems = findDialogProblems(plan, turns);
  if (problems.length === 0) return null;
  return `FidelityExhausted: dialog: ${problems.map(({ check, detail }) => `${check} (${detail})`).join('; ')}`;
}

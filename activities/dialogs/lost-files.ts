import { StudioFailure } from '../../schemas/failure.ts';
import type { Attempt, Dialog } from '../../schemas/dialog.ts';
import type { RunFolder } from '../dependencies.ts';
import { locateDialogFile } from './dialog-files.ts';
import { isAnswered } from './answered.ts';

/** The journal of a dialog that ended holds fewer attempts than were made. Trying again would read the same. */
export async function lostAttempts(run: RunFolder, dialogId: string, turn: number): Promise<StudioFailure> {
  const journal = await locateDialogFile(run, dialogId, 'attempts');
  const record = await locateDialogFile(run, dialogId, 'record');
  return new StudioFailure('RunFolderUnusable', `${journal} lacks attempts at turn ${turn}: it was cut, or is gone`, {
    remedy: `Put it back from a copy of the run. In a run that is not complete it can be removed with ${record}: the next launch makes this dialog again, with new calls.`,
    isLasting: true,
  });
}

/** Throws where the journal lacks attempts that the dialog's record counts. */
export async function checkJournal(run: RunFolder, dialog: Dialog, attempts: readonly Attempt[]): Promise<void> {
  const lacking = findLackingTurn(dialog, attempts);
  if (lacking !== undefined) throw await lostAttempts(run, dialog.dialogId, lacking);
}

/** The first turn of which the dialog's record counts more attempts than its journal holds; undefined where there is none. */
export function findLackingTurn(dialog: Dialog, attempts: readonly Attempt[]): number | undefined {
  const made = new Map<number, number>();
  for (const attempt of attempts) if (isAnswered(attempt)) made.set(attempt.turn, (made.get(attempt.turn) ?? 0) + 1);
  return dialog.turns.find(({ turn, attempts: counted }) => (made.get(turn) ?? 0) < counted)?.turn;
}

/** The record of a dialog that ended is gone. `isComplete`: its run has what it needs of it in its relations. */
export async function lostRecord(run: RunFolder, dialogId: string, isComplete: boolean): Promise<StudioFailure> {
  const path = await locateDialogFile(run, dialogId, 'record');
  return new StudioFailure('RunFolderUnusable', `${path} is missing: its dialog had ended`, {
    remedy: isComplete
      ? 'Put it back from a copy of the run; `convrec show` reads the dialog from what was gathered.'
      : 'Launch again: the dialog is put together again, and no answer in its journal is paid again.',
    isLasting: true,
  });
}

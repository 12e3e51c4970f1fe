import { StudioFailure } from '../../schemas/failure.ts';
import type { Attempt, Dialog } from '../../schemas/dialog.ts';
import type { RunFolder } from '../dependencies.ts';
import { dialogFile } from './dialog-files.ts';
import { isAnswered } from './realize-attempt.ts';

/** The journal of a dialog that ended holds fewer attempts than were made. Trying again would read the same. */
export function lostAttempts(run: RunFolder, dialogId: string, turn: number): StudioFailure {
  const [journal, record] = [run.path(dialogFile(dialogId, 'attempts')), run.path(dialogFile(dialogId, 'record'))];
  return new StudioFailure('RunFolderUnusable', `${journal} lacks attempts at turn ${turn}: it was cut, or is gone`, {
    remedy: `Put it back from a copy of the run. In a run that is not complete it can be removed with ${record}: the next launch makes this dialog again, with new calls.`,
    isLasting: true,
  });
}

/** Throws where the journal lacks attempts that the dialog's record counts. */
export function checkJournal(run: RunFolder, dialog: Dialog, attempts: readonly Attempt[]): void {
  const made = new Map<number, number>();
  for (const attempt of attempts) if (isAnswered(attempt)) made.set(attempt.turn, (made.get(attempt.turn) ?? 0) + 1);
  const lacking = dialog.turns.find(({ turn, attempts: counted }) => (made.get(turn) ?? 0) < counted);
  if (lacking !== undefined) throw lostAttempts(run, dialog.dialogId, lacking.turn);
}

/** The record of a dialog that ended is gone. `isComplete`: its run has what it needs of it in its relations. */
export function lostRecord(run: RunFolder, dialogId: string, isComplete: boolean): StudioFailure {
  const path = run.path(dialogFile(dialogId, 'record'));
  return new StudioFailure('RunFolderUnusable', `${path} is missing: its dialog had ended`, {
    remedy: isComplete
      ? 'Put it back from a copy of the run; `convrec show` reads the dialog from what was gathered.'
      : 'Launch again: the dialog is put together again, and no answer in its journal is paid again.',
    isLasting: true,
  });
}

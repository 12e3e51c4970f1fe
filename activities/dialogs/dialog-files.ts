import { AttemptSchema, DialogSchema } from '../../schemas/dialog.ts';
import type { Attempt, Dialog } from '../../schemas/dialog.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { JudgeCallSchema } from '../../schemas/judgement.ts';
import type { JudgeCall } from '../../schemas/judgement.ts';
import type { RunFolder } from '../dependencies.ts';
import { createJournals } from './journal.ts';
import type { Journal } from './journal.ts';
import { isSound, sumLine } from './summed-line.ts';

/**
 * Files of one dialog below the run's folder: `record` is written when it ends, `attempts` is the journal of its attempts, `judge` that of a
 * judge's calls about it.
 */
const places = {
  record: { folder: 'work/dialogs', extension: 'json' },
  attempts: { folder: 'work/dialogs', extension: 'jsonl' },
  judge: { folder: 'work/judge', extension: 'jsonl' },
} as const;
export type DialogFile = keyof typeof places;

const dialogIdPattern = /^d[0-9a-f]{20}$/u;

/** Path below the run's folder. Throws RangeError for anything but our own hashes: nothing else becomes a file name. */
export function dialogFile(dialogId: string, file: DialogFile): string {
  if (!dialogIdPattern.test(dialogId)) throw new RangeError(`${JSON.stringify(dialogId.slice(0, 40))} is no dialog id`);
  const { folder, extension } = places[file];
  return `${folder}/${dialogId}.${extension}`;
}

/** Pattern of the files of all dialogs, or of those whose ids fit `beginning` after their first letter. */
export function dialogFilePattern(file: DialogFile, beginning = ''): string {
  const { folder, extension } = places[file];
  return `${folder}/d${beginning}*.${extension}`;
}

/** Ids of the dialogs that have such a file, in their order. */
export async function listDialogIds(run: RunFolder, file: DialogFile): Promise<string[]> {
  const { folder, extension } = places[file];
  const end = `.${extension}`;
  const names = (await run.listNames(folder)).filter((name) => name.endsWith(end));
  return names
    .map((name) => name.slice(0, -end.length))
    .filter((id) => dialogIdPattern.test(id))
    .toSorted();
}

/** What was written when the dialog ended; undefined for one that has not. Throws RunFolderUnusable where it is damaged. */
export async function readDialogRecord(run: RunFolder, dialogId: string): Promise<Dialog | undefined> {
  const file = dialogFile(dialogId, 'record');
  const text = await run.readText(file);
  if (text === undefined) return undefined;
  try {
    const dialog = DialogSchema.parse(JSON.parse(text));
    if (!isSound(text.trimEnd())) throw new Error('its checksum is not that of its content');
    return dialog;
  } catch (error) {
    throw new StudioFailure(
      'RunFolderUnusable',
      `${run.path(file)} is damaged`,
      {
        remedy:
          'Remove that file and launch again: the dialog is put together again, and no answer in its journal is paid again.',
        isLasting: true,
      },
      error,
    );
  }
}

/** How a dialog ended; undefined for one that has not. */
export const readStatus = async (run: RunFolder, dialogId: string): Promise<Dialog['status'] | undefined> =>
  (await readDialogRecord(run, dialogId))?.status;

export const hasEnded = async (run: RunFolder, dialogId: string): Promise<boolean> =>
  (await run.sizeOf(dialogFile(dialogId, 'record'))) > 0;

export const writeDialogRecord = (run: RunFolder, dialog: Dialog): Promise<void> =>
  run.writeText(dialogFile(dialog.dialogId, 'record'), `${sumLine(dialog)}\n`);

const attemptJournals = createJournals(
  AttemptSchema,
  'Take out that line and all below it, then launch again: their calls are made again, those above are kept.',
);

/** The journal of a dialog's attempts, for the activity that makes them. */
export const openAttempts = (run: RunFolder, dialogId: string): Promise<Journal<Attempt>> =>
  attemptJournals.open(run, dialogFile(dialogId, 'attempts'));

/** A dialog's attempts so far, whoever makes them. */
export const readAttempts = (run: RunFolder, dialogId: string): Promise<Attempt[]> =>
  attemptJournals.read(run, dialogFile(dialogId, 'attempts'));

/**
 * Cuts half-written last lines off the journals of a run whose dialogs nobody makes at the moment, for a reader that takes whole lines only. Throws
 * RunFolderUnusable, with file and line, where such a journal is damaged as well.
 */
export async function mendAttempts(run: RunFolder): Promise<void> {
  for (const dialogId of await listDialogIds(run, 'attempts')) {
    const file = dialogFile(dialogId, 'attempts');
    const text = (await run.readText(file)) ?? '';
    if (!text.split('\n').every(isSound)) await readAttempts(run, dialogId);
    if (text === '' || text.endsWith('\n')) continue;
    await openAttempts(run, dialogId);
    closeAttempts(run, dialogId);
  }
}

/** Throws RunFolderUnusable where the record of a dialog that ended is not what was written, for a reader that looks at no checksum. */
export async function checkDialogRecords(run: RunFolder): Promise<void> {
  for (const dialogId of await listDialogIds(run, 'record')) {
    const text = (await run.readText(dialogFile(dialogId, 'record'))) ?? '';
    if (!isSound(text.trimEnd())) await readDialogRecord(run, dialogId);
  }
}

/** Makes a journal of attempts that were made elsewhere, replacing one that is there. */
export const writeAttemptsOf = (run: RunFolder, dialogId: string, attempts: readonly Attempt[]): Promise<void> =>
  run.writeText(dialogFile(dialogId, 'attempts'), attempts.map((made) => `${sumLine(made)}\n`).join(''));

/** For a dialog that has ended. */
export const closeAttempts = (run: RunFolder, dialogId: string): void =>
  attemptJournals.close(run, dialogFile(dialogId, 'attempts'));

const judgeJournals = createJournals(
  JudgeCallSchema,
  'Take out that line, then evaluate again: its question alone is asked again.',
);

/** The journal of a judge's calls about a dialog, for the activity that makes them. */
export const openJudgeCalls = (run: RunFolder, dialogId: string): Promise<Journal<JudgeCall>> =>
  judgeJournals.open(run, dialogFile(dialogId, 'judge'));

/** A judge's calls about a dialog so far, whoever makes them. */
export const readJudgeCalls = (run: RunFolder, dialogId: string): Promise<JudgeCall[]> =>
  judgeJournals.read(run, dialogFile(dialogId, 'judge'));

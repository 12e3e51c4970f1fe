import { AttemptSchema, DialogSchema } from '../../schemas/dialog.ts';
import type { Attempt, Dialog } from '../../schemas/dialog.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { JudgeCallSchema } from '../../schemas/judgement.ts';
import type { JudgeCall } from '../../schemas/judgement.ts';
import type { RunFolder } from '../dependencies.ts';
import { createJournals, wholeLinesOf } from './journal.ts';
import type { Journal } from './journal.ts';
import { openPacks, packFile, packJournal, readPackedJournal, readPackedLines } from './packs.ts';
import type { PackedFile } from './packs.ts';
import { isSound, isSummed, sumLine } from './summed-line.ts';

/**
 * Files of one dialog below the run's folder: `record` is written when it ends, `attempts` is the journal of its attempts, `judge` that of a
 * judge's calls about it. The first two are put into packs (packs.ts) when their dialog has ended.
 */
const places = {
  record: { folder: 'work/dialogs', extension: 'json' },
  attempts: { folder: 'work/dialogs', extension: 'jsonl' },
  judge: { folder: 'work/judge', extension: 'jsonl' },
} as const;
export type DialogFile = keyof typeof places;

const fileDialogPattern = /(d[0-9a-f]{20})\.jsonl$/u;
const dialogIdPattern = /^d[0-9a-f]{20}$/u;

/** Path below the run's folder. Throws RangeError for anything but our own hashes: nothing else becomes a file name. */
export function dialogFile(dialogId: string, file: DialogFile): string {
  if (!dialogIdPattern.test(dialogId)) throw new RangeError(`${JSON.stringify(dialogId.slice(0, 40))} is no dialog id`);
  const { folder, extension } = places[file];
  return `${folder}/${dialogId}.${extension}`;
}

/** Ids of the dialogs that have such a file of their own, in their order. */
export async function listUnpackedIds(run: RunFolder, file: DialogFile): Promise<string[]> {
  const { folder, extension } = places[file];
  const end = `.${extension}`;
  const names = (await run.listNames(folder)).filter((name) => name.endsWith(end));
  return names
    .map((name) => name.slice(0, -end.length))
    .filter((id) => dialogIdPattern.test(id))
    .toSorted();
}

/** Ids of the dialogs that have such a file, or have it in a pack, in their order. */
export async function listDialogIds(run: RunFolder, file: DialogFile): Promise<string[]> {
  // Before the packs: what is packed meanwhile is then found there.
  const own = await listUnpackedIds(run, file);
  if (file === 'judge') return own;
  const packed = [...(await openPacks(run)).dialogs.values()].filter((dialog) => dialog[file] !== null);
  return [...new Set([...own, ...packed.map(({ dialogId }) => dialogId)])].toSorted();
}

/** What a file of a dialog holds, or a pack in its stead; undefined where neither is there. Lines of a journal are as its own file had them. */
export async function readDialogText(
  run: RunFolder,
  dialogId: string,
  file: PackedFile,
): Promise<{ text: string; path: string } | undefined> {
  const own = await run.readText(dialogFile(dialogId, file));
  if (own !== undefined) return { text: own, path: run.path(dialogFile(dialogId, file)) };
  if (file === 'attempts') return readPackedJournal(run, dialogId);
  const packed = await readPackedLines(run, dialogId, file);
  const [line] = packed?.lines ?? [];
  return packed === undefined || line === undefined ? undefined : { text: `${line}\n`, path: packed.path };
}

/** Where a dialog's file stands or should stand, for a message: its own, or that of its pack. */
export async function locateDialogFile(run: RunFolder, dialogId: string, file: PackedFile): Promise<string> {
  const own = dialogFile(dialogId, file);
  const pack = (await openPacks(run)).dialogs.get(dialogId)?.pack;
  return run.path(pack === undefined || (await run.sizeOf(own)) > 0 ? own : packFile(pack, file));
}

/** What was written when the dialog ended; undefined for one that has not. Throws RunFolderUnusable where it is damaged. */
export async function readDialogRecord(run: RunFolder, dialogId: string): Promise<Dialog | undefined> {
  const found = await readDialogText(run, dialogId, 'record');
  if (found === undefined) return undefined;
  const { text, path } = found;
  try {
    const dialog = DialogSchema.parse(JSON.parse(text));
    if (!isSound(text.trimEnd())) throw new Error('its checksum is not that of its content');
    return dialog;
  } catch (error) {
    const isPacked = path !== run.path(dialogFile(dialogId, 'record'));
    const again = 'launch again: the dialog is put together again, and no answer in its journal is paid again.';
    throw new StudioFailure(
      'RunFolderUnusable',
      isPacked ? `${path}: the line of dialog ${dialogId} is damaged` : `${path} is damaged`,
      { remedy: `${isPacked ? 'Take out that line' : 'Remove that file'} and ${again}`, isLasting: true },
      error,
    );
  }
}

/** How a dialog ended; undefined for one that has not. */
export const readStatus = async (run: RunFolder, dialogId: string): Promise<Dialog['status'] | undefined> =>
  (await readDialogRecord(run, dialogId))?.status;

export const hasEnded = async (run: RunFolder, dialogId: string): Promise<boolean> =>
  (await run.sizeOf(dialogFile(dialogId, 'record'))) > 0 ||
  ((await openPacks(run)).dialogs.get(dialogId)?.record ?? null) !== null;

export const writeDialogRecord = (run: RunFolder, dialog: Dialog): Promise<void> =>
  run.writeText(dialogFile(dialog.dialogId, 'record'), `${sumLine(dialog)}\n`);

const attemptJournals = createJournals(
  AttemptSchema,
  'Take out that line and all of the same dialog below it, then launch again: their calls are made again, those above are kept.',
  async (run, file) => {
    const dialogId = fileDialogPattern.exec(file)?.[1];
    const packed = dialogId === undefined ? undefined : await readPackedJournal(run, dialogId);
    return packed === undefined ? undefined : { ...packed, path: `${packed.path}, dialog ${dialogId}` };
  },
);

/** The journal of a dialog's attempts, for the activity that makes them. */
export const openAttempts = (run: RunFolder, dialogId: string): Promise<Journal<Attempt>> =>
  attemptJournals.open(run, dialogFile(dialogId, 'attempts'));

/** A dialog's attempts so far, whoever makes them. */
export const readAttempts = (run: RunFolder, dialogId: string): Promise<Attempt[]> =>
  attemptJournals.read(run, dialogFile(dialogId, 'attempts'));

/** A dialog's journal in the form of a pack, but for a half-written last line. Throws RunFolderUnusable, with file and line, where it is damaged. */
export async function readJournalToGather(run: RunFolder, dialogId: string): Promise<string> {
  const whole = wholeLinesOf((await readDialogText(run, dialogId, 'attempts'))?.text ?? '');
  if (!whole.split('\n').every((line) => line === '' || isSummed(line))) await readAttempts(run, dialogId);
  return packJournal(dialogId, whole);
}

/** A dialog's record as a line. Throws RunFolderUnusable where it is not what was written. */
export async function readRecordToGather(run: RunFolder, dialogId: string): Promise<string> {
  const line = ((await readDialogText(run, dialogId, 'record'))?.text ?? '').trimEnd();
  if (!isSummed(line)) await readDialogRecord(run, dialogId);
  return `${line}\n`;
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

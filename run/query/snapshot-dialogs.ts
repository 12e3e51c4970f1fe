import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { isAnswered } from '../../activities/dialogs/answered.ts';
import { listUnpackedIds, readAttempts, readDialogText } from '../../activities/dialogs/dialog-files.ts';
import { attemptPart, listPacks, openPacks, packFile } from '../../activities/dialogs/packs.ts';
import type { PackedDialog } from '../../activities/dialogs/packs.ts';

/** What a file has that counts no more: another place has the dialog later. */
interface Superseded {
  dialogId: string;
  path: string;
}

/** The dialogs of a run as they are at one moment, in files that stay as they are. */
export interface DialogsAtMoment {
  /** Files of lines, a record each. */
  records: { files: string[]; superseded: Superseded[] };
  /** Parquet files of attempts, and the dialogs whose attempts are in none of them. */
  attempts: { files: string[]; superseded: Superseded[]; others: string[] };
  /** Attempts that brought an answer, by dialog that ended. */
  answered: ReadonlyMap<string, number>;
}

/** A shard takes a minute or more; so many times in a row it will not end just while its dialogs are read. */
const mostTries = 20;

/**
 * Takes down what the dialogs' files say by now: the packs, which never change, and a copy in `folder` of the records that are in none. Throws
 * RunFolderUnusable, with file and line, for a damaged one.
 */
export async function snapshotDialogs(run: RunFolder, folder: string): Promise<DialogsAtMoment> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await listPacks(run);
    const taken = await takeDown(run, join(folder, `records-${attempt}.jsonl`));
    // A dialog that was packed meanwhile might be in neither, or in both.
    if (before.join() === (await listPacks(run)).join() || attempt === mostTries) return taken;
  }
}

const pathOfRecords = (pack: string): string => packFile(pack, 'record');

async function takeDown(run: RunFolder, copy: string): Promise<DialogsAtMoment> {
  const packs = await openPacks(run);
  const parts = new Set<string>();
  const withRecords: string[] = [];
  for (const name of packs.names) {
    if ((await run.sizeOf(attemptPart(name))) > 0) parts.add(name);
    if ((await run.sizeOf(packFile(name, 'record'))) > 0) withRecords.push(name);
  }
  const [ownRecords, ownJournals] = [await listUnpackedIds(run, 'record'), await listUnpackedIds(run, 'attempts')];
  const listSuperseded = (own: readonly string[], path: (pack: string) => string): Superseded[] =>
    [...packs.superseded, ...own.flatMap((dialogId) => packs.dialogs.get(dialogId) ?? [])].map(
      ({ dialogId, pack }) => ({ dialogId, path: run.path(path(pack)) }),
    );
  const isInNoPart = ({ dialogId, pack, attempts }: PackedDialog): boolean =>
    attempts !== null && !parts.has(pack) && !isOwn.has(dialogId);
  const isOwn = new Set(ownJournals);
  const inNoPart = [...packs.dialogs.values()].filter(isInNoPart).map(({ dialogId }) => dialogId);
  const answered = new Map([...packs.dialogs.values()].map((dialog) => [dialog.dialogId, dialog.answered]));
  const taken: DialogsAtMoment = {
    records: {
      files: withRecords.map((name) => run.path(pathOfRecords(name))),
      superseded: listSuperseded(ownRecords, pathOfRecords),
    },
    attempts: {
      files: [...parts].map((name) => run.path(attemptPart(name))),
      superseded: listSuperseded(ownJournals, attemptPart),
      others: [...ownJournals, ...inNoPart].toSorted(),
    },
    answered,
  };
  for (const dialogId of ownRecords) {
    const record = (await readDialogText(run, dialogId, 'record'))?.text.trimEnd();
    if (record === undefined) continue;
    await appendFile(copy, `${record}\n`);
    answered.set(dialogId, (await readAttempts(run, dialogId)).filter(isAnswered).length);
    if (taken.records.files.at(-1) !== copy) taken.records.files.push(copy);
  }
  return taken;
}

import type { RunFolder } from '../dependencies.ts';
import { isAnswered } from './answered.ts';
import {
  closeAttempts,
  dialogFile,
  listUnpackedIds,
  readAttempts,
  readDialogRecord,
  readDialogText,
} from './dialog-files.ts';
import { findLackingTurn } from './lost-files.ts';
import { dialogIdOf } from './packed-line.ts';
import { writePack } from './packs.ts';
import type { DialogToPack } from './packs.ts';

/** A pack is closed when it holds so many dialogs, or so many bytes: it is in memory while it is made. */
const mostDialogs = 250;
const mostBytes = 32 * 2 ** 20;

/**
 * Puts the files of those dialogs that ended into packs, then removes them. Leaves alone what is damaged or lacks something: whoever reads it says
 * so. May be cut short anywhere and called again: files that are in a pack already count before it, and a pack is there wholly or not at all.
 */
export async function packDialogs(run: RunFolder, dialogIds: readonly string[]): Promise<void> {
  const own = new Set([...(await listUnpackedIds(run, 'record')), ...(await listUnpackedIds(run, 'attempts'))]);
  let waiting: Packable[] = [];
  let bytes = 0;
  const close = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await writePack(run, waiting);
    for (const dialog of waiting) await removeFiles(run, dialog);
    waiting = [];
    bytes = 0;
  };
  for (const dialogId of dialogIds.toSorted()) {
    const dialog = own.has(dialogId) ? await readPackable(run, dialogId) : undefined;
    if (dialog === undefined) continue;
    waiting.push(dialog);
    bytes += dialog.record.length + dialog.attempts.length;
    if (waiting.length >= mostDialogs || bytes >= mostBytes) await close();
  }
  await close();
}

interface Packable extends DialogToPack {
  /** Bytes of its own files; 0 for one that it has not. */
  ownBytes: Record<'record' | 'attempts', number>;
}

/** Undefined for a dialog that has not ended, and for one whose files are not whole. */
async function readPackable(run: RunFolder, dialogId: string): Promise<Packable | undefined> {
  const ownBytes = {
    record: await run.sizeOf(dialogFile(dialogId, 'record')),
    attempts: await run.sizeOf(dialogFile(dialogId, 'attempts')),
  };
  const record = (await readDialogText(run, dialogId, 'record'))?.text.trimEnd();
  const attempts = (await readDialogText(run, dialogId, 'attempts'))?.text;
  if (record === undefined || attempts === undefined) return undefined;
  const isWhole = dialogIdOf(record) === dialogId && !record.includes('\n') && attempts.endsWith('\n');
  if (!isWhole) return undefined;
  try {
    const dialog = await readDialogRecord(run, dialogId);
    const made = await readAttempts(run, dialogId);
    if (dialog === undefined || findLackingTurn(dialog, made) !== undefined) return undefined;
    return { dialogId, status: dialog.status, answered: made.filter(isAnswered).length, record, attempts, ownBytes };
  } catch {
    return undefined;
  }
}

/** A file that has grown since is of a dialog that is being made again: it stays, and counts before the pack. */
async function removeFiles(run: RunFolder, { dialogId, ownBytes }: Packable): Promise<void> {
  closeAttempts(run, dialogId);
  for (const file of ['attempts', 'record'] as const) {
    const path = dialogFile(dialogId, file);
    if (ownBytes[file] > 0 && (await run.sizeOf(path)) === ownBytes[file]) await run.removeFile(path);
  }
}

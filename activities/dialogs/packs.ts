import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AttemptSchema, DialogStatusSchema } from '../../schemas/dialog.ts';
import type { Dialog } from '../../schemas/dialog.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunFolder } from '../dependencies.ts';
import { isAnswered } from './answered.ts';
import { dialogIdOf, packLine, unpackLine } from './packed-line.ts';
import { isSound, sumLine } from './summed-line.ts';

/**
 * Packs: the files of many dialogs that ended, put one after another. A pack is `<name>.records.jsonl`, a line a dialog, and
 * `<name>.attempts.jsonl`, the lines of their journals, each beginning with its dialog's id; `<name>.index.json` says where each dialog stands, and
 * is found again by reading the two. A pack is never changed. A dialog that is in several counts as the last one has it, and a file of its own counts
 * before all of them: so it does not matter at which file the writing of a pack, or the removal of what it holds, was cut short.
 */
export const packFolder = 'work/packs';

export type PackedFile = 'record' | 'attempts';

/** From byte, and bytes. */
const PlaceSchema = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]);
type Place = z.infer<typeof PlaceSchema>;

const EntrySchema = z.object({
  dialogId: z.string(),
  /** Null where the record was taken out by hand. */
  status: DialogStatusSchema.nullable(),
  /** Attempts that brought an answer. */
  answered: z.number().int().nonnegative(),
  record: PlaceSchema.nullable(),
  attempts: PlaceSchema.nullable(),
});
type Entry = z.infer<typeof EntrySchema>;
const IndexSchema = z.object({ dialogs: z.array(EntrySchema) });

export interface PackedDialog extends Entry {
  /** Name of its pack. */
  pack: string;
}

export interface DialogToPack {
  dialogId: string;
  status: Dialog['status'];
  answered: number;
  /** One line, without its end. */
  record: string;
  /** Whole lines of its journal. */
  attempts: string;
}

/** The packs of a run at a moment. */
export interface Packs {
  /** In the order that they were made. */
  names: readonly string[];
  dialogs: ReadonlyMap<string, PackedDialog>;
  /** Dialogs of packs that a later pack has again. */
  superseded: readonly PackedDialog[];
}

const extensions = { record: 'records.jsonl', attempts: 'attempts.jsonl' } as const;
const namePattern = /^(p\d{8}-[0-9a-f]{20})\.(?:records|attempts)\.jsonl$/u;

export const packFile = (name: string, file: PackedFile): string => `${packFolder}/${name}.${extensions[file]}`;
/** Rows of the relation `attempts` that the pack's journals make (attempt-parts.ts); may be missing. */
export const attemptPart = (name: string): string => `${packFolder}/${name}.attempts.parquet`;
const indexFile = (name: string): string => `${packFolder}/${name}.index.json`;

interface KnownPack {
  /** Names of its files. */
  files: string;
  entries: readonly Entry[];
  /** Bytes of its two files of lines where its index was not theirs. */
  scannedBytes?: string;
}

/** What this process knows of the packs of the runs it looked at last, by their folders. */
const known = new Map<string, { packs: Packs; byName: Map<string, KnownPack> }>();
const maximumKnown = 8;

export async function listPacks(run: RunFolder): Promise<string[]> {
  return [...groupByPack(await run.listNames(packFolder)).keys()];
}

/** Names of the files of each pack, in the order that the packs were made. */
function groupByPack(names: readonly string[]): Map<string, string> {
  const groups = new Map<string, string>();
  const ordered = names.toSorted();
  for (const name of ordered.flatMap((file) => namePattern.exec(file)?.[1] ?? [])) groups.set(name, '');
  for (const file of ordered) {
    const [name = ''] = file.split('.');
    const before = groups.get(name);
    if (before !== undefined && !file.endsWith('.parquet')) groups.set(name, `${before} ${file}`);
  }
  return groups;
}

export async function openPacks(run: RunFolder): Promise<Packs> {
  const key = run.path(packFolder);
  const groups = groupByPack(await run.listNames(packFolder));
  if (groups.size === 0) return { names: [], dialogs: new Map(), superseded: [] };
  const found = known.get(key);
  const byName = new Map<string, KnownPack>();
  let isSame = found?.byName.size === groups.size;
  for (const [name, files] of groups) {
    const before = found?.byName.get(name);
    const isKnown =
      before?.files === files &&
      (before.scannedBytes === undefined || before.scannedBytes === (await bytesOf(run, name)).join());
    if (!isKnown) isSame = false;
    byName.set(name, isKnown ? before : { files, ...(await readIndex(run, name)) });
  }
  if (isSame && found !== undefined) return found.packs;
  const packs = combine([...groups.keys()], byName);
  known.delete(key);
  known.set(key, { packs, byName });
  for (const oldest of known.keys()) {
    if (known.size <= maximumKnown) break;
    known.delete(oldest);
  }
  return packs;
}

function combine(names: readonly string[], byName: ReadonlyMap<string, KnownPack>): Packs {
  const dialogs = new Map<string, PackedDialog>();
  const superseded: PackedDialog[] = [];
  for (const pack of names) {
    for (const entry of byName.get(pack)?.entries ?? []) {
      const earlier = dialogs.get(entry.dialogId);
      if (earlier !== undefined) superseded.push(earlier);
      dialogs.set(entry.dialogId, { ...entry, pack });
    }
  }
  return { names, dialogs, superseded };
}

/** The lines of a dialog as its pack has them, each with its end; undefined where no pack has them. */
export async function readPackedLines(
  run: RunFolder,
  dialogId: string,
  file: PackedFile,
): Promise<{ lines: string[]; path: string } | undefined> {
  for (const isLastTry of [false, true]) {
    const entry = (await openPacks(run)).dialogs.get(dialogId);
    const place = entry?.[file];
    if (entry === undefined || place === undefined || place === null) return undefined;
    const target = packFile(entry.pack, file);
    const text = (await run.readBytesFrom(target, ...place)).toString('utf8');
    const lines = text.split('\n').filter((line) => line !== '');
    const isWhole = lines.length > 0 && lines.every((line) => dialogIdOf(line) === dialogId);
    if (isWhole) return { lines, path: run.path(target) };
    if (isLastTry) throw damagedLines(run.path(target), dialogId);
    // Somebody may have changed the pack, so that the dialog stands elsewhere in it.
    known.get(run.path(packFolder))?.byName.delete(entry.pack);
  }
  return undefined;
}

/** A dialog's journal as its own file had it; undefined where no pack has it. */
export async function readPackedJournal(
  run: RunFolder,
  dialogId: string,
): Promise<{ text: string; path: string } | undefined> {
  const packed = await readPackedLines(run, dialogId, 'attempts');
  if (packed === undefined) return undefined;
  return { text: packed.lines.map((line) => `${unpackLine(dialogId, line)}\n`).join(''), path: packed.path };
}

/** Lines of a journal, each with its end, in the form of a pack. */
export function packJournal(dialogId: string, text: string): string {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => `${packLine(dialogId, line)}\n`).join('');
}

/** Writes a pack of dialogs, in their order. It is on the disk when this resolves. */
export async function writePack(run: RunFolder, dialogs: readonly DialogToPack[]): Promise<void> {
  const records = dialogs.map(({ record }) => `${record}\n`);
  const journals = dialogs.map(({ dialogId, attempts }) => packJournal(dialogId, attempts));
  const [recordPlaces, journalPlaces] = [placesOf(records), placesOf(journals)];
  const entries = dialogs.map(({ dialogId, status, answered }, at): Entry => {
    const [record = null, attempts = null] = [recordPlaces[at], journalPlaces[at]];
    return { dialogId, status, answered, record, attempts };
  });
  const hash = createHash('sha256').update(records.join('')).update(journals.join('')).digest('hex').slice(0, 20);
  const last = (await listPacks(run)).at(-1);
  const number = last === undefined ? 1 : Number(last.slice(1, 9)) + 1;
  const name = `p${String(number).padStart(8, '0')}-${hash}`;
  await run.writeText(packFile(name, 'attempts'), journals.join(''));
  await run.writeText(indexFile(name), `${sumLine({ dialogs: entries })}\n`);
  await run.writeText(packFile(name, 'record'), records.join(''));
  await run.syncFolder(packFolder);
}

function placesOf(texts: readonly string[]): Place[] {
  let from = 0;
  return texts.map((text) => {
    const bytes = Buffer.byteLength(text);
    from += bytes;
    return [from - bytes, bytes];
  });
}

type ReadIndex = Pick<KnownPack, 'entries' | 'scannedBytes'>;

/** The pack's index, or what its files say where the index is gone, damaged, or of other files. */
async function readIndex(run: RunFolder, name: string): Promise<ReadIndex> {
  const text = (await run.readText(indexFile(name))) ?? '';
  const entries = isSound(text.trimEnd()) ? IndexSchema.safeParse(tryJson(text)).data?.dialogs : undefined;
  const bytes = await bytesOf(run, name);
  const indexed = (['record', 'attempts'] as const).map((file) =>
    entries?.reduce((sum, entry) => sum + (entry[file]?.[1] ?? 0), 0),
  );
  if (entries !== undefined && indexed.join() === bytes.join()) return { entries };
  return { entries: await scan(run, name), scannedBytes: bytes.join() };
}

const bytesOf = async (run: RunFolder, name: string): Promise<number[]> => [
  await run.sizeOf(packFile(name, 'record')),
  await run.sizeOf(packFile(name, 'attempts')),
];

/** Finds each dialog by the lines that begin with its id. */
async function scan(run: RunFolder, name: string): Promise<Entry[]> {
  const entries = new Map<string, Entry>();
  for (const file of ['record', 'attempts'] as const) {
    let from = 0;
    const text = (await run.readText(packFile(name, file))) ?? '';
    for (const [at, line] of text.split('\n').entries()) {
      const bytes = Buffer.byteLength(line) + 1;
      const dialogId = dialogIdOf(line);
      if (dialogId === undefined && line !== '') throw damagedLine(run.path(packFile(name, file)), at + 1);
      if (dialogId !== undefined) {
        const none: Entry = { dialogId, status: null, answered: 0, record: null, attempts: null };
        const entry = entries.get(dialogId) ?? none;
        const [first, before] = entry[file] ?? [from, 0];
        const value = tryJson(line);
        if (file === 'record')
          entry.status = z.object({ status: DialogStatusSchema }).safeParse(value).data?.status ?? null;
        const attempt = file === 'attempts' ? AttemptSchema.safeParse(value).data : undefined;
        if (attempt !== undefined && isAnswered(attempt)) entry.answered += 1;
        entries.set(dialogId, { ...entry, [file]: [first, before + bytes] });
      }
      from += bytes;
    }
  }
  return [...entries.values()];
}

/** They do not begin as lines of the dialog do. */
const damagedLines = (path: string, dialogId: string): StudioFailure =>
  new StudioFailure('RunFolderUnusable', `${path}: lines of dialog ${dialogId} are damaged`, {
    remedy:
      'Put the file back from a copy of the run, or take out the lines that do not begin with the id of a dialog and launch again: what was said in them is made again, in new calls.',
    isLasting: true,
  });

/** No dialog can be told from the line. */
const damagedLine = (path: string, line: number): StudioFailure =>
  new StudioFailure('RunFolderUnusable', `${path}: line ${line} is damaged`, {
    remedy:
      'Put the file back from a copy of the run, or take out that line and launch again: what was said in it is made again, in new calls.',
    isLasting: true,
  });

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

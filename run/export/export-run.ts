import { open, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { thenTidy } from '../../infra/storage/then-tidy.ts';
import { datasetSplits } from '../../studio/dataset/dataset-tables.ts';
import { ExportedDialogSchema } from '../../studio/export/exported-dialog.ts';
import type { ExportedDialog } from '../../studio/export/exported-dialog.ts';
import { renderExportNote } from '../../studio/export/render-export-note.ts';
import { argillaSettings, toArgilla } from '../../studio/export/to-argilla.ts';
import { createCrsLab } from '../../studio/export/to-crslab.ts';
import { toChatLine, toPreferenceLine } from '../../studio/export/to-chat.ts';
import { toDialogueKit } from '../../studio/export/to-dialoguekit.ts';
import { nameRows, readNamedRows } from '../query/named-rows.ts';
import { withRelations } from '../query/open-relations.ts';
import { noDialogsYet } from '../reading/no-dialogs-yet.ts';
import { openDialogBlanker } from '../rights/dialog-blanker.ts';
import type { BlankText } from '../rights/dialog-blanker.ts';
import type { DatasetText } from '../rights/export-dataset.ts';

interface Form {
  /** In `studio/export/`. */
  sql: string;
  toLine: (row: Readonly<Record<string, unknown>>, blank: BlankText) => { split: string; line: object };
  /** Whether a file is one JSON array instead of a JSON value a line. */
  isArray: boolean;
  /** Returns further files by name; called after the last line. Text is written as it is, anything else as JSON. */
  beside: () => Readonly<Record<string, unknown>>;
  /** Name of a split's file, without its ending. */
  nameOf: (published: string) => string;
  /** Whether a split without a line has a file all the same. */
  hasEmptySplits: boolean;
}

const lines = {
  isArray: false,
  beside: () => ({}),
  nameOf: (published: string): string => published,
  hasEmptySplits: false,
} as const;
const ofDialog =
  (render: (dialog: ExportedDialog) => object): Form['toLine'] =>
  (row, blank) => {
    const dialog = ExportedDialogSchema.parse(row);
    const turns = dialog.turns.map((turn) => ({ ...turn, text: blank(dialog.dialog_id, turn.text) }));
    return { split: dialog.split, line: render({ ...dialog, turns }) };
  };
const dialogs = { ...lines, sql: 'dialogs' } as const;

/** Asks the run for what a form needs beside its lines. */
type Ask = (sql: string) => Promise<Record<string, unknown>[]>;

const forms = {
  chat: () => ({ ...lines, sql: 'chat', toLine: withSplit(toChatLine) }),
  preference: () => ({ ...lines, sql: 'preference', toLine: withSplit(toPreferenceLine) }),
  dialoguekit: () => ({ ...dialogs, isArray: true, toLine: ofDialog(toDialogueKit) }),
  argilla: () => ({ ...dialogs, toLine: ofDialog(toArgilla), beside: () => ({ 'settings.json': argillaSettings }) }),
  crslab: openCrsLab,
} as const satisfies Record<string, (ask: Ask) => Form | Promise<Form>>;

/** What a run's dialogs can be exported to. */
export type ExportForm = keyof typeof forms;
/** Whether a form's texts can be left out; it has a README.md then, which says whether they are. */
export const canLeaveOutText = (form: ExportForm): boolean => form !== 'chat' && form !== 'preference';

const ItemRowsSchema = z.array(z.object({ item_id: z.string(), category: z.string().nullable() }));
const LabelRowsSchema = z.array(z.object({ label: z.string() }));

async function openCrsLab(ask: Ask): Promise<Form> {
  const items = ItemRowsSchema.parse(await ask(await readSql('studio/export/crslab_items.sql')));
  const labels = LabelRowsSchema.parse(await ask('select distinct label from terms order by label'));
  const crsLab = createCrsLab(
    items,
    labels.map(({ label }) => label),
  );
  return {
    ...dialogs,
    isArray: true,
    hasEmptySplits: true,
    nameOf: (published) => `${published === 'validation' ? 'valid' : published}_data`,
    toLine: ofDialog((dialog) => crsLab.toLine(dialog)),
    beside: () => crsLab.tables(),
  };
}

export interface ExportedFile {
  path: string;
  lines: number;
}

export interface ExportOptions {
  /** `none` is for the forms that can leave out texts. */
  text?: DatasetText;
  /** What the licence of the reviews means, for the README.md. */
  licence?: string;
}

/**
 * Writes a run's dialogs into a folder, a file a split that has any: `train`, `validation`, `test`, as JSON lines or one JSON array. A file appears whole, by a
 * rename. Throws RunFolderUnusable for a run without dialogs.
 */
export async function exportRun(
  run: RunFolder,
  form: ExportForm,
  folder: string,
  { text = 'quotes', licence = '' }: ExportOptions = {},
): Promise<ExportedFile[]> {
  return withRelations(run, {}, async ({ names, query }) => {
    if (!names.includes('dialogs')) throw noDialogsYet(run.ref.runId);
    const { sql, toLine, beside, ...layout }: Form = await forms[form](async (asked) =>
      readNamedRows(await query(asked)),
    );
    const statement = await readSql(`studio/export/${sql}.sql`);
    await mkdir(folder, { recursive: true });
    const blank =
      text === 'none' ? await withDatabase({ memoryLimitMb: 1024 }, (db) => openDialogBlanker(db, run)) : asItIs;
    const rows = nameRows(await query(statement));
    const written = await writeSplits(folder, layout, async function* () {
      for await (const row of rows) yield toLine(row, blank);
    });
    for (const [name, content] of Object.entries(beside()))
      await writeFile(
        join(folder, name),
        typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`,
      );
    if (canLeaveOutText(form)) {
      const note = renderExportNote({ form, runId: run.ref.runId, text, licence, files: written });
      await writeFile(join(folder, 'README.md'), note);
    }
    return written.map(({ name, lines: count }) => ({ path: join(folder, name), lines: count }));
  });
}

const asItIs: BlankText = (_, text) => text;

/** Names the split in each line, for readers that put all lines into one table. */
function withSplit(toLineOf: (row: unknown) => { split: string; line: object }): Form['toLine'] {
  return (row) => {
    const { split, line } = toLineOf(row);
    return { split, line: { ...line, split: publishedName(split) } };
  };
}

const publishedName = (split: string): string =>
  datasetSplits.find((known) => known.split === split)?.published ?? split;

interface Layout {
  ending: string;
  begin: string;
  between: string;
  end: string;
}
const jsonLines: Layout = { ending: 'jsonl', begin: '', between: '\n', end: '\n' };
const jsonArray: Layout = { ending: 'json', begin: '[\n', between: ',\n', end: '\n]\n' };

async function writeSplits(
  folder: string,
  { isArray, nameOf, hasEmptySplits }: Pick<Form, 'isArray' | 'nameOf' | 'hasEmptySplits'>,
  listLines: () => AsyncIterable<{ split: string; line: object }>,
): Promise<{ name: string; lines: number }[]> {
  const { ending, begin, between, end } = isArray ? jsonArray : jsonLines;
  const files = new Map<string, { file: FileHandle; lines: number }>();
  const temporary = (split: string): string => join(folder, `${nameOf(split)}.${ending}.tmp`);
  const write = async (): Promise<{ name: string; lines: number }[]> => {
    for await (const { split, line } of listLines()) {
      const published = publishedName(split);
      const target = files.get(published) ?? { file: await open(temporary(published), 'w'), lines: 0 };
      files.set(published, target);
      await target.file.write(`${target.lines === 0 ? begin : between}${JSON.stringify(line)}`);
      target.lines += 1;
    }
    const exported: { name: string; lines: number }[] = [];
    for (const { published } of datasetSplits) {
      const name = `${nameOf(published)}.${ending}`;
      const written = files.get(published);
      if (written === undefined) {
        // A split that has no line (any more) has no file.
        await rm(join(folder, name), { force: true });
        if (hasEmptySplits) {
          await writeFile(join(folder, name), '[]\n');
          exported.push({ name, lines: 0 });
        }
      } else {
        await written.file.write(end);
        await written.file.datasync();
        await rename(temporary(published), join(folder, name));
        exported.push({ name, lines: written.lines });
      }
    }
    return exported;
  };
  return thenTidy(write, async () => {
    for (const [split, { file }] of files) {
      await file.close();
      await rm(temporary(split), { force: true });
    }
  });
}

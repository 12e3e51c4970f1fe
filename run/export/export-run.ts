import { open, mkdir, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { thenTidy } from '../../infra/storage/then-tidy.ts';
import { datasetSplits } from '../../studio/dataset/dataset-tables.ts';
import { toChatLine, toPreferenceLine } from '../../studio/export/to-chat.ts';
import { withRelations } from '../query/open-relations.ts';
import { noDialogsYet } from '../reading/no-dialogs-yet.ts';

const lines = { chat: toChatLine, preference: toPreferenceLine } as const;

/** What a run's dialogs can be exported to. */
export const exportForms = ['chat', 'preference'] as const satisfies readonly (keyof typeof lines)[];
export type ExportForm = (typeof exportForms)[number];

export interface ExportedFile {
  path: string;
  lines: number;
}

/**
 * Writes JSON lines into a folder, a file a split that has any: `train.jsonl`, `validation.jsonl`, `test.jsonl`. A file appears whole, by a rename.
 * Throws RunFolderUnusable for a run without dialogs.
 */
export async function exportRun(run: RunFolder, form: ExportForm, folder: string): Promise<ExportedFile[]> {
  const sql = await readSql(`studio/export/${form}.sql`);
  return withRelations(run, {}, async ({ names, query }) => {
    if (!names.includes('dialogs')) throw noDialogsYet(run.ref.runId);
    await mkdir(folder, { recursive: true });
    const { columns, rows } = await query(sql);
    const files = new Map<string, { file: FileHandle; lines: number }>();
    const temporary = (split: string): string => join(folder, `${split}.jsonl.tmp`);
    const write = async (): Promise<ExportedFile[]> => {
      for await (const row of rows) {
        const { split, line } = lines[form](Object.fromEntries(columns.map((column, at) => [column, row[at]])));
        const published = datasetSplits.find((known) => known.split === split)?.published ?? split;
        const target = files.get(published) ?? { file: await open(temporary(published), 'w'), lines: 0 };
        files.set(published, target);
        await target.file.write(`${JSON.stringify({ ...line, split: published })}\n`);
        target.lines += 1;
      }
      const exported: ExportedFile[] = [];
      for (const { published } of datasetSplits) {
        const path = join(folder, `${published}.jsonl`);
        const written = files.get(published);
        // A split that has no line (any more) has no file.
        if (written === undefined) await rm(path, { force: true });
        else {
          await written.file.datasync();
          await rename(temporary(published), path);
          exported.push({ path, lines: written.lines });
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
  });
}

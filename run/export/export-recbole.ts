import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { thenTidy } from '../../infra/storage/then-tidy.ts';
import { renderExportNote } from '../../studio/export/render-export-note.ts';
import { toAtomicLine } from '../../studio/export/to-recbole.ts';
import { withRelations } from '../query/open-relations.ts';
import { noDialogsYet } from '../reading/no-dialogs-yet.ts';
import type { ExportedFile } from './export-run.ts';

/** RecBole finds `<data_path>/<dataset>/<dataset>.inter`. */
const dataset = 'convrec';
const tables = ['inter', 'item', 'user'] as const;

const CellsSchema = z.array(z.union([z.string(), z.number(), z.null()]));

/**
 * Writes the reviews behind a run, without their texts, as RecBole's atomic files: `convrec/convrec.inter`, `.item`, `.user` below a folder, and a README.md.
 * Throws RunFolderUnusable for a run without dialogs.
 */
export async function exportRecBole(run: RunFolder, folder: string, licence: string): Promise<ExportedFile[]> {
  return withRelations(run, {}, async ({ names, query }) => {
    if (!names.includes('dialogs')) throw noDialogsYet(run.ref.runId);
    await mkdir(join(folder, dataset), { recursive: true });
    const files: { name: string; lines: number }[] = [];
    for (const table of tables) {
      const name = `${dataset}/${dataset}.${table}`;
      const { columns, rows } = await query(await readSql(`studio/export/recbole/${table}.sql`));
      files.push({ name, lines: await writeTable(join(folder, name), columns, rows) });
    }
    const note = renderExportNote({ form: 'recbole', runId: run.ref.runId, text: 'none', licence, files });
    await writeFile(join(folder, 'README.md'), note);
    return files.map(({ name, lines }) => ({ path: join(folder, name), lines }));
  });
}

async function writeTable(
  path: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly unknown[]>,
): Promise<number> {
  const temporary = `${path}.tmp`;
  const write = async (): Promise<number> => {
    const file = await open(temporary, 'w');
    let lines = 0;
    try {
      await file.write(toAtomicLine(columns));
      for await (const row of rows) {
        await file.write(toAtomicLine(CellsSchema.parse(row)));
        lines += 1;
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return lines;
  };
  return thenTidy(write, () => rm(temporary, { force: true }));
}

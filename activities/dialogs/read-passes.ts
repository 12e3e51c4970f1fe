import { z } from 'zod';
import type { Dialog } from '../../schemas/dialog.ts';
import { drawPasses } from '../../studio/planning/replacements.ts';
import type { Passes } from '../../studio/planning/replacements.ts';
import type { Database, Dependencies, RunFolder } from '../dependencies.ts';
import { readStatus } from './dialog-files.ts';

export interface RunPasses extends Passes {
  /** Planned turns of every dialog. */
  turnsOf: ReadonlyMap<string, number>;
  splitOf: ReadonlyMap<string, string>;
}

const TargetSchema = z
  .object({
    dialog_id: z.string(),
    split: z.string(),
    category: z.string(),
    is_reserve: z.boolean(),
    is_planned: z.boolean(),
    turns: z.number().int(),
  })
  .transform(({ dialog_id: dialogId, is_reserve: isReserve, is_planned: isPlanned, ...rest }) => ({
    dialogId,
    isReserve,
    isPlanned,
    ...rest,
  }));

/**
 * The passes of a run as far as they are decided, up to pass `last`, from its relations and the files of the dialogs that have ended. `db`
 * has the relations open.
 */
export async function readPasses(
  db: Database,
  deps: Pick<Dependencies, 'readSql'>,
  run: RunFolder,
  last = Number.POSITIVE_INFINITY,
): Promise<RunPasses> {
  const rows = await db.rows(await deps.readSql('studio/planning/drawn_targets.sql'));
  const targets = z.array(TargetSchema).parse(rows);
  const turnsOf = new Map(targets.map(({ dialogId, turns }) => [dialogId, turns]));
  const splitOf = new Map(targets.map(({ dialogId, split }) => [dialogId, split]));
  const statusOf = new Map<string, Dialog['status']>();
  const isRead = new Set<string>();
  for (;;) {
    const passes = drawPasses(targets, (dialogId) => statusOf.get(dialogId));
    // Read pass by pass: a file of a dialog that was never drawn is none of this run's.
    const unread = (passes.dialogIds.at(-1) ?? []).filter((dialogId) => !isRead.has(dialogId));
    if (unread.length === 0 || passes.dialogIds.length > last) return { ...passes, turnsOf, splitOf };
    for (const dialogId of unread) {
      isRead.add(dialogId);
      const status = await readStatus(run, dialogId);
      if (status !== undefined) statusOf.set(dialogId, status);
    }
  }
}

export async function openPassRelations(db: Database, run: RunFolder): Promise<void> {
  for (const relation of ['targets', 'items', 'plans'] as const) {
    await db.openParquet(relation, run.relationPath(relation));
  }
}

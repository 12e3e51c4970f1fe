import { z } from 'zod';
import { DialogSchema } from '../schemas/dialog.ts';
import type { RunRef } from '../schemas/run-ref.ts';
import type { Dependencies } from './dependencies.ts';

export interface ListPlannedDialogsInput {
  ref: RunRef;
  /** 0-based. */
  shard: number;
  dialogsPerShard: number;
}

export interface PlannedDialogs {
  waiting: { dialogId: string; turns: number }[];
  /** Dialogs of the shard that ended before. */
  finished: { accepted: number; failed: number };
}

const PlannedDialogSchema = z.object({ dialog_id: z.string(), turns: z.number().int() });

/** One shard of the planned dialogs in dialog id order, those that ended before counted apart. */
export function createListPlannedDialogs(
  deps: Dependencies,
): (input: ListPlannedDialogsInput) => Promise<PlannedDialogs> {
  return async ({ ref, shard, dialogsPerShard }) => {
    const run = deps.openRun(ref);
    const rows = await deps.withDatabase(run, async (db) => {
      await db.openParquet('plans', run.relationPath('plans'));
      return db.rows(
        'select dialog_id, turns from plans order by dialog_id limit $limit::bigint offset $offset::bigint',
        {
          limit: dialogsPerShard,
          offset: shard * dialogsPerShard,
        },
      );
    });
    const planned: PlannedDialogs = { waiting: [], finished: { accepted: 0, failed: 0 } };
    for (const row of rows) {
      const { dialog_id: dialogId, turns } = PlannedDialogSchema.parse(row);
      const text = await run.readText(`work/dialogs/${dialogId}.json`);
      if (text === undefined) planned.waiting.push({ dialogId, turns });
      else planned.finished[DialogSchema.parse(JSON.parse(text)).status] += 1;
    }
    return planned;
  };
}

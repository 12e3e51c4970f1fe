import type { RunRef } from '../schemas/run-ref.ts';
import type { Dependencies } from './dependencies.ts';
import { openPassRelations, readPasses, readStatus } from './read-passes.ts';
import type { RunPasses } from './read-passes.ts';

export interface PassInput {
  ref: RunRef;
  /** 0: the dialogs asked for; every further pass replaces the failures of the one before. */
  pass: number;
}

/** How many dialogs a pass holds; 0 when the pass before left nothing to replace, or nothing to replace it with. */
export function createCountPassDialogs(deps: Dependencies): (input: PassInput) => Promise<number> {
  return async ({ ref, pass }) => (await openPasses(deps, ref, pass)).dialogIds[pass]?.length ?? 0;
}

export interface ListPlannedDialogsInput extends PassInput {
  /** 0-based. */
  shard: number;
  dialogsPerShard: number;
}

export interface PlannedDialogs {
  waiting: { dialogId: string; turns: number }[];
  /** Dialogs of the shard that ended before. */
  finished: { accepted: number; failed: number };
}

/** One shard of a pass in dialog id order, those that ended before counted apart. */
export function createListPlannedDialogs(
  deps: Dependencies,
): (input: ListPlannedDialogsInput) => Promise<PlannedDialogs> {
  return async ({ ref, pass, shard, dialogsPerShard }) => {
    const { dialogIds, turnsOf } = await openPasses(deps, ref, pass);
    const run = deps.openRun(ref);
    const planned: PlannedDialogs = { waiting: [], finished: { accepted: 0, failed: 0 } };
    const from = shard * dialogsPerShard;
    for (const dialogId of (dialogIds[pass] ?? []).slice(from, from + dialogsPerShard)) {
      const status = await readStatus(run, dialogId);
      if (status === undefined) planned.waiting.push({ dialogId, turns: turnsOf.get(dialogId) ?? 0 });
      else planned.finished[status] += 1;
    }
    return planned;
  };
}

function openPasses(deps: Dependencies, ref: RunRef, last: number): Promise<RunPasses> {
  const run = deps.openRun(ref);
  return deps.withDatabase(run, async (db) => {
    await openPassRelations(db, run);
    return readPasses(db, deps, run, last);
  });
}

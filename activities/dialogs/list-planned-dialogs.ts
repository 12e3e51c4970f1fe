import type { RunRef } from '../../schemas/run-ref.ts';
import type { ModelUse } from '../../schemas/model-use.ts';
import { addModelUse, noModelUse } from '../../studio/spending/model-use.ts';
import type { Dependencies } from '../dependencies.ts';
import { readAttempts, readDialogRecord } from './dialog-files.ts';
import { openPassRelations, readPasses } from './read-passes.ts';
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
  /** Failed dialogs wait again. */
  retryFailed?: boolean;
}

export interface PlannedDialogs {
  /** Older histories have no `split`. `attemptsBefore` is the most attempts that a turn of a failed dialog took; the next one has another seed. */
  waiting: { dialogId: string; turns: number; split?: string; attemptsBefore?: number }[];
  /** Dialogs of the shard that ended before. */
  finished: { accepted: number; failed: number; use?: ModelUse };
}

/** One shard of a pass in dialog id order, those that ended before counted apart. */
export function createListPlannedDialogs(
  deps: Dependencies,
): (input: ListPlannedDialogsInput) => Promise<PlannedDialogs> {
  return async (input) => {
    const { dialogIds, turnsOf, splitOf } = await openShard(deps, input);
    const run = deps.openRun(input.ref);
    const planOf = (dialogId: string): PlannedDialogs['waiting'][number] => {
      const split = splitOf.get(dialogId);
      return { dialogId, turns: turnsOf.get(dialogId) ?? 0, ...(split === undefined ? {} : { split }) };
    };
    const planned: PlannedDialogs = { waiting: [], finished: { accepted: 0, failed: 0 } };
    for (const dialogId of dialogIds) {
      const ended = await readDialogRecord(run, dialogId);
      if (ended === undefined) {
        planned.waiting.push(planOf(dialogId));
        continue;
      }
      if (input.retryFailed === true && ended.status === 'failed') {
        const attempts = await readAttempts(run, dialogId);
        const attemptsBefore = Math.max(0, ...attempts.map(({ attempt }) => attempt + 1));
        planned.waiting.push({ ...planOf(dialogId), attemptsBefore });
        continue;
      }
      planned.finished[ended.status] += 1;
      if (ended.use !== undefined) planned.finished.use = addModelUse(planned.finished.use ?? noModelUse, ended.use);
    }
    return planned;
  };
}

/** Ids of the shard's dialogs in their order, ended or not. */
export async function openShard(
  deps: Dependencies,
  { ref, pass, shard, dialogsPerShard }: ListPlannedDialogsInput,
): Promise<Pick<RunPasses, 'turnsOf' | 'splitOf'> & { dialogIds: readonly string[] }> {
  const { dialogIds, turnsOf, splitOf } = await openPasses(deps, ref, pass);
  const from = shard * dialogsPerShard;
  return { dialogIds: (dialogIds[pass] ?? []).slice(from, from + dialogsPerShard), turnsOf, splitOf };
}

function openPasses(deps: Dependencies, ref: RunRef, last: number): Promise<RunPasses> {
  const run = deps.openRun(ref);
  return deps.withDatabase(run, async (db) => {
    await openPassRelations(db, run);
    return readPasses(db, deps, run, last);
  });
}

import { readJournalToGather } from '../dialogs/dialog-files.ts';
import { attemptPart, openPacks } from '../dialogs/packs.ts';
import type { Dependencies, RunFolder } from '../dependencies.ts';
import { makeAttempts } from './write-attempts.ts';

/**
 * Makes rows of the relation `attempts` for each pack that has none yet, a Parquet file beside it: some 10 ms a dialog, too long for a question that
 * a person asks while the run is going on.
 */
export async function makeAttemptParts(deps: Dependencies, run: RunFolder): Promise<void> {
  const { names, dialogs, superseded } = await openPacks(run);
  for (const name of names) {
    if ((await run.sizeOf(attemptPart(name))) > 0) continue;
    const own = [...dialogs.values(), ...superseded].filter(({ pack, attempts }) => pack === name && attempts !== null);
    const dialogIds = own.map(({ dialogId }) => dialogId).toSorted();
    await deps.withDatabase(run, async (db) => {
      await db.run(`create temp table plans as select unnest(from_json($ids::json, '["VARCHAR"]')) as dialog_id`, {
        ids: JSON.stringify(dialogIds),
      });
      await makeAttempts({ run, db, deps }, name, {
        dialogIds,
        read: readJournalToGather,
        write: (query) => db.writeParquet(query, run.path(attemptPart(name)), undefined, 2048),
      });
    });
  }
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RunRef } from '../../schemas/run-ref.ts';
import { createBatch } from '../../studio/profiling/arrow-columns.ts';
import type { Database, Dependencies, RunFolder } from '../dependencies.ts';
import { openShard } from './list-planned-dialogs.ts';
import type { ListPlannedDialogsInput } from './list-planned-dialogs.ts';
import { readStatus } from './dialog-files.ts';

export interface KeptHistories {
  /** Histories that were not kept before. */
  kept: number;
  /** Dialogs that ended and whose history neither the run nor the server has. */
  missing: number;
}

/** Parquet files, one for each time that a shard's histories were kept; their columns: docs/replay.md. */
export const historyFiles = 'work/histories/*.parquet';

/**
 * Takes the workflow histories of a shard's dialogs from the server into the run, so that a replay needs no server. One that is there already
 * is left alone; a dialog that was made again has several, of which the last counts.
 */
export function createKeepHistories(deps: Dependencies): (input: ListPlannedDialogsInput) => Promise<KeptHistories> {
  return async (input) => {
    const run = deps.openRun(input.ref);
    const ended: string[] = [];
    for (const dialogId of (await openShard(deps, input)).dialogIds) {
      if ((await readStatus(run, dialogId)) !== undefined) ended.push(dialogId);
    }
    return keepHistoriesOf(deps, input.ref, ended);
  };
}

/** Histories that are in memory together: of dialogs with a model some 20 MB. */
const keptAtOnce = 200;

/** The same for dialogs whose workflows are known to have ended. */
export async function keepHistoriesOf(
  deps: Dependencies,
  ref: RunRef,
  dialogIds: readonly string[],
): Promise<KeptHistories> {
  const all: KeptHistories = { kept: 0, missing: 0 };
  for (let from = 0; from < dialogIds.length; from += keptAtOnce) {
    const { kept, missing } = await keepPage(deps, ref, dialogIds.slice(from, from + keptAtOnce));
    all.kept += kept;
    all.missing += missing;
  }
  return all;
}

async function keepPage(deps: Dependencies, ref: RunRef, dialogIds: readonly string[]): Promise<KeptHistories> {
  const run = deps.openRun(ref);
  const fetched = await fetchHistories(deps, ref, dialogIds);
  return deps.withDatabase(run, async (db) => {
    const before = await readKept(db, run, dialogIds);
    const isNew = ({ dialogId, history }: Fetched): boolean => before.get(dialogId)?.has(hashOf(history)) !== true;
    const fresh = fetched.filter(isNew);
    if (fresh.length > 0) await writeHistories(db, deps, run, fresh);
    const found = new Set([...before.keys(), ...fetched.map(({ dialogId }) => dialogId)]);
    return { kept: fresh.length, missing: dialogIds.filter((dialogId) => !found.has(dialogId)).length };
  });
}

interface Fetched {
  dialogId: string;
  /** JSON as Temporal's other tools write and read it. */
  history: string;
}

/** 200 histories of 19 turns take two seconds on two busy cores, most of it to write them as JSON; more at once would not be faster. */
const fetchedAtOnce = 8;

async function fetchHistories(deps: Dependencies, ref: RunRef, dialogIds: readonly string[]): Promise<Fetched[]> {
  const waiting = dialogIds.values();
  const fetched: Fetched[] = [];
  const fetchNext = async (): Promise<void> => {
    for (const dialogId of waiting) {
      const history = await deps.fetchHistory(ref, dialogId);
      if (history !== undefined) fetched.push({ dialogId, history });
    }
  };
  await Promise.all(Array.from({ length: fetchedAtOnce }, fetchNext));
  return fetched.toSorted((left, right) => (left.dialogId < right.dialogId ? -1 : 1));
}

const KeptSchema = z.object({ dialog_id: z.string(), sha256: z.string() });

/** SHA-256 of the histories that the run has of these dialogs. */
async function readKept(db: Database, run: RunFolder, dialogIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const kept = new Map<string, Set<string>>();
  // Files hold the dialogs of a shard each, so those of other shards are told by their smallest and largest id, unread.
  const ids = dialogIds.toSorted();
  const query = 'select dialog_id, sha256 from read_parquet($files) where dialog_id between $first and $last';
  for (const row of await readIfAny(db, run, query, { first: ids[0] ?? '', last: ids.at(-1) ?? '' })) {
    const { dialog_id: dialogId, sha256 } = KeptSchema.parse(row);
    kept.set(dialogId, (kept.get(dialogId) ?? new Set()).add(sha256));
  }
  return kept;
}

/** Rows of a query over all of a run's `$files` of histories; none where no file is there, which DuckDB takes for a mistake. */
export async function readIfAny(
  db: Database,
  run: RunFolder,
  query: string,
  values: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>[]> {
  const files = run.pattern(historyFiles);
  const [found] = await db.rows('select count(*) as files from glob($files)', { files });
  return Number(found?.['files']) === 0 ? [] : db.rows(query, { ...values, files });
}

async function writeHistories(
  db: Database,
  deps: Dependencies,
  run: RunFolder,
  fetched: readonly Fetched[],
): Promise<void> {
  const hashes = fetched.map(({ history }) => hashOf(history));
  const texts = {
    dialog_id: fetched.map(({ dialogId }) => dialogId),
    sha256: hashes,
    history: fetched.map(({ history }) => history),
  };
  await db.createTable('fetched_histories', [createBatch({ texts, integers: {} })]);
  const name = hashOf(hashes.join('\n')).slice(0, 20);
  await db.writeParquet(
    await deps.readSql('studio/dataset/kept_histories.sql'),
    run.path(`work/histories/${name}.parquet`),
  );
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

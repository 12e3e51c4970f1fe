import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { isMade, openRelations } from '../reading/check-relations.ts';
import type { Difference } from './find-difference.ts';
import type { RecordedDialog } from './recorded-dialogs.ts';

const GatheredCallSchema = z.object({
  dialogId: z.string(),
  turn: z.number().int(),
  attempt: z.number().int(),
  call: z.number().int(),
  realizer: z.string(),
  requestHash: z.string().nullable(),
});
export type GatheredCall = z.infer<typeof GatheredCallSchema>;

/** By dialog, what relation `attempts` of a complete run says of each call; empty where the run is not complete, or a fork. */
export async function readGatheredCalls(
  run: RunFolder,
  dialogIds: readonly string[],
): Promise<Map<string, GatheredCall[]>> {
  const manifest = await run.readManifest();
  if (manifest?.status !== 'complete' || !(await isMade(run, 'attempts'))) return new Map();
  const rows = await withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    await openRelations(db, run, ['attempts']);
    return db.rows(await readSql('run/replay/gathered_calls.sql'), { dialogIds: JSON.stringify(dialogIds) });
  });
  const gathered = new Map<string, GatheredCall[]>();
  for (const row of rows) {
    const call = GatheredCallSchema.parse(row);
    const ofDialog = gathered.get(call.dialogId);
    if (ofDialog === undefined) gathered.set(call.dialogId, [call]);
    else ofDialog.push(call);
  }
  return gathered;
}

/**
 * Between a dialog's files and what was gathered of them, for what a replay cannot make again: who spoke and which request was answered. Null
 * where they agree. Calls that were made after the gathering are left out.
 */
export function findRecordDifference(
  { dialog, attempts }: Pick<RecordedDialog, 'dialog' | 'attempts'>,
  gathered: readonly GatheredCall[],
): Difference | null {
  for (const { turn, attempt, call, realizer, modelCall } of attempts) {
    const at = { at: 'record', turn, attempt } as const;
    const known = gathered.find((each) => each.turn === turn && each.attempt === attempt && each.call === call);
    if (known === undefined) continue;
    if (realizer !== known.realizer)
      return { ...at, expected: `realizer ${known.realizer}`, found: `realizer ${realizer}` };
    const requestHash = modelCall?.requestHash ?? null;
    if (known.requestHash === requestHash) continue;
    return { ...at, expected: describeRequest(known.requestHash), found: describeRequest(requestHash) };
  }
  const spoken = gathered.at(-1)?.realizer ?? attempts.at(-1)?.realizer ?? dialog.realizer;
  if (dialog.realizer === spoken) return null;
  const at = { at: 'record', turn: null, attempt: null } as const;
  return { ...at, expected: `realizer ${spoken}`, found: `realizer ${dialog.realizer}` };
}

const describeRequest = (hash: string | null): string => (hash === null ? 'no request' : `request ${hash}`);

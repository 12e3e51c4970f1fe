import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { FunnelRowSchema } from '../../studio/dataset/build-funnel.ts';
import type { FunnelRow } from '../../studio/dataset/build-funnel.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { openRelations } from './check-relations.ts';

const CountSchema = z.object({
  kind: z.enum(['accepted', 'failed', 'unplanned', 'ineligible', 'rejected']),
  /** Null for accepted dialogs. */
  reason: z.string().nullable(),
  n: z.number().int(),
});
export type RunCount = z.infer<typeof CountSchema>;

export interface RunSummary {
  /** Per kind the most frequent reason first. */
  counts: RunCount[];
  /** An accepted dialog of middle length; undefined when there is none. */
  typicalDialogId: string | undefined;
  /** What became of the rows, step by step; empty for runs whose dataset older code wrote. */
  funnel: FunnelRow[];
}

/** What a complete run made and what it left out, and why. */
export async function summariseRun(run: RunFolder): Promise<RunSummary> {
  return withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    await openRelations(db, run, ['dialogs', 'unplanned_targets', 'ineligible_users', 'rejected_rows']);
    const counts = await db.rows(await readSql('run/reading/run_counts.sql'));
    const [typical] = await db.rows(await readSql('run/reading/typical_dialog.sql'));
    const hasFunnel = await run.hasRelation('funnel');
    if (hasFunnel) await db.openParquet('funnel', run.relationPath('funnel'));
    const funnel = hasFunnel ? await db.rows('select step, rows, reason from funnel') : [];
    return {
      counts: counts.map((count) => CountSchema.parse(count)),
      funnel: z.array(FunnelRowSchema).parse(funnel),
      typicalDialogId: typical === undefined ? undefined : String(typical['dialogId']),
    };
  });
}

export function countKind(counts: readonly RunCount[], kind: RunCount['kind']): number {
  return counts.filter((count) => count.kind === kind).reduce((sum, { n }) => sum + n, 0);
}

import { z } from 'zod';
import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { DialogPlanSchema } from '../../schemas/dialog-plan.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { isMade, openRelations } from './check-relations.ts';

const PlanRowSchema = z.object({ dialogId: z.string(), split: z.string(), plan: z.string() });
export type PlanRow = z.infer<typeof PlanRowSchema>;

/** The plan of the dialog with this id or this unambiguous beginning of it. Throws RunFolderUnusable where there is none. */
export async function findPlan(db: Database, run: RunFolder, wanted: string): Promise<PlanRow> {
  if (!(await isMade(run, 'plans'))) {
    throw new StudioFailure('RunFolderUnusable', `run ${run.ref.runId} has planned no dialog yet`, {
      remedy: '`convrec status` shows how far it is.',
    });
  }
  await openRelations(db, run, ['targets', 'plans']);
  const rows = await db.rows(await readSql('run/reading/plans_starting_with.sql'), { beginning: wanted });
  const [first, second] = rows.map((row) => PlanRowSchema.parse(row));
  if (first === undefined) throw await describeUnknown(db, run, wanted);
  if (second !== undefined && first.dialogId !== wanted) {
    throw new StudioFailure('RunFolderUnusable', `${wanted} is the beginning of several dialogs`, {
      remedy: `Write more of the id, e.g. ${first.dialogId} or ${second.dialogId}.`,
    });
  }
  return first;
}

/** Throws RunFolderUnusable for a plan that another version made and this one cannot read. */
export function parsePlan(run: RunFolder, { dialogId, plan }: Pick<PlanRow, 'dialogId' | 'plan'>): DialogPlan {
  const parsed = DialogPlanSchema.safeParse(JSON.parse(plan));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StudioFailure(
    'RunFolderUnusable',
    `run ${run.ref.runId}: this version cannot read the plan of dialog ${dialogId} (${issue?.path.join('.')}: ${issue?.message})`,
    { remedy: 'Another version made it: read the run with that one, or launch it again with this one.' },
  );
}

async function describeUnknown(db: Database, run: RunFolder, wanted: string): Promise<StudioFailure> {
  const { runId } = run.ref;
  const unplanned = (await isMade(run, 'unplanned_targets')) ? await readUnplanned(db, run, wanted) : undefined;
  if (unplanned !== undefined) {
    return new StudioFailure(
      'RunFolderUnusable',
      `target ${wanted} of run ${runId} has no plan and so no dialog: ${unplanned}`,
      {
        remedy: 'See the relation unplanned_targets.',
      },
    );
  }
  const nearest = await db.rows(await readSql('run/reading/nearest_plans.sql'), { wanted });
  const ids = nearest.map((row) => String(row['dialogId']));
  return new StudioFailure('RunFolderUnusable', `there is no dialog ${wanted} in run ${runId}`, {
    remedy:
      ids.length === 0
        ? 'The run planned no dialog: see the relation unplanned_targets.'
        : `The nearest ids are ${ids.join(', ')}; all of them: convrec sql ${runId} "select dialog_id from plans".`,
  });
}

async function readUnplanned(db: Database, run: RunFolder, wanted: string): Promise<string | undefined> {
  await openRelations(db, run, ['unplanned_targets']);
  const [row] = await db.rows('select reason, detail from unplanned_targets where dialog_id = $wanted', { wanted });
  return row === undefined ? undefined : `${String(row['reason'])} (${String(row['detail'])})`;
}

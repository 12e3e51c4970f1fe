import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { DialogPlanSchema } from '../../schemas/dialog-plan.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import type { Dependencies, RunFolder } from '../dependencies.ts';

/** Dialogs are simulated in id order, so a plan is read together with those that come next: opening the file costs more than reading it. */
const plansAPage = 64;

/** More than any worker simulates at once: a plan that falls out is read again. */
const maximumKnown = 1024;
const known = new Map<string, DialogPlan>();

/** One page is read at a time, so that dialogs started together wait for one page instead of reading it once each. */
let reading: Promise<void> = Promise.resolve();

/** Plan of one dialog, kept in memory while its turns are made. Throws `PlanInvalid` when the run has no such plan. */
export async function readPlan(deps: Dependencies, run: RunFolder, dialogId: string): Promise<DialogPlan> {
  const keyOf = (id: string): string => `${run.folder}\n${id}`;
  const found = known.get(keyOf(dialogId));
  if (found !== undefined) return found;
  const before = reading;
  const read = (async (): Promise<void> => {
    await before;
    if (known.has(keyOf(dialogId))) return;
    for (const plan of await readPage(deps, run, dialogId)) known.set(keyOf(plan.dialogId), plan);
    for (const oldest of known.keys()) {
      if (known.size <= maximumKnown) break;
      known.delete(oldest);
    }
  })();
  reading = read.catch(() => undefined);
  await read;
  const plan = known.get(keyOf(dialogId));
  if (plan !== undefined) return plan;
  throw new StudioFailure('PlanInvalid', `the run ${run.ref.runId} has no plan for dialog ${dialogId}`, {
    remedy: 'Its relations were replaced while it was going on: launch the run again.',
  });
}

const PlanRowSchema = z.object({ plan: z.string() });

async function readPage(deps: Dependencies, run: RunFolder, dialogId: string): Promise<DialogPlan[]> {
  const rows = await deps.withDatabase(run, async (db) => {
    await db.openParquet('plans', run.relationPath('plans'));
    return db.rows('select plan from plans where dialog_id >= $dialog_id order by dialog_id limit $rows::bigint', {
      dialog_id: dialogId,
      rows: plansAPage,
    });
  });
  return rows.map((row) => DialogPlanSchema.parse(JSON.parse(PlanRowSchema.parse(row).plan)));
}

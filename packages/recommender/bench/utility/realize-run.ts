import { mkdir, writeFile } from 'node:fs/promises';
import type { Database } from '../../../../activities/dependencies.ts';
import type { DialogPlan } from '../../../../schemas/dialog-plan.ts';
import { DialogPlanSchema } from '../../../../schemas/dialog-plan.ts';
import { realizeOffline } from '../../../../test/studio/fidelity/offline-dialog.ts';
import type { StagedRun } from '../../../../bench/plan-in-process.ts';

/** Plans are tens of kilobytes each: read together, those of 12,000 dialogs would not fit the database's memory. */
const pages = 48;

/**
 * Gives a planned run its dialogs, each turn the offline realizer's first attempt (which the checks accept, but for a few in ten thousand):
 * the relations dialogs, turns and turn_evidence as far as recommenders read them. `change` may take something out of a plan first.
 */
export async function realizeRun(
  { run, deps }: StagedRun,
  change: (plan: DialogPlan) => DialogPlan = (plan) => plan,
): Promise<number> {
  return deps.withDatabase(run, async (db) => {
    for (const relation of ['plans', 'targets'] as const) await db.openParquet(relation, run.relationPath(relation));
    await mkdir(run.path('work'), { recursive: true });
    const lines: string[] = [];
    let dialogs = 0;
    for (let page = 0; page < pages; page += 1) {
      const rows = await db.rows('select plan from plans where hash(dialog_id) % $pages = $page', { pages, page });
      for (const { plan } of rows) lines.push(...realize(change(DialogPlanSchema.parse(JSON.parse(String(plan))))));
      dialogs += rows.length;
    }
    await writeFile(run.path('work/turns.jsonl'), `${lines.join('\n')}\n`);
    await writeRelations(db, run);
    return dialogs;
  });
}

function realize(plan: DialogPlan): string[] {
  return realizeOffline(plan).map(({ turn, speaker, text, namedItemIds, evidence }) => {
    const row = { dialog_id: plan.dialogId, turn, speaker, text, named_item_ids: namedItemIds };
    return JSON.stringify({ ...row, evidence: evidence.length });
  });
}

async function writeRelations(db: Database, run: StagedRun['run']): Promise<void> {
  await db.openJson('spoken', run.path('work/turns.jsonl'), {
    dialog_id: 'VARCHAR',
    turn: 'INTEGER',
    speaker: 'VARCHAR',
    text: 'VARCHAR',
    named_item_ids: 'VARCHAR[]',
    evidence: 'INTEGER',
  });
  await db.writeParquet(
    'select * exclude (evidence, filename) from spoken order by dialog_id, turn',
    run.relationPath('turns'),
  );
  await db.writeParquet(
    'select dialog_id, turn from spoken where evidence > 0 order by all',
    run.relationPath('turn_evidence'),
  );
  await db.writeParquet(
    `select targets.*, 'accepted' as status, plans.outcome from targets join plans on plans.dialog_id = targets.dialog_id order by targets.dialog_id`,
    run.relationPath('dialogs'),
  );
}

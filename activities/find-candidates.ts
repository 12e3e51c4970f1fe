import { z } from 'zod';
import type { RowStep } from '../schemas/manifest.ts';
import { createLookBackTables, createPageTables } from './build-trajectories.ts';
import { createPiece, createTable } from './create-table.ts';
import type { Stage, StageContext } from './run-stage.ts';

/** Most reviewed items a month and category that the strategies choose among; bounds the work a dialog takes. */
const poolSize = 50;

/** Finds the items a dialog may speak of and what was known of each when the dialog takes place. */
export const findCandidates: Stage = {
  name: 'candidates',
  version: 3,
  reads: ['reviews', 'items', 'mentions', 'targets', 'profiles'],
  writes: ['candidates', 'trajectories_as_of'],
  settings: ({ planning, targets, trajectory }) => ({
    distractorsPerStrategy: planning.distractorsPerStrategy,
    minimumRating: targets.minimumRating,
    trajectory,
  }),
  async run(context) {
    const { config, db, deps } = context;
    const { seed, planning, targets } = config;
    await db.run(await deps.readSql('studio/planning/is_confusable.sql'));
    await createTable(context, 'studio/planning/listed_items.sql', { seed });
    await createTable(context, 'studio/planning/popular_items.sql', { poolSize });
    await createTable(context, 'studio/planning/reachable_items.sql');
    await createTable(context, 'studio/planning/nearest_items.sql');
    await createTable(context, 'studio/planning/co_liked_items.sql', { seed, minimumRating: targets.minimumRating });
    await createTable(context, 'studio/planning/found_items.sql');
    const { distractorsPerStrategy: perStrategy } = planning;
    await createTable(context, 'studio/planning/candidates.sql', { perStrategy }, 'chosen_candidates');
    await context.write('candidates', 'from chosen_candidates order by dialog_id, rank');
    await lookBack(context);
    await context.write('trajectories_as_of', 'from trajectories_as_of order by dialog_id, item_id, aspect_id');
    return { steps: await countSteps(context), figures: await countLonelyDialogs(context) };
  },
};

/**
 * Makes table trajectories_as_of from the tables `targets` and `chosen_candidates`, a page of items at a time: an item's mentions are read
 * and summed once for all dialogs it is shown in.
 */
export async function lookBack(tools: Pick<StageContext, 'config' | 'db' | 'deps'>): Promise<void> {
  const { config, db, deps } = tools;
  const { halfLifeDays, kappa } = config.trajectory;
  await createLookBackTables(tools, halfLifeDays);
  const [last] = await db.rows('select coalesce(max(page), 0) as page from item_pages');
  const { page: lastPage } = z.object({ page: z.number() }).parse(last);
  const lookBackSql = await deps.readSql('studio/profiling/trajectories/trajectories_as_of.sql');
  for (let page = 0; page <= lastPage; page += 1) {
    await db.run(
      `create or replace temp table candidates as
         select chosen_candidates.* from chosen_candidates join item_pages using (item_id) where page = $page`,
      { page },
    );
    await createPageTables(tools);
    const place = { piece: page, pieces: lastPage + 1 };
    await createPiece(tools, 'trajectories_as_of', lookBackSql, { halfLifeDays, kappa }, place);
  }
}

async function countSteps({ db }: StageContext): Promise<RowStep[]> {
  const rows = await db.rows(
    `select strategy, found, coalesce(kept, 0) as kept
       from (select strategy, count(*) as found from found_items group by strategy)
       left join (select strategy, count(*) as kept from chosen_candidates group by strategy) using (strategy)
       order by strategy`,
  );
  const counts = z.array(z.object({ strategy: z.string(), found: z.number(), kept: z.number() })).parse(rows);
  return counts.map(({ strategy, found, kept }) => ({
    step: `distractors, ${strategy}`,
    rowsIn: found,
    rowsOut: kept,
  }));
}

async function countLonelyDialogs({ db }: StageContext): Promise<Record<string, number>> {
  const [row] = await db.rows(
    `select count(*) filter (where distractors = 0) as dialogs_without_distractor, coalesce(avg(distractors), 0) as mean_distractors
       from (select count(*) - 1 as distractors from chosen_candidates group by dialog_id)`,
  );
  return z.record(z.string(), z.number()).parse(row);
}

import { z } from 'zod';
import type { RowStep } from '../../schemas/manifest.ts';
import { sideThresholds } from '../../studio/sentiment/polarity.ts';
import { createLookBackTables, createPageTables } from '../profiling/build-trajectories.ts';
import { countPages, createPiece, createTable } from '../stage/create-table.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';

/** A few hundred megabytes, most of them of what the strategies find. */
const dialogsPerPage = 1000;

/** Most reviewed items a month and category that the strategies choose among; bounds the work a dialog takes. */
const poolSize = 50;

/** With fewer places of the target's kind near it, those of other regions are taken too. */
const fewNear = 3;

/** Finds the items a dialog may speak of and what was known of each when the dialog takes place. */
export const findCandidates: Stage = {
  name: 'candidates',
  version: 6,
  reads: ['reviews', 'items', 'voices', 'term_voices', 'targets', 'profiles'],
  writes: ['candidates', 'trajectories_as_of'],
  settings: ({ planning, trajectory }) => ({
    distractorsPerStrategy: planning.distractorsPerStrategy,
    likedFrom: planning.likedFrom,
    trajectory,
  }),
  async run(context) {
    const { config, db, deps } = context;
    const { seed, planning } = config;
    await db.run(await deps.readSql('studio/planning/is_confusable.sql'));
    await createTable(context, 'studio/planning/listed_items.sql', { seed });
    await createTable(context, 'studio/planning/popular_items.sql', { poolSize });
    await createTable(context, 'studio/planning/popular_vectors.sql');
    await createTable(context, 'studio/planning/likes.sql', { seed, likedFrom: planning.likedFrom });
    await createTable(context, 'studio/planning/dialog_pages.sql', { dialogsPerPage });
    await chooseCandidates(context, planning.distractorsPerStrategy);
    await context.write('candidates', 'from chosen_candidates order by dialog_id, rank');
    await lookBack(context);
    await context.write('trajectories_as_of', 'from trajectories_as_of order by dialog_id, item_id, aspect_id');
    return { steps: await countSteps(context), figures: await countLonelyDialogs(context) };
  },
};

/** Makes table chosen_candidates, a page of dialogs at a time, and found_counts: how many items each strategy found. */
async function chooseCandidates(context: StageContext, perStrategy: number): Promise<void> {
  const { db, deps } = context;
  const candidatesSql = await deps.readSql('studio/planning/candidates.sql');
  const pages = await countPages(context, 'dialog_pages');
  for (let page = 0; page < pages; page += 1) {
    await db.run(
      `create or replace temp table page_targets as
         select targets.* from targets join dialog_pages using (dialog_id) where page = $page`,
      { page },
    );
    for (const table of ['reachable_items', 'nearest_items', 'co_liked_items', 'found_items']) {
      await db.run(`drop table if exists ${table}`);
      await createTable(context, `studio/planning/${table}.sql`);
    }
    const place = { piece: page, pieces: pages };
    await createPiece(context, 'chosen_candidates', candidatesSql, { perStrategy, fewNear }, place);
    await createPiece(
      context,
      'found_counts',
      'select strategy, count(*) as n from found_items group by strategy',
      {},
      place,
    );
  }
}

/**
 * Makes table trajectories_as_of from the tables `targets` and `chosen_candidates`, a page of items at a time: an item's mentions are read
 * and summed once for all dialogs it is shown in.
 */
export async function lookBack(tools: Pick<StageContext, 'config' | 'db' | 'deps'>): Promise<void> {
  const { config, db, deps } = tools;
  const { halfLifeDays, kappa } = config.trajectory;
  await createLookBackTables(tools, halfLifeDays);
  const pages = await countPages(tools, 'item_pages');
  const lookBackSql = await deps.readSql('studio/profiling/trajectories/trajectories_as_of.sql');
  for (let page = 0; page < pages; page += 1) {
    await db.run(
      `create or replace temp table candidates as
         select chosen_candidates.* from chosen_candidates join item_pages using (item_id) where page = $page`,
      { page },
    );
    await createPageTables(tools);
    const place = { piece: page, pieces: pages };
    await createPiece(tools, 'trajectories_as_of', lookBackSql, { halfLifeDays, kappa, ...sideThresholds }, place);
  }
}

async function countSteps({ db }: StageContext): Promise<RowStep[]> {
  const rows = await db.rows(
    `select strategy, found, coalesce(kept, 0) as kept
       from (select strategy, sum(n)::bigint as found from found_counts group by strategy)
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

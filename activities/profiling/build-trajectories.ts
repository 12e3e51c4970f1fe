import { z } from 'zod';
import { createPiece, createTable } from '../stage/create-table.ts';
import type { TableTools } from '../stage/create-table.ts';
import { sideThresholds } from '../../studio/sentiment/polarity.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';
import { createTableInPieces, writeWithNames } from '../stage/table-in-pieces.ts';

const room = 'studio/profiling/trajectories';

/** Builds every item's sentiment trajectories, by month and over all data. */
export const buildTrajectories: Stage = {
  name: 'trajectories',
  version: 4,
  reads: ['voices', 'items'],
  writes: ['trajectories', 'trajectory_summaries'],
  settings: ({ trajectory }) => trajectory,
  async run(context) {
    const { config, db, deps, run } = context;
    const { halfLifeDays, kappa } = config.trajectory;
    await openTrajectoryMacros(context);
    await createTable(context, `${room}/numbered_items.sql`);
    await createTable(context, `${room}/numbered_aspects.sql`);
    await createTable(context, `${room}/mention_days.sql`, { halfLifeDays });
    await createTable(context, `${room}/numbered_mentions.sql`);
    const [counted] = await db.rows(
      'select (select count(*) from numbered_mentions) as mentions, (select count(*) from numbered_items) as items',
    );
    const { mentions: rowsIn, items } = z.object({ mentions: z.number(), items: z.number() }).parse(counted);
    await createTable(context, `${room}/trajectory_sums.sql`, sideThresholds);
    await createTable(context, `${room}/trajectory_series.sql`);
    await createTableInPieces(
      context,
      'trajectory_months',
      await deps.readSql(`${room}/trajectory_months.sql`),
      { rows: rowsIn, numbers: items },
      { halfLifeDays },
    );
    await db.run('drop table numbered_mentions');
    const months = await writeWithNames(context, 'trajectories', await deps.readSql(`${room}/trajectories.sql`), {
      kappa,
    });
    const summaries = await context.write(
      'trajectory_summaries',
      await deps.readSql(`${room}/trajectory_summaries.sql`),
      { halfLifeDays, kappa },
    );
    await db.openParquet('trajectory_summaries', run.relationPath('trajectory_summaries'));
    return {
      steps: [
        { step: 'mentions to months of an item and aspect', rowsIn, rowsOut: months },
        { step: 'mentions to trajectories of an item and aspect', rowsIn, rowsOut: summaries },
      ],
      figures: await countLabels(context),
    };
  },
};

/** Macros that the statements on trajectories share. */
async function openTrajectoryMacros({ db, deps }: TableTools): Promise<void> {
  for (const macros of ['decay', 'across_blocks', 'trajectory_figures']) {
    await db.run(await deps.readSql(`${room}/${macros}.sql`));
  }
}

/** Tables of a page of items, from which trajectories_as_of.sql looks back. */
const pageTables = ['candidate_mentions', 'candidate_months', 'running_months', 'citable_mentions'];

/** Macros and tables on all mentions, from which every page of the table `chosen_candidates` looks back. */
export async function createLookBackTables(tools: TableTools, halfLifeDays: number): Promise<void> {
  await openTrajectoryMacros(tools);
  await createTable(tools, `${room}/mention_days.sql`, { halfLifeDays });
  await createTable(tools, `${room}/category_days.sql`);
  await createTable(tools, `${room}/topic_priors.sql`);
  await createTable(tools, `${room}/item_pages.sql`, { mentionsPerPage, mentionsPerRow });
}

/** Looks back on the items of table `candidates`: rows of trajectories_as_of for the statement that takes them. */
export async function createPageTables(tools: TableTools): Promise<void> {
  for (const table of pageTables) {
    await tools.db.run(`drop table if exists ${table}`);
    const sql = await tools.deps.readSql(`${room}/${table}.sql`);
    await createPiece(tools, table, sql, sql.includes('$positiveFrom') ? sideThresholds : {});
  }
}

/**
 * A few hundred megabytes at most, whatever the number of reviews, of dialogs and of what is spoken of; a row that a dialog makes of an aspect or a
 * term of an item takes as much as so many mentions.
 */
const mentionsPerPage = 1_500_000;
const mentionsPerRow = 20;

async function countLabels({ db }: StageContext): Promise<Record<string, number>> {
  const rows = await db.rows('select label, count(*) as n from trajectory_summaries group by label order by label');
  const labels = z.array(z.object({ label: z.string(), n: z.number() })).parse(rows);
  return Object.fromEntries(labels.map(({ label, n }) => [label, n]));
}

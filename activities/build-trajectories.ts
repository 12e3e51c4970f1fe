import { z } from 'zod';
import type { Stage, StageContext } from './run-stage.ts';

/** Builds every item's sentiment trajectories, by month and over all data. */
export const buildTrajectories: Stage = {
  name: 'trajectories',
  version: 1,
  reads: ['mentions', 'items'],
  writes: ['trajectories', 'trajectory_summaries'],
  settings: ({ trajectory }) => trajectory,
  async run(context) {
    const { config, db, deps, run } = context;
    const { halfLifeDays, kappa } = config.trajectory;
    const [mentions] = await db.rows('select count(*) as n from mentions');
    const rowsIn = z.object({ n: z.number() }).parse(mentions).n;
    await db.run(await deps.readSql('studio/profiling/trajectory_figures.sql'));
    const months = await context.write('trajectories', await deps.readSql('studio/profiling/trajectories.sql'), {
      halfLifeDays,
      kappa,
    });
    const summaries = await context.write(
      'trajectory_summaries',
      await deps.readSql('studio/profiling/trajectory_summaries.sql'),
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

async function countLabels({ db }: StageContext): Promise<Record<string, number>> {
  const rows = await db.rows('select label, count(*) as n from trajectory_summaries group by label order by label');
  const labels = z.array(z.object({ label: z.string(), n: z.number() })).parse(rows);
  return Object.fromEntries(labels.map(({ label, n }) => [label, n]));
}

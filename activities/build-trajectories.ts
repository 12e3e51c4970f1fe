import type { Stage } from './run-stage.ts';

/** Community sentiment of every item and aspect, by month and over all data. */
export const buildTrajectories: Stage = {
  name: 'trajectories',
  version: 1,
  reads: ['mentions', 'items'],
  writes: ['trajectories', 'trajectory_summaries'],
  settings: ({ trajectory }) => trajectory,
  async run({ config, db, deps, write }) {
    const { halfLifeDays, kappa } = config.trajectory;
    await db.run(await deps.readSql('studio/profiling/trajectory_figures.sql'));
    const values = { halfLifeDays, kappa };
    const months = await write('trajectories', await deps.readSql('studio/profiling/trajectories.sql'), values);
    await write('trajectory_summaries', await deps.readSql('studio/profiling/trajectory_summaries.sql'), values);
    const [counts] = await db.rows('select count(*) as mentions from mentions');
    return { steps: [{ step: 'mentions to months', rowsIn: Number(counts?.['mentions']), rowsOut: months }] };
  },
};

import type { Stage } from './run-stage.ts';

/** The temporal profile of each target's user as of the target, from that user's earlier mentions only. */
export const buildProfiles: Stage = {
  name: 'profiles',
  version: 1,
  reads: ['mentions', 'targets'],
  writes: ['profiles'],
  settings: ({ profile }) => profile,
  async run({ config, db, deps, write }) {
    const { halfLifeDays } = config.profile;
    const rowsOut = await write('profiles', await deps.readSql('studio/profiling/profiles.sql'), { halfLifeDays });
    const [counts] = await db.rows('select count(*) as targets from targets');
    return { steps: [{ step: 'targets to profile aspects', rowsIn: Number(counts?.['targets']), rowsOut }] };
  },
};

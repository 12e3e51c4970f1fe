import { z } from 'zod';
import type { Stage } from './run-stage.ts';

/** Builds the temporal profile of each target's user as of the target, from that user's earlier reviews only. */
export const buildProfiles: Stage = {
  name: 'profiles',
  version: 2,
  reads: ['mentions', 'targets'],
  writes: ['profiles'],
  settings: ({ profile }) => profile,
  async run(context) {
    const { config, db, deps, run } = context;
    const { halfLifeDays } = config.profile;
    const rows = await context.write('profiles', await deps.readSql('studio/profiling/profiles.sql'), { halfLifeDays });
    await db.openParquet('profiles', run.relationPath('profiles'));
    const [counted] = await db.rows(
      'select (select count(*) from targets) as targets, (select count(distinct dialog_id) from profiles) as profiled',
    );
    const { targets, profiled } = z.object({ targets: z.number(), profiled: z.number() }).parse(counted);
    return {
      steps: [{ step: 'targets with a profile', rowsIn: targets, rowsOut: profiled }],
      figures: { aspects_a_profile: profiled === 0 ? 0 : rows / profiled },
    };
  },
};

import { z } from 'zod';
import { createTable } from '../stage/create-table.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';
import { createTableInPieces, writeWithNames } from '../stage/table-in-pieces.ts';

const room = 'studio/profiling/profiles';

/** Builds the temporal profile of each target's user as of the target, from that user's earlier reviews only. */
export const buildProfiles: Stage = {
  name: 'profiles',
  version: 4,
  reads: ['voices', 'targets'],
  writes: ['profiles'],
  settings: ({ profile }) => profile,
  async run(context) {
    const { config, db, deps, run } = context;
    const { halfLifeDays } = config.profile;
    await createTable(context, 'studio/profiling/trajectories/numbered_aspects.sql');
    await createTable(context, `${room}/numbered_targets.sql`);
    await createTable(context, `${room}/earlier_mentions.sql`);
    const pieces = { rows: await countRows(context, 'earlier_mentions'), numbers: await countRows(context, 'targets') };
    const figures = await deps.readSql(`${room}/profile_figures.sql`);
    await createTableInPieces(context, 'profile_figures', figures, pieces, { halfLifeDays });
    await db.run('drop table earlier_mentions');
    const rows = await writeWithNames(context, 'profiles', await deps.readSql(`${room}/profiles.sql`), {});

    await db.openParquet('profiles', run.relationPath('profiles'));
    const [counted] = await db.rows('select count(distinct dialog_id) as profiled from profiles');
    const { profiled } = z.object({ profiled: z.number() }).parse(counted);
    return {
      steps: [{ step: 'targets with a profile', rowsIn: pieces.numbers, rowsOut: profiled }],
      figures: { aspects_a_profile: profiled === 0 ? 0 : rows / profiled },
    };
  },
};

async function countRows({ db }: StageContext, table: string): Promise<number> {
  const [counted] = await db.rows(`select count(*) as n from ${table}`);
  return z.object({ n: z.number() }).parse(counted).n;
}

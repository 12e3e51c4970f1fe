import { z } from 'zod';
import { StudioFailure } from '../schemas/failure.ts';
import type { RowStep } from '../schemas/manifest.ts';
import type { Stage, StageContext } from './run-stage.ts';

/** Why a core user has no target, in the order the conditions are asked; the words are those of `ineligible_users.sql`. */
const reasons = [
  'no-liked-review',
  'no-titled-item',
  'no-first-review',
  'short-history',
  'no-earlier-mention',
  'beyond-limit',
] as const;

/** Chooses the target interactions, at most `targets.perUser` a user, and says of every other core user why there is none. */
export const chooseTargets: Stage = {
  name: 'targets',
  version: 1,
  reads: ['reviews', 'items', 'mentions'],
  writes: ['targets', 'ineligible_users'],
  settings: (config) => config.targets,
  async run(context) {
    const { config, db, deps } = context;
    const { perUser, minimumRating, minimumHistory, limit, validShare, testShare } = config.targets;
    if (validShare + testShare > 1) {
      throw new StudioFailure(
        'InvalidRunConfig',
        `targets.validShare + targets.testShare is ${validShare + testShare}`,
        {
          remedy: 'Lower one of them: together they may take all users, not more.',
        },
      );
    }
    await db.run(
      `create temp table eligible_reviews as ${await deps.readSql('studio/planning/eligible_reviews.sql')}`,
      {
        minimumRating,
        minimumHistory,
      },
    );
    await db.run(`create temp table chosen_targets as ${await deps.readSql('studio/planning/targets.sql')}`, {
      perUser,
      limit,
      validShare,
      testShare,
    });
    const targets = await context.write('targets', 'from chosen_targets order by dialog_id');
    await context.write('ineligible_users', await deps.readSql('studio/planning/ineligible_users.sql'));
    return { steps: await countSteps(context, targets) };
  },
};

async function countSteps({ db, run }: StageContext, targets: number): Promise<RowStep[]> {
  await db.openParquet('ineligible_users', run.relationPath('ineligible_users'));
  const rows = await db.rows('select reason, count(*) as users from ineligible_users group by reason');
  const counts = new Map(
    z
      .array(CountSchema)
      .parse(rows)
      .map(({ reason, users }) => [reason, users]),
  );
  const [core] = await db.rows('select count(distinct user_id) as users from eligible_reviews');
  let left = z.object({ users: z.number() }).parse(core).users;
  const steps = reasons.map((reason): RowStep => {
    const rowsIn = left;
    left -= counts.get(reason) ?? 0;
    return { step: `users less ${reason}`, rowsIn, rowsOut: left };
  });
  return [...steps, { step: 'targets of the users left', rowsIn: left, rowsOut: targets }];
}

const CountSchema = z.object({ reason: z.enum(reasons), users: z.number() });

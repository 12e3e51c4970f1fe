import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RowStep } from '../../schemas/manifest.ts';
import { relaxEvidence } from '../../studio/planning/relax-evidence.ts';
import type { RelaxedEvidence } from '../../studio/planning/relax-evidence.ts';
import { sideThresholds } from '../../studio/sentiment/polarity.ts';
import { createTable } from '../stage/create-table.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';

/** Why a core user has no target, in the order the conditions are asked; the words are those of `ineligible_users.sql`. */
const reasons = [
  'no-liked-review',
  'no-titled-item',
  'no-first-review',
  'short-history',
  'no-earlier-mention',
  'no-earlier-evidence',
  'beyond-limit',
] as const;

/** Chooses the target interactions, at most `targets.perUser` a user, and says of every other core user why there is none. */
export const chooseTargets: Stage = {
  name: 'targets',
  version: 5,
  reads: ['reviews', 'items', 'voices'],
  writes: ['targets', 'ineligible_users'],
  settings: (config) => config.targets,
  async run(context) {
    const { config, deps } = context;
    const { perUser, minimumRating, minimumHistory, minimumEvidence, limit, reserveShare, validShare, testShare } =
      config.targets;
    if (validShare + testShare > 1) {
      throw new StudioFailure(
        'InvalidRunConfig',
        `targets.validShare + targets.testShare is ${validShare + testShare}`,
        {
          remedy: 'Lower one of them: together they may take all users, not more.',
        },
      );
    }
    await createTable(context, 'studio/planning/eligible_reviews.sql', {
      minimumRating,
      minimumHistory,
      minimumEvidence,
      ...sideThresholds,
    });
    const evidence = await relaxMinimum(context);
    const settings = { perUser, limit, reserveShare, validShare, testShare };
    await createTable(context, 'studio/planning/targets.sql', settings, 'chosen_targets');
    const targets = await context.write('targets', 'from chosen_targets order by dialog_id');
    await context.write('ineligible_users', await deps.readSql('studio/planning/ineligible_users.sql'));
    return {
      steps: await countSteps(context, targets),
      figures: {
        ...(await countReserve(context, perUser)),
        ...(await countWithoutEvidence(context, perUser)),
        minimum_evidence: evidence.minimumEvidence,
        ...Object.fromEntries(evidence.tried.map((one) => [`targets at evidence ${one.minimumEvidence}`, one.targets])),
      },
    };
  },
};

/** Lowers the minimum of evidence in table eligible_reviews where it leaves too few targets. */
async function relaxMinimum({ config, db }: StageContext): Promise<RelaxedEvidence> {
  const { perUser, minimumEvidence } = config.targets;
  const rows = await db.rows(
    `select minimum, sum(least(reviews, $perUser))::bigint as targets
       from (
         select minimum, user_id, count(*) as reviews
         from eligible_reviews, range(0, $minimumEvidence::bigint + 1) as minimums (minimum)
         where has_mention and evidence >= minimum
         group by minimum, user_id
       )
       group by minimum`,
    { perUser, minimumEvidence },
  );
  const counts = new Map(
    z
      .array(z.object({ minimum: z.number(), targets: z.number() }))
      .parse(rows)
      .map(({ minimum, targets }) => [minimum, targets]),
  );
  const relaxed = relaxEvidence(config.targets, (minimum) => counts.get(minimum) ?? 0);
  if (relaxed.minimumEvidence !== minimumEvidence)
    await db.run('update eligible_reviews set is_eligible = has_mention and evidence >= $minimum', {
      minimum: relaxed.minimumEvidence,
    });
  return relaxed;
}

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

/** Dialogs asked for, those in reserve, and eligible interactions beyond both, as many a user as the config allows. */
async function countReserve({ db }: StageContext, perUser: number): Promise<Record<string, number>> {
  const [row] = await db.rows(
    `select count(*) filter (not is_reserve) as asked, count(*) filter (is_reserve) as reserve,
       (select coalesce(sum(least(reviews, $perUser)), 0) from (select count(*) as reviews from eligible_reviews where is_eligible group by user_id))::bigint
         - count(*) as eligible_left
       from chosen_targets`,
    { perUser },
  );
  return z.record(z.string(), z.number()).parse(row);
}

/** Targets there could be but for `targets.minimumEvidence`, and those of them that it turns down; as many a user as the config allows. */
async function countWithoutEvidence({ db }: StageContext, perUser: number): Promise<Record<string, number>> {
  const [row] = await db.rows(
    `select count(*) as possible, count(*) filter (not is_eligible) as without_evidence
       from (
         select is_eligible
         from eligible_reviews
         where has_mention
         qualify row_number() over (partition by user_id order by reviewed_at desc, review_id desc) <= $perUser
       )`,
    { perUser },
  );
  return z.record(z.string(), z.number()).parse(row);
}

const CountSchema = z.object({ reason: z.enum(reasons), users: z.number() });

import { StudioFailure } from '../../schemas/failure.ts';
import { describeCore } from '../../studio/staging/describe-core.ts';
import { relaxCore } from '../../studio/staging/relax-core.ts';
import type { CoreSize, RelaxedCore } from '../../studio/staging/relax-core.ts';
import type { StageContext } from '../stage/run-stage.ts';

type CoreContext = Pick<StageContext, 'db' | 'deps' | 'config'>;

/**
 * The k-core of the table `staged_reviews`, left in the table `core_pairs`: every user has reviewed `config.core.users` or more different items
 * of it, every item has so many users of it as the relaxed minimum says, and is relaxed for the sake of users who can get a dialog. Errors: `DatasetMalformed` when no user is left.
 */
export async function findCore(context: CoreContext): Promise<RelaxedCore> {
  const { db, config } = context;
  await db.run(await staging(context, 'user_item_pairs'));
  const { minimumRating, minimumHistory } = config.targets;
  await db.run(await staging(context, 'target_pairs'), { minimumRating, minimumHistory });
  const core = await relaxCore(config.core, (itemMinimum) => shrinkToCore(context, config.core.users, itemMinimum));
  if (core.users > 0) return core;
  const [busiest] = await db.rows(await staging(context, 'busiest_user'));
  throw new StudioFailure(
    'DatasetMalformed',
    `no user is left: ${describeCore(core, config.core)}; the most active user reviewed ${String(busiest?.['items'])} different items`,
    { remedy: 'Give more reviews of the same users, or lower core.users or core.items in the config.' },
  );
}

/** Removes sparse users and sparse items in turn until none is left; leaves the result in `core_pairs`. */
async function shrinkToCore(context: CoreContext, userMinimum: number, itemMinimum: number): Promise<CoreSize> {
  const { db, deps } = context;
  await db.run(await staging(context, 'core_pairs'));
  const removeUsers = await staging(context, 'remove_sparse_users');
  const removeItems = await staging(context, 'remove_sparse_items');
  let removed = Infinity;
  while (removed > 0) {
    removed =
      (await removePairs(context, removeUsers, userMinimum)) + (await removePairs(context, removeItems, itemMinimum));
    deps.heartbeat({ stage: 'reviews', step: 'k-core', itemMinimum, removed });
  }
  const [size] = await db.rows(await staging(context, 'core_size'));
  return {
    users: Number(size?.['users']),
    eligibleUsers: Number(size?.['eligible_users']),
    items: Number(size?.['items']),
  };
}

async function removePairs({ db }: CoreContext, statement: string, minimum: number): Promise<number> {
  const [result] = await db.rows(statement, { minimum });
  return Number(result?.['Count']);
}

const staging = ({ deps }: CoreContext, name: string): Promise<string> => deps.readSql(`studio/staging/${name}.sql`);

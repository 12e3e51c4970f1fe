import { z } from 'zod';
import type { Database } from '../dependencies.ts';

/** Rows of what the dataset is made from, and of what it holds, by their names on the card. Input: view dataset_records. */
export async function countRows(db: Database): Promise<Record<string, number>> {
  const [row] = await db.rows(
    `select
       (select count(*) from reviews) as reviews, (select count(*) from items) as items,
       (select count(distinct user_id) from reviews) as users, (select count(*) from rejected_rows) as rejected_rows,
       (select count(*) from aspects where kept) as aspects, (select count(*) from targets where not is_reserve or dialog_id in (select dialog_id from dialogs)) as targets,
       (select count(*) from ineligible_users) as ineligible_users, (select count(*) from unplanned_targets) as unplanned_targets,
       (select count(*) from dialogs) as dialogs, (select count(*) from dialogs where status = 'accepted') as accepted,
       (select count(*) from dialogs where status = 'failed') as failed,
       (select count(*) from turns semi join dataset_records using (dialog_id)) as turns`,
  );
  return z.record(z.string(), z.number()).parse(row);
}

/** Dialogs an outcome, the most common first; `ratedLow` counts those whose target the user rated 1 or 2. Input: view dataset_records. */
export async function countOutcomes(db: Database): Promise<{ outcome: string; dialogs: number; ratedLow: number }[]> {
  const rows = await db.rows(
    `select outcome, count(*) as dialogs, count(*) filter (target.rating <= 2) as "ratedLow" from dataset_records group by outcome order by dialogs desc, outcome`,
  );
  return z.array(z.object({ outcome: z.string(), dialogs: z.number(), ratedLow: z.number() })).parse(rows);
}

/** Reasons why rows, users, targets and dialogs were left out: the 40 first ones. */
export async function readTopReasons(db: Database): Promise<{ what: string; reason: string; rows: number }[]> {
  const rows = await db.rows(
    `select what, reason, count(*) as rows from (
       select 'rejected rows' as what, reason from rejected_rows
       union all select 'ineligible users', reason from ineligible_users
       union all select 'unplanned targets', reason from unplanned_targets
       union all select 'failed dialogs', reason from dialogs where status = 'failed'
     ) group by all order by what, rows desc, reason limit 40`,
  );
  return z.array(z.object({ what: z.string(), reason: z.string(), rows: z.number() })).parse(rows);
}

/** The messages of a dialog of middling length. Input: view dataset_records. */
export async function readExample(db: Database): Promise<{ role: string; content: string }[]> {
  const [row] = await db.rows(
    `select messages from dataset_records
       order by abs(len(messages) - (select median(len(messages)) from dataset_records)), dialog_id limit 1`,
  );
  return z.array(z.object({ role: z.string(), content: z.string() })).parse(row?.['messages'] ?? []);
}

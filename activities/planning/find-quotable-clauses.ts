import { Table, Utf8, vectorFromArray } from 'apache-arrow';
import { z } from 'zod';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { longestQuote } from '../../schemas/quote.ts';
import { claimKey, claimsToQuote, itemsToRemarkOn } from '../../studio/planning/attach-quotes.ts';
import { QuotableClauseSchema } from '../../studio/planning/plan-packet.ts';
import type { QuotableClause } from '../../studio/planning/plan-packet.ts';
import { sideThresholds } from '../../studio/sentiment/polarity.ts';
import type { TableTools } from '../stage/create-table.ts';

/** Clauses a side among which a claim's quotes are chosen, the newest first; code points of the text around them. */
export const quotable = { perSide: 4, margin: longestQuote };

/** By dialog and claim (`claimKey`), what others had said on the claim's topic by the dialog's now. One statement for all plans. */
export async function findQuotableClauses(
  { db, deps }: TableTools,
  plans: readonly DialogPlan[],
): Promise<Map<string, Map<string, QuotableClause[]>>> {
  const wanted = plans.flatMap((plan) => claimsToQuote(plan).map((claim) => ({ dialogId: plan.dialogId, ...claim })));
  const { batches } = new Table({
    dialog_id: vectorFromArray(
      wanted.map(({ dialogId }) => dialogId),
      new Utf8(),
    ),
    item_id: vectorFromArray(
      wanted.map(({ itemId }) => itemId),
      new Utf8(),
    ),
    topic_id: vectorFromArray(
      wanted.map(({ topicId }) => topicId),
      new Utf8(),
    ),
  });
  await db.run('drop table if exists wanted_claims');
  await db.createTable('wanted_claims', batches);
  const values = { ...quotable, ...sideThresholds };
  const rows = await db.rows(await deps.readSql('studio/planning/quotable_clauses.sql'), values);
  const found = new Map<string, Map<string, QuotableClause[]>>();
  for (const row of rows) {
    const { dialogId, itemId, topicId, ...clause } = RowSchema.parse(row);
    const ofDialog = found.get(dialogId) ?? new Map<string, QuotableClause[]>();
    found.set(dialogId, ofDialog);
    const key = claimKey({ itemId, topicId });
    ofDialog.set(key, [...(ofDialog.get(key) ?? []), clause]);
  }
  return found;
}

const RowSchema = QuotableClauseSchema.extend({ dialogId: z.string(), itemId: z.string(), topicId: z.string() });

/** Clauses an item among which remarks on it are chosen. */
export const remarkable = { perItem: 12, margin: longestQuote };

/** By dialog and item that the plan shows, what others had said of it by the dialog's now. */
export async function findRemarkableClauses(
  { db, deps }: TableTools,
  plans: readonly DialogPlan[],
): Promise<Map<string, Map<string, QuotableClause[]>>> {
  const wanted = plans.flatMap((plan) => itemsToRemarkOn(plan).map((itemId) => ({ dialogId: plan.dialogId, itemId })));
  const { batches } = new Table({
    dialog_id: vectorFromArray(
      wanted.map(({ dialogId }) => dialogId),
      new Utf8(),
    ),
    item_id: vectorFromArray(
      wanted.map(({ itemId }) => itemId),
      new Utf8(),
    ),
  });
  await db.run('drop table if exists wanted_items');
  await db.createTable('wanted_items', batches);
  const rows = await db.rows(await deps.readSql('studio/planning/remarkable_clauses.sql'), remarkable);
  const found = new Map<string, Map<string, QuotableClause[]>>();
  for (const row of rows) {
    const { dialogId, itemId, ...clause } = RemarkRowSchema.parse(row);
    const ofDialog = found.get(dialogId) ?? new Map<string, QuotableClause[]>();
    found.set(dialogId, ofDialog);
    ofDialog.set(itemId, [...(ofDialog.get(itemId) ?? []), clause]);
  }
  return found;
}

const RemarkRowSchema = QuotableClauseSchema.extend({ dialogId: z.string(), itemId: z.string() });

import { z } from 'zod';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { longestQuote } from '../../schemas/quote.ts';
import { claimKey, claimsToQuote, itemsToRemarkOn } from '../../studio/planning/attach-quotes.ts';
import { QuotableClauseSchema } from '../../studio/planning/plan-packet.ts';
import type { QuotableClause } from '../../studio/planning/plan-packet.ts';
import { sideThresholds } from '../../studio/sentiment/polarity.ts';
import { createBatch } from '../../studio/profiling/arrow-columns.ts';
import type { TableTools } from '../stage/create-table.ts';

/** Clauses a side among which a claim's quotes are chosen, the newest first; code points of the text around them. */
export const quotable = { perSide: 4, margin: longestQuote };

/** By dialog and claim (`claimKey`), what others had said on the claim's topic by the dialog's now. One statement for all plans. */
export async function findQuotableClauses(
  tools: TableTools,
  plans: readonly DialogPlan[],
): Promise<Map<string, Map<string, QuotableClause[]>>> {
  const wanted = plans.flatMap((plan) => claimsToQuote(plan).map((claim) => ({ dialogId: plan.dialogId, ...claim })));
  await makeWanted(tools, 'wanted_claims', {
    dialog_id: wanted.map(({ dialogId }) => dialogId),
    item_id: wanted.map(({ itemId }) => itemId),
    topic_id: wanted.map(({ topicId }) => topicId),
  });
  const sql = await tools.deps.readSql('studio/planning/quotable_clauses.sql');
  const rows = await tools.db.rows(sql, { ...quotable, ...sideThresholds });
  return byDialog(
    rows.map((row) => {
      const { dialogId, itemId, topicId, ...clause } = QuoteRowSchema.parse(row);
      return { dialogId, key: claimKey({ itemId, topicId }), clause };
    }),
  );
}

const QuoteRowSchema = QuotableClauseSchema.extend({ dialogId: z.string(), itemId: z.string(), topicId: z.string() });

/** Clauses an item among which remarks on it are chosen. */
export const remarkable = { perItem: 20, margin: longestQuote };

/** By dialog and item that the plan shows, what others had said of it by the dialog's now. */
export async function findRemarkableClauses(
  tools: TableTools,
  plans: readonly DialogPlan[],
): Promise<Map<string, Map<string, QuotableClause[]>>> {
  const wanted = plans.flatMap((plan) => itemsToRemarkOn(plan).map((itemId) => ({ dialogId: plan.dialogId, itemId })));
  await makeWanted(tools, 'wanted_items', {
    dialog_id: wanted.map(({ dialogId }) => dialogId),
    item_id: wanted.map(({ itemId }) => itemId),
  });
  const rows = await tools.db.rows(await tools.deps.readSql('studio/planning/remarkable_clauses.sql'), remarkable);
  return byDialog(
    rows.map((row) => {
      const { dialogId, itemId, ...clause } = RemarkRowSchema.parse(row);
      return { dialogId, key: itemId, clause };
    }),
  );
}

const RemarkRowSchema = QuotableClauseSchema.extend({ dialogId: z.string(), itemId: z.string() });

async function makeWanted(
  { db }: TableTools,
  table: string,
  texts: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  await db.run(`drop table if exists ${table}`);
  await db.createTable(table, [createBatch({ texts, integers: {} })]);
}

/** Clauses by dialog and key, each list in the order of the rows. */
function byDialog(
  rows: readonly { dialogId: string; key: string; clause: QuotableClause }[],
): Map<string, Map<string, QuotableClause[]>> {
  const found = new Map<string, Map<string, QuotableClause[]>>();
  for (const { dialogId, key, clause } of rows) {
    const ofDialog = found.get(dialogId) ?? new Map<string, QuotableClause[]>();
    found.set(dialogId, ofDialog);
    const clauses = ofDialog.get(key) ?? [];
    ofDialog.set(key, clauses);
    clauses.push(clause);
  }
  return found;
}

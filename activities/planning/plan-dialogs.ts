import { Int32, Table, Utf8, vectorFromArray } from 'apache-arrow';
import type { RecordBatch, Vector } from 'apache-arrow';
import { z } from 'zod';
import { longestQuote } from '../../schemas/quote.ts';
import type { RowStep } from '../../schemas/manifest.ts';
import { OutcomeSchema } from '../../schemas/outcome.ts';
import { thinData } from '../../studio/planning/thin-data.ts';
import type { PlanOutcome } from '../../studio/planning/dialog-plan.ts';
import { longestWriting } from '../../studio/planning/persona.ts';
import { negativeUpTo, sideThresholds } from '../../studio/sentiment/polarity.ts';
import superNodes from '../../studio/planning/super-nodes.json' with { type: 'json' };
import { domainNameOf } from '../../studio/simulation/domain.ts';
import { countPages, createPiece, createTable } from '../stage/create-table.ts';
import { quotable, remarkable } from './find-quotable-clauses.ts';
import { planBatch } from './plan-batch.ts';
import type { Planned } from './plan-batch.ts';
import { makePages, removePages } from '../stage/pages-of-rows.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';

/** Packets in memory at once; one takes up to a few hundred kilobytes. */
const dialogsPerPage = 64;

/** Pages whose claims are given their quotes together: each batch reads the reviews' texts once. */
const pagesPerBatch = 4;

/** What of the user's own earlier reviews memories are chosen among: clauses an aspect or term, and on anything; reviews that show how they write. */
const own = { perAspect: 3, anyOther: 6, newest: 8 };

/** Someone who asks for dog treats does not talk about microphones, however often they did elsewhere. */
const relevance = { leastShare: 0.02, fewMentions: 20 };
/** The same of a term, of which a category has many more than aspects. */
const relevantTerms = { fewest: 3, leastTermShare: 0.008, fewMentions: 20 };

/** Samples a plan for every target, page by page, and says of the others why there is none. */
export const planDialogs: Stage = {
  name: 'plans',
  version: 13,
  reads: [
    'targets',
    'reviews',
    'items',
    'voices',
    'term_voices',
    'mentions',
    'aspects',
    'terms',
    'profiles',
    'candidates',
    'trajectories_as_of',
  ],
  writes: ['plans', 'unplanned_targets'],
  settings: ({ source, planning, outcomes }) => [
    domainNameOf(source),
    ...(source.currency === undefined ? [] : [source.currency]),
    planning.maximumRejected,
    outcomes,
    superNodes,
    relevance,
    relevantTerms,
    quotable,
    remarkable,
    own,
  ],
  async run(context) {
    const { deps } = context;
    await createTable(context, 'studio/planning/user_behaviours.sql', { negativeUpTo });
    await createTable(context, 'studio/planning/profile_mentions.sql', sideThresholds);
    await createTable(context, 'studio/planning/own_writing.sql', { newest: own.newest, longest: longestWriting });
    await createTable(context, 'studio/planning/relevant_aspects.sql', relevance);
    await createTable(context, 'studio/planning/relevant_terms.sql', relevantTerms);
    await createTable(context, 'studio/planning/profile_term_mentions.sql', sideThresholds);
    const { perAspect, anyOther } = own;
    await createTable(context, 'studio/planning/own_clauses.sql', { margin: longestQuote, perAspect, anyOther });
    await createTable(context, 'studio/planning/intent_aspects.sql');
    await createTable(context, 'studio/planning/intent_terms.sql');
    await createTable(context, 'studio/planning/title_grams.sql');
    await createTable(context, 'studio/planning/dialog_pages.sql', { dialogsPerPage });
    await makePlans(context);
    await context.write('plans', 'from plan_pages');
    await removePages(context, 'plan_pages');
    await context.write('unplanned_targets', await deps.readSql('studio/planning/unplanned_targets.sql'));
    return {
      steps: await countSteps(context),
      figures: {
        ...(await countOutcomes(context)),
        ...(await measureSpread(context)),
        ...(await countThinData(context)),
      },
    };
  },
};

/** View plan_pages of all plans, and table plan_outcomes of what else there is to say of them and of targets without one. */
async function makePlans(context: StageContext): Promise<void> {
  const { db, deps } = context;
  const planned: Planned = new Map();
  const plansSql = await deps.readSql('studio/planning/plans.sql');
  const pages = await countPages(context, 'dialog_pages');
  let batch: [string, PlanOutcome][][] = [];
  await makePages(context, 'plan_pages', pages, async (page) => {
    if (page % pagesPerBatch === 0)
      batch = await planBatch(context, planned, page, Math.min(page + pagesPerBatch, pages));
    const made = batch[page % pagesPerBatch] ?? [];
    await db.run('drop table if exists page_outcomes');
    await db.createTable('page_outcomes', [toRecordBatch(made)]);
    await createPiece(
      context,
      'plan_outcomes',
      "select * exclude (plan), plan::json -> '$.style' as style from page_outcomes",
      {},
      { piece: page, pieces: pages },
    );
    return { sql: plansSql };
  });
}

function toRecordBatch(outcomes: readonly [string, PlanOutcome][]): RecordBatch {
  const rows = outcomes.map(([dialogId, outcome]) => {
    if ('reason' in outcome) return { dialogId, reason: outcome.reason, detail: outcome.detail };
    const { plan, thin } = outcome;
    const rejected = plan.turns.filter(({ act }) => act === 'reject').length;
    return {
      dialogId,
      path: plan.path.join(' '),
      turns: plan.turns.length,
      rejected,
      outcome: plan.outcome,
      plan: JSON.stringify(plan),
      thin: thin.join(' '),
    };
  });
  const { batches } = new Table({
    dialog_id: text(rows.map(({ dialogId }) => dialogId)),
    path: text(rows.map(({ path }) => path)),
    turns: count(rows.map(({ turns }) => turns)),
    rejected: count(rows.map(({ rejected }) => rejected)),
    outcome: text(rows.map(({ outcome }) => outcome)),
    plan: text(rows.map(({ plan }) => plan)),
    thin: text(rows.map(({ thin }) => thin)),
    reason: text(rows.map(({ reason }) => reason)),
    detail: text(rows.map(({ detail }) => detail)),
  });
  const [batch] = batches;
  if (batch === undefined) throw new Error('a table without a record batch');
  return batch;
}

const text = (values: readonly (string | undefined)[]): Vector =>
  vectorFromArray(
    values.map((value) => value ?? null),
    new Utf8(),
  );

const count = (values: readonly (number | undefined)[]): Vector =>
  vectorFromArray(
    values.map((value) => value ?? null),
    new Int32(),
  );

async function countSteps({ db }: StageContext): Promise<RowStep[]> {
  const rows = await db.rows(
    `select coalesce(reason, '') as reason, count(*) as targets from plan_outcomes group by all order by reason`,
  );
  const counts = z.array(z.object({ reason: z.string(), targets: z.number() })).parse(rows);
  let left = counts.reduce((sum, { targets }) => sum + targets, 0);
  const lost = counts.filter(({ reason }) => reason !== '');
  if (lost.length === 0) return [{ step: 'targets planned', rowsIn: left, rowsOut: left }];
  return lost.map(({ reason, targets }) => {
    const rowsIn = left;
    left -= targets;
    return { step: `targets less ${reason}`, rowsIn, rowsOut: left };
  });
}

/** Plans by how they end. */
async function countOutcomes({ db }: StageContext): Promise<Record<string, number>> {
  const rows = await db.rows(
    'select outcome, count(*) as plans from plan_outcomes where reason is null group by outcome',
  );
  const counts = z.array(z.object({ outcome: OutcomeSchema, plans: z.number() })).parse(rows);
  return Object.fromEntries(
    OutcomeSchema.options.map((option) => [
      `outcome: ${option}`,
      counts.find(({ outcome }) => outcome === option)?.plans ?? 0,
    ]),
  );
}

async function measureSpread({ db, deps }: StageContext): Promise<Record<string, number>> {
  const [row] = await db.rows(await deps.readSql('studio/planning/plan_spread.sql'));
  const figures = z.record(z.string(), z.number().nullable()).parse(row);
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, value ?? 0]));
}

/** Plans made of thin data, by kind; one plan may be of several. */
async function countThinData({ db }: StageContext): Promise<Record<string, number>> {
  const rows = await db.rows(
    `select kind, count(*) as plans from (select unnest(string_split(thin, ' ')) as kind from plan_outcomes where reason is null)
       where kind <> '' group by kind`,
  );
  const counts = new Map(
    z
      .array(z.object({ kind: z.string(), plans: z.number() }))
      .parse(rows)
      .map(({ kind, plans }) => [kind, plans]),
  );
  return Object.fromEntries(Object.keys(thinData).map((kind) => [`thin: ${kind}`, counts.get(kind) ?? 0]));
}

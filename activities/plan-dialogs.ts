import { Int32, Table, Utf8, vectorFromArray } from 'apache-arrow';
import type { RecordBatch, Vector } from 'apache-arrow';
import { z } from 'zod';
import type { RunConfig } from '../schemas/run-config.ts';
import type { RowStep } from '../schemas/manifest.ts';
import { thinData } from '../studio/planning/thin-data.ts';
import { buildDialogPlan } from '../studio/planning/dialog-plan.ts';
import type { PlanOutcome } from '../studio/planning/dialog-plan.ts';
import { PlanPacketSchema } from '../studio/planning/plan-packet.ts';
import { negativeUpTo, positiveFrom } from '../studio/planning/polarity.ts';
import { parseSuperNodeGraph } from '../studio/planning/super-node-graph.ts';
import superNodes from '../studio/planning/super-nodes.json' with { type: 'json' };
import { deriveSeed } from '../studio/random.ts';
import { createTable } from './create-table.ts';
import type { Stage, StageContext } from './run-stage.ts';

/** Packets in memory at once; one takes up to a few hundred kilobytes here, and some ten megabytes while DuckDB makes it. */
const dialogsPerPage = 24;

/** Someone who asks for dog treats does not talk about microphones, however often they did elsewhere. */
const relevance = { leastShare: 0.02, fewMentions: 20 };

/** Samples a plan for every target, page by page, and says of the others why there is none. */
export const planDialogs: Stage = {
  name: 'plans',
  version: 2,
  reads: ['targets', 'reviews', 'items', 'mentions', 'aspects', 'profiles', 'candidates', 'trajectories_as_of'],
  writes: ['plans', 'unplanned_targets'],
  settings: (config) => [domainOf(config), config.planning.maximumRejected, superNodes, relevance],
  async run(context) {
    const { db, deps } = context;
    await createTable(context, 'studio/planning/user_behaviours.sql', { negativeUpTo });
    await createTable(context, 'studio/planning/profile_mentions.sql', { positiveFrom, negativeUpTo });
    await createTable(context, 'studio/planning/relevant_aspects.sql', relevance);
    await createTable(context, 'studio/planning/intent_aspects.sql');
    await createTable(context, 'studio/planning/dialog_pages.sql', { dialogsPerPage });
    await db.createTable('plan_outcomes', planPages(context));
    await context.write('plans', await deps.readSql('studio/planning/plans.sql'));
    await context.write('unplanned_targets', await deps.readSql('studio/planning/unplanned_targets.sql'));
    return {
      steps: await countSteps(context),
      figures: { ...(await measureSpread(context)), ...(await countThinData(context)) },
    };
  },
};

/** The run's domain is the kind of its source. */
function domainOf({ source }: RunConfig): string {
  return source.kind === 'sample' ? source.sample.domain : source.kind;
}

async function* planPages({ config, db, deps }: StageContext): AsyncGenerator<RecordBatch> {
  const graph = parseSuperNodeGraph(superNodes);
  const settings = { domain: domainOf(config), maximumRejected: config.planning.maximumRejected };
  const packetsSql = await deps.readSql('studio/planning/plan_packets.sql');
  const [last] = await db.rows('select coalesce(max(page), -1) as page from dialog_pages');
  const { page: lastPage } = z.object({ page: z.number() }).parse(last);
  yield* toRecordBatches([]);
  for (let page = 0; page <= lastPage; page += 1) {
    const outcomes: [string, PlanOutcome][] = [];
    for (const { packet: text } of z
      .array(z.object({ packet: z.string() }))
      .parse(await db.rows(packetsSql, { page }))) {
      const packet = PlanPacketSchema.parse(JSON.parse(text));
      const seed = deriveSeed(config.seed, 'plan', packet.dialogId);
      outcomes.push([packet.dialogId, buildDialogPlan(packet, graph, settings, seed)]);
    }
    deps.heartbeat({ stage: 'plans', page, pages: lastPage + 1 });
    yield* toRecordBatches(outcomes);
  }
}

function toRecordBatches(outcomes: readonly [string, PlanOutcome][]): RecordBatch[] {
  const rows = outcomes.map(([dialogId, outcome]) => {
    if ('reason' in outcome) return { dialogId, reason: outcome.reason, detail: outcome.detail };
    const { plan, thin } = outcome;
    const rejected = plan.turns.filter(({ act }) => act === 'reject').length;
    return {
      dialogId,
      path: plan.path.join(' '),
      turns: plan.turns.length,
      rejected,
      plan: JSON.stringify(plan),
      thin: thin.join(' '),
    };
  });
  return new Table({
    dialog_id: text(rows.map(({ dialogId }) => dialogId)),
    path: text(rows.map(({ path }) => path)),
    turns: count(rows.map(({ turns }) => turns)),
    rejected: count(rows.map(({ rejected }) => rejected)),
    plan: text(rows.map(({ plan }) => plan)),
    thin: text(rows.map(({ thin }) => thin)),
    reason: text(rows.map(({ reason }) => reason)),
    detail: text(rows.map(({ detail }) => detail)),
  }).batches;
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

async function measureSpread({ db, deps }: StageContext): Promise<Record<string, number>> {
  const [row] = await db.rows(await deps.readSql('studio/planning/plan_spread.sql'));
  const figures = z.record(z.string(), z.number().nullable()).parse(row);
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, value ?? 0]));
}

/** Plans made of thin data, by kind; one plan may be of several. */
async function countThinData({ db }: StageContext): Promise<Record<string, number>> {
  const rows = await db.rows(
    `select kind, count(*) as plans from (select unnest(string_split(thin, ' ')) as kind from plan_outcomes where plan is not null)
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

import { z } from 'zod';
import type { Outcome } from '../../schemas/outcome.ts';
import { attachQuotes } from '../../studio/planning/attach-quotes.ts';
import { buildDialogPlan } from '../../studio/planning/dialog-plan.ts';
import type { PlanOutcome } from '../../studio/planning/dialog-plan.ts';
import { weighOutcomes } from '../../studio/planning/outcome-weights.ts';
import { PlanPacketSchema } from '../../studio/planning/plan-packet.ts';
import { findSilences } from '../../studio/planning/silences.ts';
import { parseSuperNodeGraph } from '../../studio/planning/super-node-graph.ts';
import superNodes from '../../studio/planning/super-nodes.json' with { type: 'json' };
import { deriveSeed } from '../../studio/random.ts';
import { domainNameOf } from '../../studio/simulation/domain.ts';
import type { StageContext } from '../stage/run-stage.ts';
import { findBrokenSilences } from './find-broken-silences.ts';
import { findQuotableClauses, findRemarkableClauses } from './find-quotable-clauses.ts';

/** Plans made so far by how they end. */
export type Planned = Map<Outcome, number>;

/** A dialog of a batch; `build` gives the same outcome for the same silences that are none. */
interface Draft {
  dialogId: string;
  spokenOf: Set<string>;
  build: (spokenOf: ReadonlySet<string>) => PlanOutcome;
  outcome: PlanOutcome;
}

/**
 * Outcomes of the pages from one to before another, a list a page; the plans have their quotes. Batches come in the pages' order, since the shares
 * of endings still missing depend on all plans made before.
 */
export async function planBatch(
  context: StageContext,
  planned: Planned,
  from: number,
  to: number,
): Promise<[string, PlanOutcome][][]> {
  const pages: Draft[][] = [];
  for (let page = from; page < to; page += 1) pages.push(await draftPage(context, planned, page));
  const drafts = pages.flat();
  await removeBrokenSilences(context, planned, drafts);
  const plans = drafts.flatMap(({ outcome }) => ('plan' in outcome ? [outcome.plan] : []));
  const clauses = await findQuotableClauses(context, plans);
  const remarks = await findRemarkableClauses(context, plans);
  return pages.map((page) =>
    page.map(({ dialogId, outcome }) => [
      dialogId,
      'reason' in outcome
        ? outcome
        : { ...outcome, plan: attachQuotes(outcome.plan, clauses.get(dialogId), remarks.get(dialogId)) },
    ]),
  );
}

async function draftPage({ config, db, deps }: StageContext, planned: Planned, page: number): Promise<Draft[]> {
  const { source, planning } = config;
  const { maximumRejected } = planning;
  const settings = { domain: domainNameOf(source), currency: source.currency, maximumRejected };
  const rows = await db.rows(await deps.readSql('studio/planning/plan_packets.sql'), { page });
  return z
    .array(z.object({ packet: z.string() }))
    .parse(rows)
    .map(({ packet: json }) => {
      const packet = PlanPacketSchema.parse(JSON.parse(json));
      const seed = deriveSeed(config.seed, 'plan', packet.dialogId);
      const outcomes = weighOutcomes(config.outcomes, Object.fromEntries(planned));
      const build = (spokenOf: ReadonlySet<string>): PlanOutcome =>
        buildDialogPlan(packet, graph, { ...settings, outcomes }, seed, spokenOf);
      const outcome = build(new Set());
      count(planned, outcome, 1);
      return { dialogId: packet.dialogId, spokenOf: new Set(), build, outcome };
    });
}

const graph = parseSuperNodeGraph(superNodes);

/**
 * Builds plans again that say "no earlier review speaks of it" where one does. Reading the reviews of every candidate for every wish would cost
 * more than these few. Ends, since each round takes away at least one of a dialog's finitely many silences.
 */
async function removeBrokenSilences(context: StageContext, planned: Planned, drafts: readonly Draft[]): Promise<void> {
  let suspects = drafts;
  while (suspects.length > 0) {
    const broken = await findBrokenSilences(
      context,
      suspects.flatMap(({ dialogId, outcome }) =>
        'plan' in outcome ? findSilences(outcome.plan).map((silence) => ({ ...silence, dialogId })) : [],
      ),
    );
    suspects = suspects.filter(({ dialogId }) => broken.has(dialogId));
    for (const draft of suspects) {
      for (const key of broken.get(draft.dialogId) ?? []) draft.spokenOf.add(key);
      count(planned, draft.outcome, -1);
      draft.outcome = draft.build(draft.spokenOf);
      count(planned, draft.outcome, 1);
    }
  }
}

function count(planned: Planned, outcome: PlanOutcome, by: 1 | -1): void {
  if ('plan' in outcome) planned.set(outcome.plan.outcome, (planned.get(outcome.plan.outcome) ?? 0) + by);
}

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFolder } from '../../../activities/dependencies.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { createRun } from '../../../run/life/create-run.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import type { Dialog } from '../../../schemas/dialog.ts';
import type { Relation } from '../../../schemas/relation.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { reviewsOf, script } from './annotated-reviews.ts';
import { realizeOffline } from '../../studio/fidelity/offline-dialog.ts';

export { script } from './annotated-reviews.ts';

export interface AnnotatedRun {
  run: RunFolder;
  runsRoot: string;
  plans: readonly DialogPlan[];
  /** The last one failed. */
  dialogs: readonly Dialog[];
  /** Attempts that were refused, by dialog: one at the first dialog's second turn, three at the turn that the failed one ended at. */
  refused: ReadonlyMap<string, readonly RefusedAttempt[]>;
  /** What is said, by dialog, a line a turn. */
  words: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

export interface RefusedAttempt {
  turn: number;
  attempt: number;
  text: string;
  problems: readonly { check: string; detail: string }[];
}

/** The failed dialog has so many turns. */
export const spokenBeforeFailure = 3;

/** A run whose first `accepted` dialogs are accepted, in the offline realizer's words, and one more failed; all content invented. */
export async function createAnnotatedRun(accepted: number): Promise<AnnotatedRun> {
  const runsRoot = await mkdtemp(join(tmpdir(), 'convrec-annotation-'));
  const ref = { runId: 'yelp-0123456789', runsRoot };
  await createRun({ ref, config: RunConfigSchema.parse({}), versions: { convrec: '0.0.0' } });
  const run = openRunFolder(ref);
  await mkdir(run.path('relations'));
  const plans = createPlans(accepted + 1, 3).map((plan) => ({ ...plan, userId: `${plan.userId} ${script}` }));
  const spoken = plans.map((plan) => realizeOffline(plan).map((turn) => ({ ...turn, text: saidIn(plan, turn) })));
  const dialogs = plans.map((plan, at) => ({
    plan,
    turns: at < accepted ? (spoken[at] ?? []) : (spoken[at] ?? []).slice(0, spokenBeforeFailure),
    status: at < accepted ? ('accepted' as const) : ('failed' as const),
    reason: at < accepted ? null : `FidelityExhausted: turn ${spokenBeforeFailure}: title-leak`,
  }));
  const refused = new Map<string, readonly RefusedAttempt[]>(
    dialogs.flatMap(({ plan, status }, at): [string, RefusedAttempt[]][] => {
      const atEnd = [0, 1, 2].map((attempt) => refusedAt(spokenBeforeFailure, attempt, 'title-leak'));
      if (status === 'failed') return [[plan.dialogId, atEnd]];
      return at === 0 ? [[plan.dialogId, [refusedAt(1, 0, 'slots')]]] : [];
    }),
  );
  const labels = new Map(plans.flatMap(({ wishes }) => wishes.map(({ aspectId, label }) => [aspectId, label])));
  const titles = new Map(plans.flatMap(({ candidates }) => candidates.map(({ itemId, title }) => [itemId, title])));
  const rows: [Relation, Record<string, string>, object[]][] = [
    [
      'reviews',
      { review_id: text, user_id: text, item_id: text, rating: 'DOUBLE', reviewed_at: 'TIMESTAMP', text },
      dialogs.flatMap(({ plan }) => reviewsOf(plan)),
    ],
    [
      'items',
      { item_id: text, title: text, category: text },
      [...titles].map(([itemId, title]) => ({ item_id: itemId, title: `${title} ${script}`, category: 'Food' })),
    ],
    [
      'aspects',
      { aspect_id: text, label: text },
      [...labels].map(([aspectId, label]) => ({ aspect_id: aspectId, label })),
    ],
    [
      'targets',
      { dialog_id: text, user_id: text, item_id: text, review_id: text, target_at: 'TIMESTAMP', split: text },
      plans.map((plan) => ({
        dialog_id: plan.dialogId,
        user_id: plan.userId,
        item_id: plan.targetItemId,
        review_id: `target of ${plan.dialogId}`,
        target_at: plan.asOf,
        split: 'test',
      })),
    ],
    [
      'profiles',
      { dialog_id: text, aspect_id: text, mentions: 'BIGINT', sentiment: 'DOUBLE', share: 'DOUBLE' },
      plans.map(({ dialogId }) => ({ dialog_id: dialogId, aspect_id: 'a01', mentions: 1, sentiment: 0.5, share: 1 })),
    ],
    [
      'plans',
      { dialog_id: text, outcome: text, path: 'VARCHAR[]', turns: 'INTEGER', plan: text },
      plans.map((plan) => ({
        dialog_id: plan.dialogId,
        outcome: plan.outcome,
        path: plan.path,
        turns: plan.turns.length,
        plan: JSON.stringify({
          ...plan,
          candidates: plan.candidates.map((candidate) => ({ ...candidate, title: `${candidate.title} ${script}` })),
        }),
      })),
    ],
    [
      'candidates',
      { dialog_id: text, item_id: text },
      plans.flatMap(({ dialogId, candidates }) =>
        candidates.map(({ itemId }) => ({ dialog_id: dialogId, item_id: itemId })),
      ),
    ],
    [
      'dialogs',
      { dialog_id: text, status: text, reason: text, realizer: text, turns: 'INTEGER' },
      dialogs.map(({ plan, status, reason, turns }) => ({
        dialog_id: plan.dialogId,
        status,
        reason,
        realizer: 'offline-realizer',
        turns: turns.length,
      })),
    ],
    [
      'turns',
      {
        dialog_id: text,
        turn: 'INTEGER',
        speaker: text,
        super_node: text,
        act: text,
        text,
        attempts: 'INTEGER',
        named_item_ids: 'VARCHAR[]',
        cites: 'VARCHAR[]',
      },
      dialogs.flatMap(({ plan, turns }) =>
        turns.map(({ turn, speaker, superNode, act, text: said, attempts, namedItemIds }) => ({
          dialog_id: plan.dialogId,
          turn,
          speaker,
          super_node: superNode,
          act,
          text: said,
          attempts,
          named_item_ids: namedItemIds,
          cites: [],
        })),
      ),
    ],
    [
      'turn_evidence',
      {
        dialog_id: text,
        turn: 'INTEGER',
        side: text,
        review_id: text,
        item_id: text,
        aspect_id: text,
        month: 'DATE',
        reviewed_at: 'TIMESTAMP',
        char_start: 'INTEGER',
        char_end: 'INTEGER',
        sentiment: 'DOUBLE',
      },
      dialogs.flatMap(({ plan, turns }) =>
        turns.flatMap(({ turn, evidence }) =>
          evidence.map((mention) => ({
            dialog_id: plan.dialogId,
            turn,
            side: mention.side,
            review_id: mention.reviewId,
            item_id: mention.itemId,
            aspect_id: mention.aspectId,
            month: mention.month,
            reviewed_at: mention.reviewedAt,
            char_start: mention.charStart,
            char_end: mention.charEnd,
            sentiment: mention.sentiment,
          })),
        ),
      ),
    ],
    [
      'attempts',
      { dialog_id: text, turn: 'INTEGER', attempt: 'INTEGER', accepted: 'BOOLEAN', text, problems: 'VARCHAR[]' },
      [...refused].flatMap(([dialogId, attempts]) =>
        attempts.map(({ problems, ...attempt }) => ({
          ...attempt,
          dialog_id: dialogId,
          accepted: false,
          problems: problems.map(({ check, detail }) => `${check}: ${detail}`),
        })),
      ),
    ],
  ];
  await withDatabase({ memoryLimitMb: 512, threads: 1 }, async (db) => {
    for (const [relation, columns, content] of rows) {
      await db.writeParquet(
        `select unnest(from_json($rows::json, '${JSON.stringify([columns])}'), max_depth := 2)`,
        run.relationPath(relation),
        { rows: JSON.stringify(content) },
      );
    }
  });
  const words = dialogs.map(({ plan, turns }): [string, string] => [
    plan.dialogId,
    turns.map((turn) => turn.text).join('\n'),
  ]);
  const made = dialogs.map(({ plan, ...dialog }): Dialog => ({
    ...dialog,
    dialogId: plan.dialogId,
    realizer: 'offline-realizer',
  }));
  return {
    run,
    runsRoot,
    plans,
    dialogs: made,
    refused,
    words: new Map(words),
    remove: () => rm(runsRoot, { recursive: true, force: true }),
  };
}

const text = 'VARCHAR';

const refusedAt = (turn: number, attempt: number, check: string): RefusedAttempt => ({
  turn,
  attempt,
  text: `Refused line ${attempt}. ${script}`,
  problems: [{ check, detail: `"refused line" ${script}` }],
});

/** Dialogs of one grammar may be alike: each says its own number somewhere. */
const saidIn = ({ dialogId }: DialogPlan, { turn, text: said }: { turn: number; text: string }): string =>
  turn === 1 ? `${said} ${script} ${dialogId}` : said;

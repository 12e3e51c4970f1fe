import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFolder } from '../../../activities/dependencies.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { createRun } from '../../../run/life/create-run.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import type { Relation } from '../../../schemas/relation.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { realizeOffline } from '../../studio/fidelity/offline-dialog.ts';

/** What a careless page would run: it stands in reviews, in a title and in a turn. */
export const script = `<script>window.owned = 1</script><img src=x onerror="window.owned = 1">'"&amp;`;

export interface AnnotatedRun {
  run: RunFolder;
  runsRoot: string;
  /** What is said, by dialog, a line a turn. */
  words: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

/** A run whose first `accepted` dialogs are accepted, in the offline realizer's words, and one more failed; all content invented. */
export async function createAnnotatedRun(accepted: number): Promise<AnnotatedRun> {
  const runsRoot = await mkdtemp(join(tmpdir(), 'convrec-annotation-'));
  const ref = { runId: 'yelp-0123456789', runsRoot };
  await createRun({ ref, config: RunConfigSchema.parse({}), versions: { convrec: '0.0.0' } });
  const run = openRunFolder(ref);
  await mkdir(run.path('relations'));
  const plans = createPlans(accepted + 1, 3);
  const spoken = plans.map((plan) => realizeOffline(plan).map((turn) => ({ ...turn, text: saidIn(plan, turn) })));
  const dialogs = plans.map((plan, at) => ({
    plan,
    turns: spoken[at] ?? [],
    status: at < accepted ? 'accepted' : 'failed',
  }));
  const rows: [Relation, Record<string, string>, object[]][] = [
    [
      'reviews',
      { review_id: text, user_id: text, item_id: text, rating: 'DOUBLE', reviewed_at: 'TIMESTAMP', text },
      dialogs.flatMap(({ plan }) => reviewsOf(plan)),
    ],
    [
      'items',
      { item_id: text, title: text, category: text },
      plans.flatMap(({ candidates }) =>
        candidates.map(({ itemId, title }) => ({ item_id: itemId, title: `${title} ${script}`, category: 'Food' })),
      ),
    ],
    [
      'aspects',
      { aspect_id: text, label: text },
      plans.flatMap(({ wishes }) => wishes.map(({ aspectId, label }) => ({ aspect_id: aspectId, label }))),
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
      { dialog_id: text, plan: text },
      plans.map((plan) => ({ dialog_id: plan.dialogId, plan: JSON.stringify(plan) })),
    ],
    [
      'dialogs',
      { dialog_id: text, status: text, reason: text, realizer: text },
      dialogs.map(({ plan, status }) => ({
        dialog_id: plan.dialogId,
        status,
        reason: null,
        realizer: 'offline-realizer',
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
      [],
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
  return { run, runsRoot, words: new Map(words), remove: () => rm(runsRoot, { recursive: true, force: true }) };
}

const text = 'VARCHAR';

/** Dialogs of one grammar may be alike: each says its own number somewhere. */
const saidIn = ({ dialogId }: DialogPlan, { turn, text: said }: { turn: number; text: string }): string =>
  turn === 1 ? `${said} ${script} ${dialogId}` : said;

/** The reviews that the plan cites, one by the user of each side, and the target's, which nothing cites. */
function reviewsOf(plan: DialogPlan): object[] {
  const cited = plan.turns.flatMap(({ evidence }) => evidence);
  const long = `${script} 🍕 ${'It was as good as they say, and then some. '.repeat(14)}`;
  const earlier = [...new Map(cited.map((mention) => [mention.reviewId, mention])).values()].map((mention) => ({
    review_id: mention.reviewId,
    user_id: mention.side === 'user' ? plan.userId : `someone else than ${plan.userId}`,
    item_id: mention.itemId,
    rating: 4,
    reviewed_at: mention.reviewedAt,
    text: long,
  }));
  const target = { user_id: plan.userId, item_id: plan.targetItemId, rating: 5, reviewed_at: plan.asOf };
  return [...earlier, { ...target, review_id: `target of ${plan.dialogId}`, text: `${script} Loved it.` }];
}

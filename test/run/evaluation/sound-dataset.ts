import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import type { Claim } from '../../../schemas/claim.ts';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import type { Evidence } from '../../../schemas/evidence.ts';
import { asOf, createPlans } from '../../fixtures/dialog-plan.ts';
import { realizeOffline } from '../../studio/fidelity/offline-dialog.ts';

export interface ReviewRow {
  review_id: string;
  user_id: string;
  item_id: string;
  reviewed_at: string;
  text: string;
}

export interface DatasetRecord {
  dialog_id: string;
  user_id: string;
  split: string;
  as_of: string;
  outcome: string;
  target: { item_id: string; title: string; review_id: string };
  messages: { role: string; content: string }[];
  turns: {
    turn: number;
    speaker: string;
    super_node: string;
    act: string;
    text: string;
    named_item_ids: string[];
    evidence: {
      side: string;
      review_id: string;
      item_id: string;
      reviewed_at: string;
      char_start: number;
      char_end: number;
      sentiment: number;
    }[];
  }[];
  history: { review_id: string }[];
  plan: DialogPlan;
}

export interface SoundDataset {
  records: DatasetRecord[];
  reviews: ReviewRow[];
  items: { item_id: string; title: string | null }[];
}

const splits = ['train', 'validation', 'test'];

/** A dataset without a fault: invented plans in the offline realizer's words, and just the reviews they cite. */
export function createSoundDataset(): SoundDataset {
  const reviews = new Map<string, ReviewRow>();
  const text = 'x'.repeat(500);
  const records = createPlans(9, 5).map((drawn, at): DatasetRecord => {
    const plan = withOwnReviews(drawn, (mention) => {
      const review_id = `${mention.side} ${mention.itemId} ${mention.reviewedAt} of ${at}`;
      const user_id = mention.side === 'user' ? drawn.userId : `someone of ${review_id}`;
      reviews.set(review_id, { review_id, user_id, item_id: mention.itemId, reviewed_at: mention.reviewedAt, text });
      return review_id;
    });
    const target = plan.candidates.find(({ itemId }) => itemId === plan.targetItemId);
    const review_id = `target of ${plan.dialogId}`;
    reviews.set(review_id, { review_id, user_id: plan.userId, item_id: plan.targetItemId, reviewed_at: asOf, text });
    const turns = realizeOffline(plan);
    return {
      dialog_id: plan.dialogId,
      user_id: plan.userId,
      split: splits[at % 3] ?? '',
      as_of: asOf,
      outcome: plan.outcome,
      target: { item_id: plan.targetItemId, title: target?.title ?? '', review_id },
      messages: turns.map((turn) => ({ role: turn.speaker === 'user' ? 'user' : 'assistant', content: turn.text })),
      turns: turns.map(({ turn, speaker, superNode, act, text: said, namedItemIds, evidence }) => ({
        turn,
        speaker,
        super_node: superNode,
        act,
        text: said,
        named_item_ids: namedItemIds,
        evidence: evidence.map((mention) => ({
          side: mention.side,
          review_id: mention.reviewId,
          item_id: mention.itemId,
          reviewed_at: mention.reviewedAt,
          char_start: mention.charStart,
          char_end: mention.charEnd,
          sentiment: mention.sentiment,
        })),
      })),
      history: [],
      plan,
    };
  });
  const candidates = records.flatMap(({ plan }) => plan.candidates);
  const items = candidates.map(({ itemId, title }) => ({ item_id: itemId, title }));
  return {
    records,
    reviews: [...reviews.values()],
    items: [...items, { item_id: 'unlisted', title: 'Golden Walrus Inn' }],
  };
}

function withOwnReviews(plan: DialogPlan, idOf: (mention: Evidence) => string): DialogPlan {
  const own = <T extends { evidence: Evidence[] }>(holder: T): T => ({
    ...holder,
    evidence: holder.evidence.map((mention) => ({ ...mention, reviewId: idOf(mention) })),
  });
  const ownClaims = (claims: readonly Claim[] | undefined): { claims?: Claim[] } =>
    claims === undefined ? {} : { claims: claims.map(own) };
  return {
    ...plan,
    wishes: plan.wishes.map(own),
    candidates: plan.candidates.map((candidate) => ({ ...candidate, claims: candidate.claims.map(own) })),
    turns: plan.turns.map((turn) => own({ ...turn, slots: { ...turn.slots, ...ownClaims(turn.slots.claims) } })),
  };
}

export interface WrittenDataset {
  folder: string;
  remove: () => Promise<void>;
}

/** What the checks read of a record, as DuckDB reads it from JSON. */
const mention = {
  side: 'VARCHAR',
  review_id: 'VARCHAR',
  item_id: 'VARCHAR',
  reviewed_at: 'TIMESTAMP',
  char_start: 'INTEGER',
  char_end: 'INTEGER',
  sentiment: 'DOUBLE',
};
const claims = [
  { item_id: 'VARCHAR', label: 'VARCHAR', polarity: 'VARCHAR', evidence: [mention], quotes: [{ text: 'VARCHAR' }] },
];
const recordStructure = {
  dialog_id: 'VARCHAR',
  user_id: 'VARCHAR',
  split: 'VARCHAR',
  as_of: 'TIMESTAMP',
  outcome: 'VARCHAR',
  target: { item_id: 'VARCHAR', title: 'VARCHAR', review_id: 'VARCHAR' },
  messages: [{ role: 'VARCHAR', content: 'VARCHAR' }],
  turns: [
    {
      turn: 'INTEGER',
      speaker: 'VARCHAR',
      super_node: 'VARCHAR',
      act: 'VARCHAR',
      text: 'VARCHAR',
      named_item_ids: ['VARCHAR'],
      evidence: [mention],
    },
  ],
  history: [{ review_id: 'VARCHAR' }],
  plan: {
    path: ['VARCHAR'],
    wishes: [{ label: 'VARCHAR' }],
    memories: [{ text: 'VARCHAR' }],
    candidates: [{ item_id: 'VARCHAR', title: 'VARCHAR', category: 'VARCHAR', role: 'VARCHAR', claims }],
    turns: [
      {
        turn: 'INTEGER',
        speaker: 'VARCHAR',
        super_node: 'VARCHAR',
        act: 'VARCHAR',
        slots: { item_id: 'VARCHAR', doubt: { about: { aspect_id: 'VARCHAR' } }, claims },
      },
    ],
  },
};
const tables = {
  data: 'select dialog_id, user_id, split, as_of, outcome, target, messages from records',
  evidence: 'select dialog_id, unnest(turn) from (select dialog_id, unnest(turns) as turn from records)',
  profile: 'select dialog_id, history from records',
  plan: 'select dialog_id, unnest(plan) from records',
};

/** Names as a dataset has them: `superNode` is `super_node`. */
function withSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, below]) => [
    name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
    withSnakeCase(below),
  ]);
  return Object.fromEntries(entries);
}

/** The dataset as a run leaves it: tables of Parquet files, one a split that has dialogs, the reviews and items beside it. */
export async function writeRunFolder({ records, reviews, items }: SoundDataset): Promise<WrittenDataset> {
  const folder = await mkdtemp(join(tmpdir(), 'convrec-verify-'));
  await mkdir(join(folder, 'dataset'));
  await withDatabase({}, async (db) => {
    for (const split of new Set(records.map((record) => record.split))) {
      await db.run(
        'create or replace table records as select unnest(json_transform($rows::json, $structure), max_depth := 2)',
        {
          rows: JSON.stringify(withSnakeCase(records.filter((record) => record.split === split))),
          structure: JSON.stringify([recordStructure]),
        },
      );
      for (const [table, sql] of Object.entries(tables)) {
        await db.writeParquet(sql, join(folder, 'dataset', table, `${split}-00000-of-00001.parquet`));
      }
    }
  });
  await withDatabase({}, async (db) => {
    await db.writeParquet(
      `select unnest(from_json($rows::json, '[{"review_id":"VARCHAR","user_id":"VARCHAR","item_id":"VARCHAR","reviewed_at":"TIMESTAMP","text":"VARCHAR"}]'), max_depth := 2)`,
      join(folder, 'relations', 'reviews.parquet'),
      { rows: JSON.stringify(reviews) },
    );
    await db.writeParquet(
      `select unnest(from_json($rows::json, '[{"item_id":"VARCHAR","title":"VARCHAR"}]'), max_depth := 2)`,
      join(folder, 'relations', 'items.parquet'),
      { rows: JSON.stringify(items) },
    );
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

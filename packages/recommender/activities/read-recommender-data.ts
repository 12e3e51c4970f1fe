import { z } from 'zod';
import { StudioFailure } from '../../../schemas/failure.ts';
import { maskTitles, plainWordsOf } from '../data/mask-titles.ts';
import { splits } from '../data/recommender-data.ts';
import type {
  DeclinedDialog,
  EarlyTurn,
  HeardDialog,
  Interaction,
  RecommendedDialog,
  RecommenderData,
} from '../data/recommender-data.ts';
import type { Database, Dependencies, RunFolder } from '../../../activities/dependencies.ts';

/** All that `readRecommenderData` reads; the first that is missing says how far the run is. */
const relations = ['reviews', 'items', 'aspects', 'dialogs', 'turns', 'turn_evidence'] as const;

const ItemSchema = z
  .object({ item_id: z.string(), title: z.string(), category: z.string(), first_at_ms: z.number() })
  .transform((row) => ({
    itemId: row.item_id,
    title: row.title,
    category: row.category,
    firstAtMs: row.first_at_ms,
  }));
const DialogSchema = z.object({
  dialog_id: z.string(),
  user_id: z.string(),
  item_id: z.string(),
  is_taken: z.boolean(),
  outcome: z.string(),
  at_ms: z.number(),
  split: z.enum(splits),
  named_items: z.array(z.object({ itemId: z.string(), title: z.string() })),
});
const InteractionSchema = z.object({ dialog_id: z.string(), item_id: z.string(), at_ms: z.number() });
const TurnSchema = z.object({
  dialog_id: z.string(),
  speaker: z.enum(['user', 'system']),
  text: z.string(),
  has_evidence: z.boolean(),
  named_item_ids: z.array(z.string()),
});

/**
 * What recommenders are given of a run: everything strictly before each dialog's now, and its turns up to the one that first names the
 * target. Throws RunFolderUnusable where the run has no dialogs yet, DatasetMalformed where none can be used.
 */
export async function readRecommenderData(
  deps: Pick<Dependencies, 'withDatabase' | 'readSql'>,
  run: RunFolder,
): Promise<RecommenderData> {
  for (const relation of relations) {
    if (await run.hasRelation(relation)) continue;
    throw new StudioFailure('RunFolderUnusable', `run ${run.ref.runId} has no relation ${relation} yet`, {
      remedy: 'Let the run end first: `convrec status` shows how far it is, `convrec launch --run` goes on with it.',
    });
  }
  return deps.withDatabase(run, async (db) => {
    for (const relation of relations) await db.openParquet(relation, run.relationPath(relation));
    return readFrom(db, deps);
  });
}

async function readFrom(db: Database, { readSql }: Pick<Dependencies, 'readSql'>): Promise<RecommenderData> {
  const sql = (name: string): Promise<string> => readSql(`packages/recommender/data/${name}.sql`);
  const items = z.array(ItemSchema).parse(await db.rows(await sql('catalogue_items')));
  const placeOf = new Map(items.map(({ itemId }, place) => [itemId, place]));
  await db.run(`create temp table recommended_dialogs as ${await sql('recommended_dialogs')}`);
  const drawn = z.array(DialogSchema).parse(await db.rows('from recommended_dialogs order by dialog_id'));
  const labels = z.array(z.object({ label: z.string() })).parse(await db.rows(await sql('aspect_labels')));
  const plainWords = plainWordsOf([
    ...labels.map(({ label }) => label),
    ...new Set(items.map(({ category }) => category)),
  ]);
  const histories = new Map<string, Interaction[]>(drawn.map((row) => [row.dialog_id, []]));
  for (const row of z.array(InteractionSchema).parse(await db.rows(await sql('dialog_interactions')))) {
    const item = placeOf.get(row.item_id);
    if (item !== undefined) histories.get(row.dialog_id)?.push({ item, atMs: row.at_ms });
  }
  const namedOf = new Map(drawn.map((row) => [row.dialog_id, row.named_items]));
  const turns = new Map<string, EarlyTurn[]>(drawn.map((row) => [row.dialog_id, []]));
  for (const row of z.array(TurnSchema).parse(await db.rows(await sql('early_turns')))) {
    const text = maskTitles(row.text, namedOf.get(row.dialog_id) ?? [], plainWords);
    const namedItems = row.named_item_ids.flatMap((itemId) => placeOf.get(itemId) ?? []);
    turns.get(row.dialog_id)?.push({ speaker: row.speaker, text, hasEvidence: row.has_evidence, namedItems });
  }
  const heardOf = (row: z.infer<typeof DialogSchema>): HeardDialog => ({
    dialogId: row.dialog_id,
    userId: row.user_id,
    atMs: row.at_ms,
    split: row.split,
    history: histories.get(row.dialog_id) ?? [],
    turns: turns.get(row.dialog_id) ?? [],
  });
  const dialogs = drawn.flatMap((row): RecommendedDialog[] => {
    const target = row.is_taken ? placeOf.get(row.item_id) : undefined;
    return target === undefined ? [] : [{ ...heardOf(row), target }];
  });
  const notTaken = drawn.flatMap((row): DeclinedDialog[] =>
    row.is_taken ? [] : [{ ...heardOf(row), outcome: row.outcome }],
  );
  if (dialogs.length > 0) return { items, dialogs, notTaken };
  throw new StudioFailure(
    'DatasetMalformed',
    `the run has no accepted dialog in which the user takes the target (${notTaken.length} end otherwise)`,
    {
      remedy:
        'See the relation dialogs for the reasons: convrec sql "select status, outcome, reason, count(*) from dialogs group by all".',
    },
  );
}

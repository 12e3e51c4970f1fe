import { z } from 'zod';
import { patternsOf, silenceKey } from '../../studio/planning/silences.ts';
import type { Silence } from '../../studio/planning/silences.ts';
import { createBatch } from '../../studio/profiling/arrow-columns.ts';
import { createTable } from '../stage/create-table.ts';
import type { TableTools } from '../stage/create-table.ts';

/**
 * By dialog, the silences (`silenceKey`) that are none: reviews that others wrote of the item before the dialog's now hold all words of the aspect's
 * label, though no mention was read out of them.
 */
export async function findBrokenSilences(
  tools: TableTools,
  silences: readonly (Silence & { dialogId: string })[],
): Promise<Map<string, Set<string>>> {
  const { db } = tools;
  if (silences.length === 0) return new Map();
  const texts = {
    dialog_id: silences.map(({ dialogId }) => dialogId),
    item_id: silences.map(({ itemId }) => itemId),
    topic_id: silences.map(({ topicId }) => topicId),
    label: silences.map(({ label }) => label),
  };
  await db.run('drop table if exists wanted_silences');
  await db.createTable('wanted_silences', [createBatch({ texts, integers: {} })]);
  await db.run('drop table if exists silent_texts');
  await createTable(tools, 'studio/planning/silent_texts.sql');
  const broken = new Map<string, Set<string>>();
  for (const label of new Set(silences.map((silence) => silence.label))) {
    const patterns = patternsOf(label);
    const matches = new Map<string, number>();
    for (const pattern of patterns) {
      for (const { dialogId, ...silence } of await findMatches(tools, label, pattern)) {
        const key = silenceKey(silence);
        const place = JSON.stringify([dialogId, key]);
        matches.set(place, (matches.get(place) ?? 0) + 1);
        if (matches.get(place) === patterns.length) broken.set(dialogId, (broken.get(dialogId) ?? new Set()).add(key));
      }
    }
  }
  return broken;
}

/** Silences on a label whose reviews hold a pattern. */
async function findMatches({ db }: TableTools, label: string, pattern: string): Promise<z.infer<typeof RowSchema>[]> {
  const rows = await db.rows(
    `select distinct dialog_id as "dialogId", item_id as "itemId", topic_id as "topicId"
       from silent_texts where label = $label and regexp_matches(text, $pattern)`,
    { label, pattern },
  );
  return z.array(RowSchema).parse(rows);
}

const RowSchema = z.object({ dialogId: z.string(), itemId: z.string(), topicId: z.string() });

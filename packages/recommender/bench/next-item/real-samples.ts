import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { withStages } from '../../../../bench/plan-in-process.ts';
import type { Sequence } from './sequence-data.ts';

export const realKinds = ['yelp', 'amazon', 'mobilerec'] as const;

const RowSchema = z.object({ user_id: z.string(), item_id: z.string(), at_ms: z.number() });

export interface RealSample {
  sequences: Sequence[];
  /** First review of each item, in milliseconds. */
  bornAt: Map<string, number>;
}

/** The core reviews of a real sample as choices. Undefined, with a line that says so, where it is not there. */
export async function readRealSample(kind: (typeof realKinds)[number]): Promise<RealSample | undefined> {
  const path = fileURLToPath(new URL(`../../../../../shared/data/${kind}`, import.meta.url));
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    console.log(`real ${kind} sample skipped: no ../shared/data/${kind}`);
    return undefined;
  }
  const rows = await withStages({ source: { kind, path } }, 'stageReviews', ({ run, deps }) =>
    deps.withDatabase(run, async (db) => {
      await db.openParquet('reviews', run.relationPath('reviews'));
      const chosen = await db.rows(
        'select user_id, item_id, epoch_ms(reviewed_at) as at_ms from reviews where in_core order by user_id, reviewed_at, review_id',
      );
      return z.array(RowSchema).parse(chosen);
    }),
  );
  const bornAt = new Map<string, number>();
  const ofUsers = new Map<string, { itemId: string; atMs: number }[]>();
  for (const { user_id: userId, item_id: itemId, at_ms: atMs } of rows) {
    bornAt.set(itemId, Math.min(bornAt.get(itemId) ?? Number.POSITIVE_INFINITY, atMs));
    ofUsers.set(userId, [...(ofUsers.get(userId) ?? []), { itemId, atMs }]);
  }
  return { sequences: [...ofUsers].map(([userId, choices]) => ({ userId, choices })), bornAt };
}

import assert from 'node:assert/strict';
import { z } from 'zod';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { createRandom } from '../../../studio/random.ts';
import { timeOf, withTables } from './tables.ts';
import type { Tables } from './tables.ts';

interface Review {
  id: number;
  day: number;
  clauses: number;
}

const RowSchema = z.object({
  review_id: z.string(),
  user_id: z.string(),
  rating: z.number(),
  is_early: z.boolean(),
  text: z.string(),
});

function toTables(reviews: readonly Review[]): Tables {
  return {
    reviews: reviews.map(({ id, day }) => ({
      review_id: `r${id}`,
      user_id: `u${id}`,
      item_id: 'i',
      rating: 4,
      reviewed_at: timeOf(day),
      text: `text of ${id}`,
    })),
    clauses: reviews.flatMap(({ id, clauses }) =>
      Array.from({ length: clauses }, (_, clause_no) => ({
        review_id: `r${id}`,
        clause_no,
        char_start: 0,
        char_end: 1,
        text: 'x',
      })),
    ),
  };
}

const draw = (reviews: readonly Review[], limit: number, seed = 1, threads = 2) =>
  withTables(
    toTables(reviews),
    async (db) =>
      z.array(RowSchema).parse(await db.rows(await readSql('studio/profiling/training_reviews.sql'), { seed, limit })),
    threads,
  );

const idsOf = (rows: readonly z.infer<typeof RowSchema>[]): string[] => rows.map(({ review_id: id }) => id);

const reviews = Array.from({ length: 40 }, (_, id): Review => ({ id, day: id, clauses: 1 + (id % 4) }));
const all = reviews.reduce((sum, { clauses }) => sum + clauses, 0);

describe('training_reviews.sql', () => {
  it('draws whole reviews until they hold as many clauses as asked for, and no review more', async () => {
    for (const limit of [1, 10, 37]) {
      const drawn = idsOf(await draw(reviews, limit)).map((id) => reviews[Number(id.slice(1))]?.clauses ?? 0);
      const sum = drawn.reduce((total, clauses) => total + clauses, 0);
      assert.ok(sum >= limit, `${sum} clauses of ${limit}`);
      assert.ok(sum - (drawn.at(-1) ?? 0) < limit, `${sum} clauses of ${limit} without the last review`);
    }
    assert.equal((await draw(reviews, all)).length, reviews.length);
    assert.equal((await draw(reviews, 10 * all)).length, reviews.length);
  });

  it('hands a review over as it is, and leaves out one without clauses', async () => {
    const rows = await draw(
      [
        { id: 7, day: 3, clauses: 2 },
        { id: 8, day: 9, clauses: 0 },
      ],
      100,
    );
    assert.deepEqual(rows, [{ review_id: 'r7', user_id: 'u7', rating: 4, is_early: true, text: 'text of 7' }]);
  });

  it('draws more as a continuation of fewer, others by another seed, and the same for any order and threads', async () => {
    const few = idsOf(await draw(reviews, 10));
    assert.deepEqual(idsOf(await draw(reviews, 40)).slice(0, few.length), few);
    assert.notDeepEqual(idsOf(await draw(reviews, 10, 2)), few);
    assert.deepEqual(idsOf(await draw(createRandom(3).shuffle(reviews), 10, 1, 1)), few);
  });

  it('takes as early what is in the earlier half of all reviews, drawn or not', async () => {
    const rows = await draw(reviews, all);
    assert.deepEqual(
      rows
        .filter((row) => row.is_early)
        .map(({ review_id: id }) => Number(id.slice(1)))
        .toSorted((a, b) => a - b),
      reviews.slice(0, 20).map(({ id }) => id),
    );
    const few = await draw(reviews, 10);
    for (const row of few) assert.equal(row.is_early, Number(row.review_id.slice(1)) < 20);
  });
});

import assert from 'node:assert/strict';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { timeOf, withTables } from './tables.ts';
import type { Tables } from './tables.ts';

const base: Tables = {
  targets: [{ dialog_id: 'd', user_id: 'u', target_at: timeOf(100) }],
  reviews: [
    { review_id: 'early', reviewed_at: timeOf(99) },
    { review_id: 'same', reviewed_at: timeOf(100) },
    { review_id: 'late', reviewed_at: timeOf(101) },
  ],
};

function lookAhead(tables: Tables): Promise<unknown[]> {
  return withTables({ ...base, ...tables }, async (db) =>
    (await db.rows(await readSql('studio/profiling/look_ahead.sql'))).map(({ relation, review_id: review }) => [
      relation,
      review,
    ]),
  );
}

const evidence = (review_id: string, day: number) => ({
  review_id,
  char_start: 0,
  char_end: 1,
  reviewed_at: timeOf(day),
  sentiment: 1,
});

const planOf = (quotes: readonly string[], memories: readonly string[]) => ({
  dialog_id: 'd',
  plan: JSON.stringify({
    candidates: [{ claims: [] }, { claims: [{ quotes: quotes.map((reviewId) => ({ reviewId })) }] }],
    memories: memories.map((reviewId) => ({ reviewId })),
  }),
});

describe('look_ahead.sql', () => {
  it('returns no row for evidence that is older than its target', async () => {
    assert.deepEqual(
      await lookAhead({
        turn_evidence: [{ dialog_id: 'd', review_id: 'early', reviewed_at: timeOf(99) }],
        profiles: [{ dialog_id: 'd', newest_at: timeOf(99) }],
        trajectories_as_of: [
          { dialog_id: 'd', evidence: [evidence('early', 99)] },
          { dialog_id: 'd', evidence: [] },
        ],
        plans: [planOf(['early'], ['early']), planOf([], [])],
      }),
      [],
    );
  });

  it('finds evidence of the same time and later in each relation', async () => {
    assert.deepEqual(
      await lookAhead({
        turn_evidence: [{ dialog_id: 'd', review_id: 'late', reviewed_at: timeOf(101) }],
        profiles: [{ dialog_id: 'd', newest_at: timeOf(100) }],
        trajectories_as_of: [{ dialog_id: 'd', evidence: [evidence('early', 99), evidence('late', 101)] }],
        plans: [planOf(['early', 'same'], ['late'])],
      }),
      [
        ['plans', 'late'],
        ['plans', 'same'],
        ['profiles', null],
        ['trajectories_as_of', 'late'],
        ['turn_evidence', 'late'],
      ],
    );
  });

  it('trusts the review over the date that was copied from it, and finds evidence of no known review or target', async () => {
    assert.deepEqual(
      await lookAhead({
        turn_evidence: [
          { dialog_id: 'd', review_id: 'late', reviewed_at: timeOf(1) },
          { dialog_id: 'd', review_id: 'made up', reviewed_at: timeOf(1) },
          { dialog_id: 'unknown', review_id: 'early', reviewed_at: timeOf(99) },
        ],
      }),
      [
        ['turn_evidence', 'late'],
        ['turn_evidence', 'made up'],
        ['turn_evidence', 'early'],
      ],
    );
  });
});

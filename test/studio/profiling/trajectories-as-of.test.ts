import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { z } from 'zod';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { groupBy } from '../../fixtures/group-by.ts';
import { createTrajectoryTables, decayedMean, mean, sum, timeOf, toMentionRows, withTables } from './tables.ts';
import type { Mention } from './tables.ts';

const kappa = 4;

const AsOfSchema = z.object({
  dialog_id: z.string(),
  item_id: z.string(),
  aspect_id: z.string(),
  as_of: z.string(),
  n: z.number(),
  positive: z.number(),
  negative: z.number(),
  mean: z.number(),
  shrunk_mean: z.number(),
  prior: z.number(),
  level: z.number(),
  label: z.string(),
  evidence: z.array(
    z.object({
      review_id: z.string(),
      char_start: z.number(),
      char_end: z.number(),
      reviewed_at: z.string(),
      sentiment: z.number(),
    }),
  ),
});

const categories = new Map([
  ['i', 'food'],
  ['j', 'food'],
  ['k', 'shops'],
]);

interface Dialog {
  dialog: string;
  user: string;
  day: number;
  items: readonly string[];
}

interface Question {
  mentions: readonly Mention[];
  dialogs: readonly Dialog[];
  order?: readonly number[];
  threads?: number;
  halfLifeDays?: number;
}

function ask({ mentions, dialogs, order, threads, halfLifeDays = 90 }: Question) {
  const candidates = dialogs.flatMap(({ dialog, items }) => items.map((item_id) => ({ dialog_id: dialog, item_id })));
  return withTables(
    {
      mentions: toMentionRows(mentions, order),
      items: [...categories].map(([item_id, category]) => ({ item_id, category })),
      targets: dialogs.map(({ dialog, user, day }) => ({ dialog_id: dialog, user_id: user, target_at: timeOf(day) })),
      candidates,
      chosen_candidates: candidates,
    },
    async (db) => {
      const tables = [
        'mention_days',
        'category_days',
        'topic_priors',
        'candidate_mentions',
        'candidate_months',
        'running_months',
        'citable_mentions',
      ];
      await createTrajectoryTables(db, tables, halfLifeDays);
      const sql = `${await readSql('studio/profiling/trajectories/trajectories_as_of.sql')} order by dialog_id, item_id, aspect_id`;
      return z.array(AsOfSchema).parse(await db.rows(sql, { halfLifeDays, kappa }));
    },
    threads,
  );
}

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) <= 1e-5, `${actual}, expected ${expected}`);

const mention = (day: number, sentiment: number, user = 'v', item = 'i'): Mention => ({
  user,
  item,
  aspect: 'a01',
  day,
  sentiment,
});
const dialog: Dialog = { dialog: 'd', user: 'u', day: 100, items: ['i'] };

const ownItems = new Map([
  ['u', 'j'],
  ['v', 'k'],
]);

const anyMentions = fc.array(
  fc
    .record({
      user: fc.constantFrom('u', 'v', 'w'),
      item: fc.constantFrom('i', 'j', 'k'),
      aspect: fc.constantFrom('a01', 'a02'),
      day: fc.integer({ min: 0, max: 400 }).map((half) => half / 2),
      sentiment: fc.integer({ min: -10, max: 10 }).map((tenth) => tenth / 10),
    })
    .map((one) => ({ ...one, item: ownItems.get(one.user) ?? one.item })),
  { maxLength: 40 },
);
/** Candidates are items that the user never reviewed before: u keeps to j, v to k. */
const dialogs: Dialog[] = [
  { dialog: 'd', user: 'u', day: 120, items: ['i', 'k'] },
  { dialog: 'e', user: 'v', day: 60, items: ['i', 'j'] },
];

describe('trajectories_as_of.sql', () => {
  it('looks only at what others wrote strictly before the target', async () => {
    const rows = await ask({
      mentions: [mention(99, 0.5), mention(100, -1), mention(101, -1), mention(98, -1, 'u', 'j')],
      dialogs: [dialog],
    });
    assert.deepEqual(
      rows.map(({ n, mean: average, prior, as_of: asOf }) => [n, average, prior, asOf]),
      [[1, 0.5, 0.5, timeOf(100)]],
    );
  });

  it('has no row for an item that nobody reviewed before', async () => {
    assert.deepEqual(await ask({ mentions: [mention(200, 1)], dialogs: [dialog] }), []);
  });

  it('cites the newest three mentions of each polarity, none that is faint', async () => {
    const mentions = Array.from({ length: 20 }, (_, day) => mention(day, day % 2 === 0 ? 0.5 : -0.5)).concat([
      mention(50, 0.19),
      mention(51, -0.19),
    ]);
    const [row] = await ask({ mentions, dialogs: [dialog] });
    assert.deepEqual([row?.n, row?.positive, row?.negative], [22, 11, 11]);
    assert.deepEqual(
      row?.evidence.map(({ review_id: review }) => review),
      [19, 18, 17, 16, 15, 14].map((at) => `r${at}`),
    );
    assert.deepEqual(row?.evidence[0], {
      review_id: 'r19',
      char_start: 0,
      char_end: 9,
      reviewed_at: timeOf(19),
      sentiment: -0.5,
    });
  });

  it('has an empty list, not a missing one, where no mention can be cited', async () => {
    assert.deepEqual((await ask({ mentions: [mention(1, 0.1)], dialogs: [dialog] }))[0]?.evidence, []);
  });

  it('agrees with the formulas written in TypeScript', async () => {
    await fc.assert(
      fc.asyncProperty(anyMentions, fc.constantFrom(2, 7, 90, 3650), async (mentions, halfLifeDays) => {
        const rows = await ask({ mentions, dialogs, halfLifeDays });
        let expected = 0;
        for (const { dialog: id, user, day, items } of dialogs) {
          const earlier = mentions.filter((one) => one.day < day && one.user !== user);
          const groups = groupBy(
            earlier.filter(({ item }) => items.includes(item)),
            ({ item, aspect }) => `${item} ${aspect}`,
          );
          expected += groups.size;
          for (const [key, group] of groups) {
            const row = rows.find((one) => one.dialog_id === id && `${one.item_id} ${one.aspect_id}` === key);
            assert.ok(row !== undefined, key);
            const average = mean(group.map(({ sentiment }) => sentiment));
            const peers = earlier.filter(
              (one) => one.aspect === row.aspect_id && categories.get(one.item) === categories.get(row.item_id),
            );
            const prior = mean(peers.map(({ sentiment }) => sentiment));
            assert.equal(row.n, group.length);
            assert.equal(row.positive, group.filter(({ sentiment }) => sentiment > 0.1).length);
            assert.equal(row.negative, group.filter(({ sentiment }) => sentiment < -0.1).length);
            near(row.mean, average);
            near(row.prior, prior);
            near(
              row.shrunk_mean,
              (sum(group.map(({ sentiment }) => sentiment)) + kappa * prior) / (group.length + kappa),
            );
            near(row.level, decayedMean(group, halfLifeDays, true));
          }
        }
        assert.equal(rows.length, expected);
      }),
      { numRuns: 8 },
    );
  });

  it('does not change by a bit with reviews at or after the target, with row order or with threads', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyMentions.chain((mentions) =>
          fc.tuple(fc.constant(mentions), fc.shuffledSubarray([...mentions.keys()], { minLength: mentions.length })),
        ),
        anyMentions,
        async ([mentions, order], later) => {
          const plain = await ask({ mentions, dialogs: dialogs.slice(0, 1) });
          const after = later.map((one) => ({ ...one, day: one.day + 120 }));
          assert.deepEqual(await ask({ mentions: [...mentions, ...after], dialogs: dialogs.slice(0, 1) }), plain);
          assert.deepEqual(await ask({ mentions, dialogs: dialogs.slice(0, 1), order, threads: 1 }), plain);
        },
      ),
      { numRuns: 4 },
    );
  });
});

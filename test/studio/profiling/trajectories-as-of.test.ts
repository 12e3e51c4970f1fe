import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { z } from 'zod';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { groupBy } from '../../fixtures/group-by.ts';
import {
  createTrajectoryTables,
  decayedMean,
  mean,
  sum,
  timeOf,
  toTermVoiceRows,
  toVoiceRows,
  withTables,
} from './tables.ts';
import type { Voice } from './tables.ts';
import { sideThresholds } from '../../../studio/sentiment/polarity.ts';

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
  voices: readonly Voice[];
  dialogs: readonly Dialog[];
  order?: readonly number[];
  threads?: number;
  halfLifeDays?: number;
}

function ask({ voices, dialogs, order, threads, halfLifeDays = 90 }: Question) {
  const candidates = dialogs.flatMap(({ dialog, items }) => items.map((item_id) => ({ dialog_id: dialog, item_id })));
  return withTables(
    {
      voices: toVoiceRows(voices, order),
      term_voices: toTermVoiceRows(voices, order),
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
      return z.array(AsOfSchema).parse(await db.rows(sql, { halfLifeDays, kappa, ...sideThresholds }));
    },
    threads,
  );
}

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) <= 1e-5, `${actual}, expected ${expected}`);

const voice = (day: number, sentiment: number, user = 'v', item = 'i'): Voice => ({
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

const anyVoices = fc.array(
  fc
    .record({
      user: fc.constantFrom('u', 'v', 'w'),
      item: fc.constantFrom('i', 'j', 'k'),
      aspect: fc.constantFrom('a01', 'a02'),
      term: fc.constantFrom('burger', 'fry', undefined),
      day: fc.integer({ min: 0, max: 400 }).map((half) => half / 2),
      sentiment: fc.integer({ min: -10, max: 10 }).map((tenth) => tenth / 10),
    })
    .map(({ term, ...one }): Voice => ({
      ...one,
      item: ownItems.get(one.user) ?? one.item,
      ...(term === undefined ? {} : { term }),
    })),
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
      voices: [voice(99, 0.5), voice(100, -1), voice(101, -1), voice(98, -1, 'u', 'j')],
      dialogs: [dialog],
    });
    assert.deepEqual(
      rows.map(({ n, mean: average, prior, as_of: asOf }) => [n, average, prior, asOf]),
      [[1, 0.5, 0.5, timeOf(100)]],
    );
  });

  it('has no row for an item that nobody reviewed before', async () => {
    assert.deepEqual(await ask({ voices: [voice(200, 1)], dialogs: [dialog] }), []);
  });

  it('counts and cites by one threshold: the newest three voices of each polarity, none that is faint', async () => {
    const voices = Array.from({ length: 20 }, (_, day) => voice(day, day % 2 === 0 ? 0.5 : -0.5)).concat([
      voice(50, 0.19),
      voice(51, -0.19),
    ]);
    const [row] = await ask({ voices, dialogs: [dialog] });
    assert.deepEqual([row?.n, row?.positive, row?.negative], [22, 10, 10]);
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

  it('has rows of terms beside those of their aspects, which give them their prior', async () => {
    const voices = [
      { ...voice(1, 0.8), term: 'burger' },
      { ...voice(2, -0.4), term: 'fry' },
      voice(3, 0.5),
      { ...voice(4, 1, 'w', 'j'), term: 'burger' },
      { ...voice(100, -1), term: 'burger' },
    ];
    const rows = await ask({ voices, dialogs: [dialog] });
    assert.deepEqual(
      rows.map(({ aspect_id: id, n, positive, negative }) => [id, n, positive, negative]),
      [
        ['a01', 3, 2, 1],
        ['a01.burger', 1, 1, 0],
        ['a01.fry', 1, 0, 1],
      ],
    );
    // 0.8, -0.4, 0.5 and the other item's 1.
    for (const { prior } of rows) near(prior, 1.9 / 4);
    near(rows[1]?.shrunk_mean ?? 0, (0.8 + kappa * (1.9 / 4)) / (1 + kappa));
    assert.deepEqual(
      rows.map(({ evidence }) => evidence.map(({ review_id: review }) => review)),
      [['r2', 'r1', 'r0'], ['r0'], ['r1']],
    );
  });

  it('has an empty list, not a missing one, where no voice can be cited', async () => {
    assert.deepEqual((await ask({ voices: [voice(1, 0.1)], dialogs: [dialog] }))[0]?.evidence, []);
  });

  it('agrees with the formulas written in TypeScript', async () => {
    await fc.assert(
      fc.asyncProperty(anyVoices, fc.constantFrom(2, 7, 90, 3650), async (voices, halfLifeDays) => {
        const rows = await ask({ voices, dialogs, halfLifeDays });
        let expected = 0;
        for (const { dialog: id, user, day, items } of dialogs) {
          const earlier = voices.filter((one) => one.day < day && one.user !== user);
          const shown = earlier.filter(({ item }) => items.includes(item));
          const groups = new Map([
            ...groupBy(shown, ({ item, aspect }) => `${item} ${aspect}`),
            ...groupBy(
              shown.filter(({ term }) => term !== undefined),
              ({ item, aspect, term }) => `${item} ${aspect}.${term}`,
            ),
          ]);
          expected += groups.size;
          for (const [key, group] of groups) {
            const row = rows.find((one) => one.dialog_id === id && `${one.item_id} ${one.aspect_id}` === key);
            assert.ok(row !== undefined, key);
            const average = mean(group.map(({ sentiment }) => sentiment));
            const peers = earlier.filter(
              (one) => one.aspect === group[0]?.aspect && categories.get(one.item) === categories.get(row.item_id),
            );
            const prior = mean(peers.map(({ sentiment }) => sentiment));
            assert.equal(row.n, group.length);
            assert.equal(row.positive, group.filter(({ sentiment }) => sentiment >= 0.2).length);
            assert.equal(row.negative, group.filter(({ sentiment }) => sentiment <= -0.2).length);
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
        anyVoices.chain((voices) =>
          fc.tuple(fc.constant(voices), fc.shuffledSubarray([...voices.keys()], { minLength: voices.length })),
        ),
        anyVoices,
        async ([voices, order], later) => {
          const plain = await ask({ voices, dialogs: dialogs.slice(0, 1) });
          const after = later.map((one) => ({ ...one, day: one.day + 120 }));
          assert.deepEqual(await ask({ voices: [...voices, ...after], dialogs: dialogs.slice(0, 1) }), plain);
          assert.deepEqual(await ask({ voices, dialogs: dialogs.slice(0, 1), order, threads: 1 }), plain);
        },
      ),
      { numRuns: 4 },
    );
  });
});

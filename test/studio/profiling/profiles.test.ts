import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { z } from 'zod';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { groupBy } from '../../fixtures/group-by.ts';
import { createTable, createTrajectoryTables, decayedMean, sum, timeOf, toVoiceRows, withTables } from './tables.ts';
import type { Voice } from './tables.ts';

const ProfileSchema = z.object({
  dialog_id: z.string(),
  user_id: z.string(),
  as_of: z.string(),
  aspect_id: z.string(),
  mentions: z.number(),
  weight: z.number(),
  sentiment: z.number(),
  share: z.number(),
  newest_at: z.string(),
});
type Profile = z.infer<typeof ProfileSchema>;

interface Question {
  voices: readonly Voice[];
  targets: readonly { dialog: string; user: string; day: number }[];
  halfLifeDays?: number;
  /** Order in which the rows are stored. */
  order?: readonly number[];
  threads?: number;
}

function buildProfiles({ voices, targets, halfLifeDays = 30, order, threads }: Question): Promise<Profile[]> {
  return withTables(
    {
      voices: toVoiceRows(voices, order),
      targets: targets.map(({ dialog, user, day }) => ({ dialog_id: dialog, user_id: user, target_at: timeOf(day) })),
    },
    async (db) => {
      await createTrajectoryTables(db, ['numbered_aspects'], halfLifeDays);
      for (const name of ['numbered_targets', 'earlier_mentions', 'profile_figures']) {
        await createTable(db, name, `studio/profiling/profiles/${name}.sql`, halfLifeDays);
      }
      return z.array(ProfileSchema).parse(await db.rows(await readSql('studio/profiling/profiles/profiles.sql')));
    },
    threads,
  );
}

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) <= 1e-6 + 1e-6 * Math.abs(expected), `${actual}, expected ${expected}`);

const voice = (day: number, sentiment: number, aspect = 'a01', user = 'u'): Voice => ({
  user,
  item: 'i',
  aspect,
  day,
  sentiment,
});

const anyVoice = fc.record({
  user: fc.constantFrom('u', 'v'),
  item: fc.constantFrom('i', 'j'),
  aspect: fc.constantFrom('a01', 'a02', 'a03'),
  day: fc.integer({ min: 0, max: 800 }).map((half) => half / 2),
  sentiment: fc.integer({ min: -10, max: 10 }).map((tenth) => tenth / 10),
});
const anyVoices = fc.array(anyVoice, { maxLength: 25 });

describe('profiles.sql', () => {
  it('decays by half-lives: two voices, 0 and 30 days old by a half-life of 30', async () => {
    const profile = await buildProfiles({
      voices: [voice(70, 1), voice(100, -0.5), voice(70, 0, 'a02')],
      targets: [{ dialog: 'd', user: 'u', day: 130 }],
    });
    assert.deepEqual(
      profile.map((row) => [row.aspect_id, row.mentions, row.weight, row.sentiment, row.share, row.newest_at]),
      [
        ['a01', 2, 0.25 + 0.5, (0.25 - 0.25) / 0.75, 0.75, timeOf(100)],
        ['a02', 1, 0.25, 0, 0.25, timeOf(70)],
      ],
    );
    assert.equal(profile[0]?.as_of, timeOf(130));
  });

  it('looks only at what is strictly before the target', async () => {
    const targets = [{ dialog: 'd', user: 'u', day: 100 }];
    assert.deepEqual(await buildProfiles({ voices: [voice(100, 1), voice(101, 1)], targets }), []);
  });

  it('agrees with the formulas written in TypeScript', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyVoices,
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom(1, 7, 30, 3650),
        async (voices, day, halfLifeDays) => {
          const found = await buildProfiles({ voices, targets: [{ dialog: 'd', user: 'u', day }], halfLifeDays });
          const earlier = voices.filter((one) => one.user === 'u' && one.day < day);
          const weightOf = (one: Voice): number => 2 ** (-(day - one.day) / halfLifeDays);
          const total = sum(earlier.map(weightOf));
          const groups = groupBy(earlier, ({ aspect }) => aspect);
          assert.deepEqual(
            found.map(({ aspect_id: aspect }) => aspect),
            [...groups.keys()].toSorted(),
          );
          for (const row of found) {
            const group = groups.get(row.aspect_id) ?? [];
            assert.equal(row.mentions, group.length);
            near(row.weight, sum(group.map(weightOf)));
            if (total > 1e-9) near(row.share, sum(group.map(weightOf)) / total);
            near(row.sentiment, decayedMean(group, halfLifeDays));
            assert.equal(row.newest_at, timeOf(Math.max(...group.map((one) => one.day))));
          }
        },
      ),
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
          const targets = [
            { dialog: 'd', user: 'u', day: 200 },
            { dialog: 'e', user: 'v', day: 150 },
          ];
          const plain = await buildProfiles({ voices, targets });
          const after = later.map((one) => ({ ...one, day: one.day + (one.user === 'u' ? 200 : 150) }));
          assert.deepEqual(await buildProfiles({ voices: [...voices, ...after], targets }), plain);
          assert.deepEqual(await buildProfiles({ voices, targets, order, threads: 1 }), plain);
        },
      ),
      { numRuns: 4 },
    );
  });

  it('keeps the order of aspects with single voices when the half-life is halved', async () => {
    const voices = [voice(10, 1, 'a01'), voice(90, 1, 'a02'), voice(50, 1, 'a03')];
    for (const halfLifeDays of [200, 100, 50, 1]) {
      const profile = await buildProfiles({ voices, targets: [{ dialog: 'd', user: 'u', day: 100 }], halfLifeDays });
      const byWeight = profile.toSorted((a, b) => b.weight - a.weight).map(({ aspect_id: aspect }) => aspect);
      assert.deepEqual(byWeight, ['a02', 'a03', 'a01']);
    }
  });

  it('neither overflows nor loses a profile over twenty years with a half-life of a day, nor trips over same-day ties', async () => {
    const profile = await buildProfiles({
      voices: [voice(0, -1), voice(0, -0.5), voice(1, 1, 'a02')],
      targets: [{ dialog: 'd', user: 'u', day: 7300 }],
      halfLifeDays: 1,
    });
    assert.deepEqual(
      profile.map((row) => [row.sentiment, row.share]),
      [
        [-0.75, 0.5],
        [1, 0.5],
      ],
    );
  });
});

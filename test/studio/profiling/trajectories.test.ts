import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { z } from 'zod';
import type { SqlValues } from '../../../activities/dependencies.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { groupBy } from '../../fixtures/group-by.ts';
import {
  createTrajectoryTables,
  decayedMean,
  mean,
  monthOf,
  sum,
  toVoiceRows,
  trajectoryTables,
  withTables,
} from './tables.ts';
import type { Voice } from './tables.ts';

const kappa = 4;

const MonthSchema = z.object({
  item_id: z.string(),
  aspect_id: z.string(),
  month: z.string(),
  n: z.number(),
  mean: z.number(),
  shrunk_mean: z.number(),
  prior: z.number(),
  level: z.number(),
});
const SummarySchema = z.object({
  item_id: z.string(),
  aspect_id: z.string(),
  n: z.number(),
  months: z.number(),
  mean: z.number(),
  shrunk_mean: z.number(),
  level: z.number(),
  slope_per_year: z.number().nullable(),
  slope_se: z.number().nullable(),
  label: z.string(),
  first_month: z.string(),
  last_month: z.string(),
});

const categories = new Map([
  ['i', 'food'],
  ['j', 'food'],
  ['k', 'shops'],
]);

function build(voices: readonly Voice[], order?: readonly number[], threads?: number, halfLifeDays = 90) {
  return withTables(
    {
      voices: toVoiceRows(voices, order),
      items: [...categories].map(([item_id, category]) => ({ item_id, category })),
    },
    async (db) => {
      await createTrajectoryTables(db, trajectoryTables, halfLifeDays);
      const read = async (relation: string, values: SqlValues): Promise<unknown> =>
        db.rows(await readSql(`studio/profiling/trajectories/${relation}.sql`), values);
      return {
        months: z.array(MonthSchema).parse(await read('trajectories', { kappa })),
        summaries: z.array(SummarySchema).parse(await read('trajectory_summaries', { halfLifeDays, kappa })),
      };
    },
    threads,
  );
}

const near = (actual: number | null, expected: number | null, what: string): void => {
  if (actual === null || expected === null) assert.equal(actual, expected, what);
  else
    assert.ok(
      Math.abs(actual - expected) <= 1e-5 + 1e-6 * Math.abs(expected),
      `${what}: ${actual}, expected ${expected}`,
    );
};

const voice = (day: number, sentiment: number, item = 'i', aspect = 'a01'): Voice => ({
  user: 'u',
  item,
  aspect,
  day,
  sentiment,
});

/** Least squares of sentiment on years of whole days; null where it is undefined. */
function fitLine(voices: readonly Voice[]): { slope: number | null; se: number | null } {
  const xs = voices.map(({ day }) => Math.floor(day) / 365.25);
  const ys = voices.map(({ sentiment }) => sentiment);
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const sxx = sum(xs.map((x) => (x - meanX) ** 2));
  if (sxx < 1e-12) return { slope: null, se: null };
  const slope = sum(xs.map((x, at) => (x - meanX) * ((ys[at] ?? 0) - meanY))) / sxx;
  if (xs.length < 3) return { slope, se: null };
  const residuals = sum(xs.map((x, at) => ((ys[at] ?? 0) - meanY - slope * (x - meanX)) ** 2));
  return { slope, se: Math.sqrt(residuals / (xs.length - 2) / sxx) };
}

const anyVoices = fc.array(
  fc.record({
    user: fc.constantFrom('u', 'v'),
    item: fc.constantFrom('i', 'j', 'k'),
    aspect: fc.constantFrom('a01', 'a02'),
    day: fc.integer({ min: 0, max: 1000 }).map((half) => half / 2),
    sentiment: fc.integer({ min: -10, max: 10 }).map((tenth) => tenth / 10),
  }),
  { maxLength: 40 },
);

async function labelOf(voices: readonly Voice[]): Promise<string | undefined> {
  return (await build(voices)).summaries[0]?.label;
}

/** One voice a month. */
function monthly(sentiments: readonly number[]): Voice[] {
  return sentiments.map((sentiment, at) => voice(at * 31, sentiment));
}

describe('trajectories.sql and trajectory_summaries.sql', () => {
  it('give the numbers worked out by hand', async () => {
    // January: 1 and 0; the last of January is 90 days, one half-life, before the one of 29 April.
    const { months, summaries } = await build([voice(29, 1), voice(29, 0), voice(119, -0.5), voice(0, 0.5, 'j')]);
    assert.deepEqual(months.slice(0, 2), [
      {
        item_id: 'i',
        aspect_id: 'a01',
        month: '2020-01-01',
        n: 2,
        mean: 0.5,
        shrunk_mean: (1 + 4 * 0.25) / 6,
        prior: 0.25,
        level: 0.5,
      },
      {
        item_id: 'i',
        aspect_id: 'a01',
        month: '2020-04-01',
        n: 1,
        mean: -0.5,
        shrunk_mean: (-0.5 + 4 * 0.25) / 5,
        prior: 0.25,
        level: (0.5 * 1 - 0.5) / 2,
      },
    ]);
    const [summary] = summaries;
    assert.equal(summary?.label, 'sparse');
    assert.deepEqual(
      [summary?.n, summary?.months, summary?.first_month, summary?.last_month],
      [3, 2, '2020-01-01', '2020-04-01'],
    );
    near(summary?.slope_per_year ?? null, -365.25 / 90, 'slope');
    near(summary?.slope_se ?? null, Math.sqrt(0.5 / 5400) * 365.25, 'standard error');
  });

  it('agree with the formulas written in TypeScript', async () => {
    await fc.assert(
      fc.asyncProperty(anyVoices, fc.constantFrom(2, 7, 90, 3650), async (voices, halfLifeDays) => {
        const { months, summaries } = await build(voices, undefined, undefined, halfLifeDays);
        const groups = groupBy(voices, ({ item, aspect }) => `${item} ${aspect}`);
        const priorOf = ({ item, aspect }: Voice): number =>
          mean(
            voices
              .filter((other) => categories.get(other.item) === categories.get(item) && other.aspect === aspect)
              .map(({ sentiment }) => sentiment),
          );
        assert.equal(summaries.length, groups.size);
        for (const row of summaries) {
          const group = groups.get(`${row.item_id} ${row.aspect_id}`) ?? [];
          const [first] = group;
          assert.ok(first !== undefined);
          const average = mean(group.map(({ sentiment }) => sentiment));
          assert.deepEqual([row.n, row.months], [group.length, new Set(group.map(({ day }) => monthOf(day))).size]);
          near(row.mean, average, 'mean');
          near(
            row.shrunk_mean,
            (group.length * average + kappa * priorOf(first)) / (group.length + kappa),
            'shrunk mean',
          );
          near(row.level, decayedMean(group, halfLifeDays, true), 'level');
          near(row.slope_per_year, fitLine(group).slope, 'slope');
          near(row.slope_se, fitLine(group).se, 'standard error');
        }
        assert.equal(sum(months.map(({ n }) => n)), voices.length);
        for (const row of months) {
          const group = groups.get(`${row.item_id} ${row.aspect_id}`) ?? [];
          const own = group.filter(({ day }) => monthOf(day) === row.month);
          assert.equal(row.n, own.length);
          near(row.mean, mean(own.map(({ sentiment }) => sentiment)), 'month mean');
          near(
            row.level,
            decayedMean(
              group.filter(({ day }) => monthOf(day) <= row.month),
              halfLifeDays,
              true,
            ),
            'month level',
          );
        }
      }),
      { numRuns: 8 },
    );
  });

  it('do not change by a bit with row order or threads', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyVoices.chain((voices) =>
          fc.tuple(fc.constant(voices), fc.shuffledSubarray([...voices.keys()], { minLength: voices.length })),
        ),
        async ([voices, order]) => {
          assert.deepEqual(await build(voices, order, 1), await build(voices));
        },
      ),
      { numRuns: 4 },
    );
  });

  it('label by the rule', async () => {
    assert.equal(await labelOf(monthly([0, 0.2, 0.2, 0.4, 0.4, 0.6])), 'rising');
    assert.equal(await labelOf(monthly([0.6, 0.4, 0.4, 0.2, 0.2, 0])), 'falling');
    assert.equal(await labelOf(monthly([0.3, 0.31, 0.3, 0.29, 0.3])), 'steady');
    assert.equal(await labelOf(monthly([0.1, 0.5, 0.2, 0.3, 0.7, 0.4])), 'steady', 'within the 99 % band');
    assert.equal(await labelOf(monthly([0.5, -0.5, 0.5, -0.5, 0.5, -0.5])), 'mixed');
    assert.equal(await labelOf(monthly([0.1, 0.3, 0.5, 0.7])), 'sparse', 'four voices');
    assert.equal(await labelOf([0, 1, 2, 3, 40].map((day) => voice(day, day / 40))), 'sparse', 'two months');
    assert.equal(
      await labelOf(monthly([0.1, 0.12, 0.14, 0.16, 0.18, 0.2])),
      'steady',
      'certain, but too small a change',
    );
    assert.equal(await labelOf(monthly([0.8, 0.1, 0.9, 0.6, 0.2, 0.9])), 'steady', 'a change within the noise');
    assert.equal(await labelOf(monthly([0.4, 0.4, 0.4, 0.4, 0.4])), 'steady', 'no change at all');
  });
});

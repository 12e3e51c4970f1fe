import assert from 'node:assert/strict';
import { z } from 'zod';
import { DialogPlanSchema } from '../../../schemas/dialog-plan.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { structOfJson } from '../../../studio/dataset/plain-struct.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';

const read = (schema: z.ZodType, value: unknown, overrides = {}): Promise<Record<string, unknown>[]> =>
  withDatabase({}, (db) =>
    db.rows(
      `select row, typeof(row) as type from (select ${structOfJson(schema, '$json::varchar', overrides)} as row)`,
      {
        json: JSON.stringify(value),
      },
    ),
  );

/** As the struct should hold it: plain names, null for what is missing in the schema's place, times as ISO text. */
function plain(value: unknown, like: unknown): unknown {
  if (Array.isArray(like) && Array.isArray(value)) return value.map((each, at) => plain(each, like[at]));
  if (typeof like !== 'object' || like === null || typeof value !== 'object' || value === null) return value;
  const held = new Map(Object.entries(value).map(([name, below]) => [snake(name), below]));
  return Object.fromEntries(Object.entries(like).map(([name, below]) => [name, plain(held.get(name) ?? null, below)]));
}
const snake = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
/** Whole seconds may be written with or without their fraction. */
const withTimes = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'string' && /^\d{4}-\d\d-\d\dT/u.test(each) ? new Date(each).toISOString() : each,
  );

describe('structOfJson', () => {
  it('reads every field of the plans of many worlds, nothing lost and nothing made up', async () => {
    for (const plan of createPlans(11, 12)) {
      const [row] = await read(DialogPlanSchema, plan, { seed: 'BIGINT' });
      assert.deepEqual(withTimes(row?.['row']), withTimes(plain(plan, row?.['row'])));
      const kept = JSON.stringify(row?.['row']);
      for (const name of namesOf(plan)) assert.ok(kept.includes(`"${snake(name)}":`), name);
    }
  });

  it('gives times, whole numbers, names and null structs plain types', async () => {
    const schema = z.object({ asOf: z.string(), inner: z.object({ ownReviews: z.number().int() }).nullable() });
    const [none] = await read(schema, { asOf: '2020-01-05T10:00:00.000Z', inner: null });
    assert.equal(none?.['type'], 'STRUCT(as_of TIMESTAMP, "inner" STRUCT(own_reviews INTEGER))');
    assert.deepEqual(none?.['row'], { as_of: '2020-01-05T10:00:00.000Z', inner: null });
  });

  it('takes text that looks like JSON for text', async () => {
    const schema = z.object({ itemId: z.string(), texts: z.array(z.object({ aB: z.string() })) });
    const hostile = '","itemId":"other"} \\ \u0000 \' "aB":';
    const [row] = await read(schema, { itemId: 'i1', texts: [{ aB: hostile.replace('\u0000', '') }] });
    assert.deepEqual(row?.['row'], { item_id: 'i1', texts: [{ a_b: hostile.replace('\u0000', '') }] });
  });

  it('refuses what no column can hold', () => {
    assert.throws(
      () => structOfJson(z.object({ any: z.union([z.string(), z.number()]) }), 'x'),
      /any: no plain column/u,
    );
    assert.throws(() => structOfJson(z.object({ any: z.record(z.string(), z.number()) }), 'x'), RangeError);
  });
});

function namesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => (below === undefined ? [] : [name, ...namesOf(below)]));
}

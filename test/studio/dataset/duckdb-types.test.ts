import assert from 'node:assert/strict';
import { z } from 'zod';
import { columnTypesOf, structureOf, typeOf } from '../../../studio/dataset/duckdb-types.ts';

const schema = z.object({
  id: z.string(),
  side: z.enum(['a', 'b']).optional(),
  turns: z.array(z.object({ turn: z.number().int(), said: z.boolean(), score: z.number().nullable() })),
  question: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('one'), repetition: z.number().int() }),
    z.object({ kind: z.literal('two'), against: z.string() }),
  ]),
  failure: z.object({ status: z.number().int().nullable() }).nullable(),
});

describe('columnTypesOf', () => {
  it('follows the schema: lists, objects, unions, what may be null or absent', () => {
    assert.deepEqual(columnTypesOf(schema), {
      id: 'VARCHAR',
      side: 'VARCHAR',
      turns: 'STRUCT("turn" INTEGER, "said" BOOLEAN, "score" DOUBLE)[]',
      question: 'STRUCT("kind" VARCHAR, "repetition" INTEGER, "against" VARCHAR)',
      failure: 'STRUCT("status" INTEGER)',
    });
  });

  it('takes a type for a path, and refuses a path that is not there', () => {
    const types = columnTypesOf(schema, { 'failure.status': 'BIGINT', 'turns.turn': 'TINYINT' });
    assert.equal(types['failure'], 'STRUCT("status" BIGINT)');
    assert.match(types['turns'] ?? '', /"turn" TINYINT/u);
    assert.throws(() => columnTypesOf(schema, { 'failure.code': 'BIGINT' }), /has no failure\.code/u);
  });
});

describe('structureOf', () => {
  it('is what from_json takes, and typeOf names it', () => {
    const structure = structureOf(z.object({ path: z.array(z.string()) }));
    assert.deepEqual(structure, { path: ['VARCHAR'] });
    assert.equal(typeOf(structure), 'STRUCT("path" VARCHAR[])');
  });
});

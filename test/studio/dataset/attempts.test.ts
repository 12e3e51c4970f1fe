import assert from 'node:assert/strict';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { SystemContextSchema, UserContextSchema } from '../../../schemas/agent-context.ts';

/** The keys that the statement puts into the context of one role, in no order: those of its `json_object`, and those that both merge in. */
function keysFor(sql: string, role: 'user' | 'system'): string[] {
  const objects = [...sql.matchAll(/json_object\(([^;]*?)\n? *\)(?=[,\n])/gu)].map(([, inner = '']) => inner);
  const keys = objects.map((inner) => [...inner.matchAll(/'(\w+)',/gu)].map(([, key = '']) => key));
  const [user = [], system = [], ...merged] = keys;
  return [...(role === 'user' ? user : system), ...merged.flat()].toSorted();
}

describe('attempts.sql', () => {
  it("puts every key of the agents' schemas into the contexts that it makes whole again, and no other", async () => {
    const sql = await readSql('studio/dataset/attempts.sql');
    assert.deepEqual(keysFor(sql, 'user'), Object.keys(UserContextSchema.shape).toSorted());
    assert.deepEqual(keysFor(sql, 'system'), Object.keys(SystemContextSchema.shape).toSorted());
  });
});

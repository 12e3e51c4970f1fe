import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { withTables } from './tables.ts';

const folder = new URL('../../../studio/profiling/', import.meta.url);

describe('the statements of studio/profiling', () => {
  it("pass DuckDB's binder over empty relations, each with a first line that states its grain", async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'));
    assert.ok(files.length >= 8);
    const values: Record<string, string | number> = { halfLifeDays: 365, kappa: 5, seed: 1, limit: 10, aspects: '[]' };
    await withTables({}, async (db) => {
      for (const file of files) {
        const sql = await readFile(new URL(file, folder), 'utf8');
        assert.match(sql, /^-- One .+\n/u, file);
        const named = Object.entries(values).filter(([name]) => sql.includes(`$${name}`));
        assert.deepEqual(await db.rows(sql, Object.fromEntries(named)), [], file);
      }
    });
  });
});

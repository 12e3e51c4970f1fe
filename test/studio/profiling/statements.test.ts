import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createTable, createTrajectoryTables, trajectoryTables, withTables } from './tables.ts';
import { sideThresholds } from '../../../studio/sentiment/polarity.ts';

const folder = new URL('../../../studio/profiling/', import.meta.url);
/** Statements on tables that those before them make, in the order of the stages. */
const tables = [
  ...trajectoryTables,
  'category_days',
  'topic_priors',
  'item_pages',
  'candidate_mentions',
  'candidate_months',
  'running_months',
  'citable_mentions',
];
const profileTables = ['numbered_targets', 'earlier_mentions', 'profile_figures'];
const trajectoryResults = ['trajectories', 'trajectory_summaries', 'trajectories_as_of'];
const trajectoryMacros = ['across_blocks', 'decay', 'trajectory_figures'];

describe('the statements of studio/profiling', () => {
  it('on trajectories pass the binder over empty relations, none forgotten', async () => {
    const files = (await readdir(new URL('trajectories/', folder))).toSorted();
    const known = [...tables, ...trajectoryResults, ...trajectoryMacros].map((name) => `${name}.sql`);
    assert.deepEqual(files, known.toSorted());
    await withTables({}, async (db) => {
      await createTrajectoryTables(db, tables, 365);
      for (const name of trajectoryResults) {
        const sql = await readFile(new URL(`trajectories/${name}.sql`, folder), 'utf8');
        assert.match(sql, /^-- One .+\n/u, name);
        const values = {
          ...(sql.includes('$halfLifeDays') ? { halfLifeDays: 365 } : {}),
          ...(sql.includes('$positiveFrom') ? sideThresholds : {}),
          kappa: 5,
        };
        assert.deepEqual(await db.rows(sql, values), [], name);
      }
    });
  });

  it('on profiles pass the binder over empty relations, none forgotten', async () => {
    const files = (await readdir(new URL('profiles/', folder))).toSorted();
    assert.deepEqual(files, [...profileTables, 'profiles'].map((name) => `${name}.sql`).toSorted());
    await withTables({}, async (db) => {
      await createTrajectoryTables(db, ['numbered_aspects'], 365);
      for (const name of profileTables) await createTable(db, name, `studio/profiling/profiles/${name}.sql`, 365);
      const sql = await readFile(new URL('profiles/profiles.sql', folder), 'utf8');
      assert.deepEqual(await db.rows(sql), []);
    });
  });

  it("pass DuckDB's binder over empty relations, each with a first line that states its grain", async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'));
    assert.ok(files.length >= 4);
    const values: Record<string, string | number> = {
      halfLifeDays: 365,
      kappa: 5,
      seed: 1,
      limit: 10,
      aspects: '[]',
      terms: '[]',
    };
    await withTables({}, async (db) => {
      for (const file of files) {
        const sql = await readFile(new URL(file, folder), 'utf8');
        assert.match(sql, /^-- One .+\n/u, file);
        const named = Object.entries(values).filter(([name]) => sql.includes(`$${name}`));
        const rows = await db.rows(sql, Object.fromEntries(named));
        const ids = rows.map(({ aspect_id: id }) => id);
        // Terms of no aspect have one to hang under.
        assert.deepEqual(ids, file === 'aspects.sql' ? ['a00'] : [], file);
      }
    });
  });
});

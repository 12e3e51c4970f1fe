import assert from 'node:assert/strict';
import type { TableTools } from '../../../activities/stage/create-table.ts';
import { createPiece, createTable } from '../../../activities/stage/create-table.ts';
import { createTestRun } from '../../doubles/dependencies.ts';

/** Works on a database where `read` says which files were read; each holds the same statement. */
async function withTools(work: (tools: TableTools, read: string[], beats: unknown[]) => Promise<void>): Promise<void> {
  const test = await createTestRun();
  const read: string[] = [];
  const readSql = async (path: string): Promise<string> => {
    read.push(path);
    return 'select $a::integer as a';
  };
  try {
    await test.deps.withDatabase(test.run, (db) =>
      work({ db, deps: { ...test.deps, readSql } }, read, test.heartbeats),
    );
  } finally {
    await test.remove();
  }
}

describe('createTable', () => {
  it('names the table after the file, or as it is told, and says that it is done', () =>
    withTools(async (tools, read, beats) => {
      await createTable(tools, 'studio/planning/found_items.sql', { a: 1 });
      await createTable(tools, 'studio/planning/targets.sql', { a: 2 }, 'chosen_targets');
      assert.deepEqual(read, ['studio/planning/found_items.sql', 'studio/planning/targets.sql']);
      assert.deepEqual(await tools.db.rows('from found_items union all from chosen_targets'), [{ a: 1 }, { a: 2 }]);
      assert.deepEqual(beats, [
        { table: 'found_items', piece: 1, of: 1 },
        { table: 'chosen_targets', piece: 1, of: 1 },
      ]);
    }));
});

describe('createPiece', () => {
  it('creates the table with the first piece and adds the others', () =>
    withTools(async (tools) => {
      for (const piece of [0, 1, 2]) {
        await createPiece(tools, 'pieces', 'select $a::integer as a', { a: piece }, { piece, pieces: 3 });
      }
      assert.deepEqual(await tools.db.rows('from pieces'), [{ a: 0 }, { a: 1 }, { a: 2 }]);
      await assert.rejects(createPiece(tools, 'pieces', 'select $a::integer as a', { a: 9 }), /already exists/);
    }));
});

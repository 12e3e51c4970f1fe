import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSql } from '../../../infra/storage/sql-files.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('readSql', () => {
  it('reads a file once, and one that could not be read when it is asked for again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convrec-sql-'));
    try {
      const file = join(folder, 'late.sql');
      const path = relative(root, file);
      await assert.rejects(readSql(path), { code: 'ENOENT' });
      await writeFile(file, 'select 1');
      assert.equal(await readSql(path), 'select 1');
      await writeFile(file, 'select 2');
      assert.equal(await readSql(path), 'select 1');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

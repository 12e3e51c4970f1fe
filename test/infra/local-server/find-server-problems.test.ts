import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findServerProblems } from '../../../infra/local-server/find-server-problems.ts';
import { fakeTemporalScript, withFolder, writeExecutable } from './server-under-test.ts';

describe('findServerProblems', () => {
  it('names a wrong variable, and looks no further', async () => {
    const checks = await findServerProblems({ stateFolder: '/nowhere', env: { TEMPORAL_ADDRESS: 'http://x' } });
    assert.deepEqual(
      checks.map(({ check, ok }) => ({ check, ok })),
      [{ check: 'Temporal configuration', ok: false }],
    );
    assert.match(checks[0]?.detail ?? '', /^TEMPORAL_ADDRESS is "http:\/\/x"/u);
    assert.notEqual(checks[0]?.remedy, '');
  });

  it('finds that there is neither a server nor Go, and a data folder below a file', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'a-file'), '');
      const env = { PATH: folder, HOME: folder };
      const checks = await findServerProblems({ stateFolder: join(folder, 'a-file', '.temporal'), env });
      const failed = checks.filter(({ ok }) => !ok);
      assert.deepEqual(
        failed.map(({ check }) => check),
        ['Temporal server binary', 'Temporal data folder'],
      );
      assert.ok(failed.every(({ remedy }) => remedy !== ''));
      assert.match(failed[1]?.detail ?? '', /a-file is not a folder/u);
    });
  });

  it('is content with a binary and a folder that can be made', async () => {
    await withFolder(async (folder) => {
      await writeExecutable(join(folder, 'temporal'), fakeTemporalScript);
      const stateFolder = join(folder, 'runs', '.temporal');
      const checks = await findServerProblems({ stateFolder, env: { PATH: folder, HOME: folder } });
      assert.deepEqual(
        checks.map(({ ok, remedy }) => ({ ok, remedy })),
        Array.from({ length: 4 }, () => ({ ok: true, remedy: '' })),
      );
    });
  });
});

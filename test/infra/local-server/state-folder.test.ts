import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locateStateFolder, openStateFolder } from '../../../infra/local-server/state-folder.ts';
import { withFolder } from './server-under-test.ts';

describe('openStateFolder', () => {
  it('is the same place by whichever link it is opened', async () => {
    await withFolder(async (folder) => {
      const direct = await openStateFolder(join(folder, 'my runs', '.temporal'));
      await symlink(join(folder, 'my runs'), join(folder, 'link'));
      assert.deepEqual(await openStateFolder(join(folder, 'link', '.temporal')), direct);
      assert.deepEqual(await locateStateFolder(join(folder, 'link', '.temporal')), direct);
    });
  });

  it('refuses a path that the server would cut short, and one below a file', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'a-file'), '');
      for (const name of ['what?', 'no #1', '100%', 'a-file/below']) {
        await assert.rejects(openStateFolder(join(folder, name)), { name: 'RunFolderUnusable' });
      }
    });
  });
});

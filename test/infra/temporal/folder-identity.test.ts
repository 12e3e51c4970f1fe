import assert from 'node:assert/strict';
import { cp, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ensureFolderId,
  localNamespace,
  nameTaskQueues,
  readFolderId,
} from '../../../infra/temporal/folder-identity.ts';
import { withFolder } from '../local-server/server-under-test.ts';

describe('the identity of a folder of runs', () => {
  it('is one for all who ask at once, is kept, and is read by its owner only', async () => {
    await withFolder(async (folder) => {
      const stateFolder = join(folder, 'runs', '.temporal');
      assert.equal(await readFolderId(stateFolder), undefined);
      const ids = await Promise.all(Array.from({ length: 8 }, () => ensureFolderId(stateFolder)));
      assert.equal(new Set(ids).size, 1);
      assert.equal(await readFolderId(stateFolder), ids[0]);
      assert.deepEqual(await readdir(stateFolder), ['identity.json'], 'no half-made file is left');
      assert.equal((await stat(join(stateFolder, 'identity.json'))).mode & 0o077, 0);
    });
  });

  it('differs from folder to folder, and so do the queues; a copied folder has another namespace', async () => {
    await withFolder(async (folder) => {
      const [one, other] = [join(folder, 'one'), join(folder, 'other')];
      const ids = [await ensureFolderId(one), await ensureFolderId(other)] as const;
      assert.notEqual(ids[0], ids[1]);
      const configured = { dialogs: 'd', data: 'd', model: 'm', training: 't' };
      const queues = nameTaskQueues(configured, ids[0]);
      assert.equal(queues.data, queues.dialogs, 'queues that were configured as one stay one');
      assert.notEqual(queues.model, nameTaskQueues(configured, ids[1]).model);

      const copy = join(folder, 'copy');
      await cp(one, copy, { recursive: true });
      assert.equal(await ensureFolderId(copy), ids[0]);
      assert.notEqual(await localNamespace(copy, ids[0]), await localNamespace(one, ids[0]));
    });
  });

  it('says which file is damaged and what to do', async () => {
    await withFolder(async (folder) => {
      for (const content of ['', '{"id":"short"}', '{"id":']) {
        await writeFile(join(folder, 'identity.json'), content);
        await assert.rejects(ensureFolderId(folder), {
          name: 'RunFolderUnusable',
          message: /identity\.json is damaged$/u,
        });
      }
    });
  });
});

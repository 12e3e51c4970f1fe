import assert from 'node:assert/strict';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from '../../../infra/temporal/bundle-workflows.ts';
import { withFolder } from '../local-server/server-under-test.ts';

describe('bundleWorkflows', function () {
  this.timeout(180_000);

  it('keeps a bundle, takes it again, and makes a new one when a source changes', async () => {
    await withFolder(async (folder) => {
      const [sources, cache] = [join(folder, 'sources'), join(folder, 'cache')];
      const workflowsPath = join(sources, 'index.ts');
      await mkdir(sources);
      // The bundler looks for the SDK from the workflows upwards.
      await symlink(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(folder, 'node_modules'));
      await writeFile(join(sources, 'answer.ts'), "export const answer = 'the first answer';");
      await writeFile(
        workflowsPath,
        "import { answer } from './answer.ts'; export async function ask() { return answer; }",
      );

      const made = await bundleWorkflows(workflowsPath, cache, assert.fail);
      const [kept, ...others] = await readdir(cache);
      assert.ok(kept !== undefined && others.length === 0);
      assert.ok(made.code.includes('the first answer'));
      await writeFile(join(cache, kept), 'what the cache holds');
      assert.equal((await bundleWorkflows(workflowsPath, cache, assert.fail)).code, 'what the cache holds');

      await writeFile(join(sources, 'answer.ts'), "export const answer = 'the second answer';");
      assert.ok((await bundleWorkflows(workflowsPath, cache, assert.fail)).code.includes('the second answer'));
      assert.equal((await readdir(cache)).length, 2);
    });
  });
});

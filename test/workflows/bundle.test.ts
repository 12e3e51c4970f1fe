import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

describe('the workflow bundle', () => {
  it('holds workflows, studio code and the Temporal SDK only: types cross the border, code does not', async function () {
    this.timeout(180_000);
    const { code } = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
      logger: silent,
    });
    const ownFiles = new Set(
      [
        ...code.matchAll(/"\.\/((?:workflows|studio|schemas|activities|infra|run|datasets|packages|cli)\/[^"]+?)"/gu),
      ].map((m) => m[1]),
    );
    assert.ok(ownFiles.has('workflows/generate-dataset.ts'), 'the bundle lists its modules by path');
    const foreign = [...ownFiles].filter(
      (file) => !/^(workflows|studio)\/|^schemas\/stage-names\.ts$/u.test(file ?? ''),
    );
    assert.deepEqual(foreign, []);
    const packages = new Set([...code.matchAll(/"\.\/node_modules\/((?:@[^/"]+\/)?[^/"]+)\//gu)].map((m) => m[1]));
    for (const name of ['zod', '@duckdb/node-api', 'openai', 'apache-arrow', '@temporalio/activity']) {
      assert.ok(!packages.has(name), `${name} is in the bundle`);
    }
  });
});

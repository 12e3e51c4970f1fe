import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replayWorkflows } from '../../run/replay/replay-workflows.ts';
import type { RecordedWorkflow } from '../../run/replay/replay-workflows.ts';
import { bundleWorkflows } from '../../infra/temporal/bundle-workflows.ts';

const folder = fileURLToPath(new URL('../histories', import.meta.url));
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

async function* readKept(): AsyncGenerator<RecordedWorkflow> {
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()) {
    yield { workflowId: file.slice(0, -'.json'.length), history: await readFile(join(folder, file), 'utf8') };
  }
}

const dialogs = [
  'dialog-offline-exhausted',
  'dialog-offline-repaired',
  'dialog-paid-refused',
  'dialog-paid-tried-again',
];
const kindsOfHistory = [...dialogs, 'run', 'shard'];
const laterKinds = ['evaluation', 'training', 'benchmark'];
/** Those of runs that set search attributes. */
const searchableKinds = ['run', 'shard', 'dialog-offline-exhausted', 'dialog-paid-refused'];

/** What the workflows of a module make of the kept histories: null, or where they leave them. */
async function replayKept(workflowsPath: string): Promise<Record<string, unknown>> {
  const bundle = await bundleWorkflows(workflowsPath, undefined, assert.fail, [
    pathOf('../../workflows/replay-trace.ts'),
  ]);
  const found: Record<string, unknown> = {};
  for await (const { recorded, violation } of replayWorkflows(bundle, readKept()))
    found[recorded.workflowId] = violation;
  return found;
}

describe('the histories of test/histories', function () {
  this.timeout(180_000);

  it('are those of a run, a shard, an evaluation, a training, a benchmark, and of dialogs that were repaired, tried again, exhausted and refused', async () => {
    const names: string[] = [];
    for await (const { workflowId } of readKept()) names.push(workflowId);
    const known = [
      ...kindsOfHistory,
      ...[...kindsOfHistory, ...laterKinds].map((kind) => `in-slices-${kind}`),
      ...searchableKinds.map((kind) => `searchable-${kind}`),
    ];
    assert.deepEqual(names, known.toSorted());
  });

  // It fails where a workflow was changed without `patched`: see "Changing a workflow" in CONTRIBUTING.md.
  it('are what today’s workflows do', async () => {
    const found = await replayKept(pathOf('../../workflows/index.ts'));
    assert.ok(Object.keys(found).length > 5);
    for (const [name, violation] of Object.entries(found)) assert.equal(violation, null, name);
  });

  it('catch a workflow with an activity more, and one that repairs less', async () => {
    const more = await replayKept(pathOf('../doubles/changed-workflows/one-activity-more.ts'));
    for (const name of [...dialogs, ...dialogs.map((dialog) => `in-slices-${dialog}`)]) {
      assert.deepEqual(more[name], { callsBefore: 0, expected: 'realizeTurn', found: 'auditDialog' }, name);
    }
    assert.deepEqual([more['run'], more['shard']], [null, null], 'what was not changed is not complained of');
    const less = await replayKept(pathOf('../doubles/changed-workflows/one-attempt-less.ts'));
    const repaired = less['dialog-offline-repaired'];
    assert.ok(repaired !== null && typeof repaired === 'object' && 'found' in repaired);
    assert.equal(repaired.found, 'finishDialog');
  });
});

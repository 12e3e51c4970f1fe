import assert from 'node:assert/strict';
import { runOnThreads } from '../../../infra/threads/run-on-threads.ts';

const entry = new URL('failing-thread.mjs', import.meta.url);

function run(
  tasks: readonly string[],
  signal = new AbortController().signal,
  onDone: (task: string) => void = () => {},
) {
  return runOnThreads({ entry, setup: null, tasks, threads: 2, signal, onDone, describe: (task) => `part ${task}` });
}

describe('runOnThreads', () => {
  it('gives every task to a thread, once', async () => {
    const done: string[] = [];
    await run(['a', 'b', 'c', 'd', 'e'], undefined, (task) => done.push(task));
    assert.deepEqual(done.toSorted(), ['a', 'b', 'c', 'd', 'e']);
    await run([]);
  });

  it('says what a thread was making when it ended by itself', async () => {
    await assert.rejects(run(['a', 'leave', 'b']), /^Error: a thread ended with code 7 while it made part leave$/u);
    await assert.rejects(run(['throw']), /^Error: a thread ended while it made part throw: out of order$/u);
  });

  it('passes a named failure on, and stops the other threads', async () => {
    const done: string[] = [];
    await assert.rejects(
      run(['wait', 'fail', 'never'], undefined, (task) => done.push(task)),
      { name: 'RunFolderUnusable', message: 'disk full', details: { remedy: 'Make room.' } },
    );
    assert.deepEqual(done, []);
  });

  it('stops soon after it is cancelled', async () => {
    const cancellation = new AbortController();
    const startedAt = performance.now();
    setTimeout(() => cancellation.abort(), 100);
    await assert.rejects(run(['wait', 'wait', 'never'], cancellation.signal), { name: 'AbortError' });
    assert.ok(performance.now() - startedAt < 3000);
    await assert.rejects(run(['a'], AbortSignal.abort()), { name: 'AbortError' });
  });
});

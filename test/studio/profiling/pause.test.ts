import assert from 'node:assert/strict';
import { createPause } from '../../../studio/profiling/pause.ts';

describe('createPause', () => {
  it('lets the event loop turn and reports once 50 ms are over, not before', async () => {
    let now = 0;
    const reports: string[] = [];
    const pause = createPause({
      nowMs: () => now,
      report: (progress) => reports.push(progress),
      signal: new AbortController().signal,
    });
    let turns = 0;
    setImmediate(() => (turns += 1));
    now = 49;
    await pause('early');
    assert.deepEqual([reports, turns], [[], 0]);
    now = 50;
    await pause('due');
    assert.deepEqual([reports, turns], [['due'], 1]);
    now = 99;
    await pause('early again');
    assert.deepEqual(reports, ['due']);
  });

  it('throws when the work was cancelled meanwhile', async () => {
    const cancellation = new AbortController();
    const pause = createPause({
      nowMs: () => performance.now() * 1000,
      report: () => cancellation.abort(),
      signal: cancellation.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 2));
    await assert.rejects(pause('work'), { name: 'AbortError' });
  });
});

import assert from 'node:assert/strict';
import { extrapolateRun } from '../../../studio/spending/extrapolate-run.ts';
import type { PreviewedDialog } from '../../../studio/spending/extrapolate-run.ts';

const dialog = (calls: number, costUsd: number | null, latencyMs: number): PreviewedDialog => ({
  use: { calls, promptTokens: calls * 100, completionTokens: calls * 10, costUsd },
  latencyMs,
});

describe('extrapolateRun', () => {
  it('scales the mean, and the least and the most, to the whole run', () => {
    const whole = extrapolateRun([dialog(10, 1, 5000), dialog(20, 3, 10_000), dialog(12, 2, 6000)], 600, 8);
    assert.deepEqual(whole.calls, { mean: 8400, least: 6000, most: 12_000 });
    assert.deepEqual(whole.promptTokens, { mean: 840_000, least: 600_000, most: 1_200_000 });
    assert.deepEqual(whole.costUsd, { mean: 1200, least: 600, most: 1800 });
    assert.deepEqual(whole.seconds, { mean: 525, least: 375, most: 750 });
  });

  it('knows no cost where one dialog has none, and no more side by side than there are dialogs', () => {
    const whole = extrapolateRun([dialog(10, 1, 5000), dialog(10, null, 5000)], 2, 64);
    assert.equal(whole.costUsd, null);
    assert.equal(whole.seconds.mean, 5);
  });
});

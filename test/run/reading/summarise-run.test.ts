import assert from 'node:assert/strict';
import { buildFromManifest } from '../../../run/life/find-progress.ts';
import { countKind, summariseRun } from '../../../run/reading/summarise-run.ts';
import { createFixtureRun, dialogIds } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

describe('what a run made', () => {
  let fixture: FixtureRun;
  before(async () => {
    fixture = await createFixtureRun();
  });
  after(() => fixture.remove());

  it('is counted with the reasons for what was left out', async () => {
    const { counts, typicalDialogId } = await summariseRun(fixture.run);
    assert.equal(typicalDialogId, dialogIds.accepted);
    assert.deepEqual(counts, [
      { kind: 'accepted', reason: null, n: 1 },
      { kind: 'failed', reason: 'FidelityExhausted', n: 1 },
      { kind: 'unplanned', reason: 'no-distractor', n: 1 },
      { kind: 'ineligible', reason: 'too few reviews', n: 1 },
      { kind: 'rejected', reason: 'bad JSON', n: 1 },
    ]);
    assert.equal(countKind(counts, 'rejected'), 1);
  });

  it('is told from the manifest when no worker answers', async () => {
    const progress = buildFromManifest('yelp-0123456789', await fixture.run.readManifest());
    assert.equal(progress.status, 'complete');
    assert.deepEqual(progress.stages[0], { stage: 'reviews', status: 'done', rows: { reviews: 2 }, durationMs: 12.5 });
    assert.deepEqual(new Set(progress.stages.slice(1).map(({ status }) => status)), new Set(['waiting']));
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { longestFailureStreak, pauseAfterFailure } from '../../../activities/dialogs/pause-after-failure.ts';
import { StudioFailure } from '../../../schemas/failure.ts';

const busy = (details: object = {}): StudioFailure =>
  new StudioFailure('ModelUnavailable', 'slow down', { remedy: 'Wait.', ...details });

describe('the pause after a failed call', () => {
  it('doubles from a second to two minutes', () => {
    const pauses = [1, 2, 3, 7, 8, 29].map((calls) => pauseAfterFailure(busy(), calls).details['retryAfterMs']);
    assert.deepEqual(pauses, [1000, 2000, 4000, 64_000, 120_000, 120_000]);
  });

  it('is what the endpoint asks for where that is longer', () => {
    assert.equal(pauseAfterFailure(busy({ retryAfterMs: 90_000 }), 5).details['retryAfterMs'], 90_000);
  });

  it('is never shorter than the own one: an endpoint that asks for no time fails no dialog', () => {
    for (const retryAfterMs of [0, -5000, 250]) {
      assert.equal(pauseAfterFailure(busy({ retryAfterMs }), 5).details['retryAfterMs'], 16_000);
    }
  });

  it('ends after as many failures in a row as a turn may have, and after as many more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 * longestFailureStreak }), (calls) => {
        const { isLasting, remedy } = pauseAfterFailure(busy(), calls).details;
        assert.equal(isLasting === true, calls % longestFailureStreak === 0);
        assert.equal(remedy, 'Wait.');
      }),
    );
  });

  it('leaves other failures as they are', () => {
    const refused = new StudioFailure('ModelRefused', 'I cannot help with that.');
    assert.equal(pauseAfterFailure(refused, 3), refused);
  });
});

import assert from 'node:assert/strict';
import { describeOutage } from '../../../run/life/find-outage.ts';
import type { WaitingCall } from '../../../run/life/find-outage.ts';

const minute = 60_000;
const waiting = (sinceMs: number, type = 'ModelUnavailable'): WaitingCall => ({
  sinceMs,
  failure: { type, message: 'The model endpoint http://127.0.0.1:1/v1 could not be asked: ECONNREFUSED' },
});

describe('an outage of an endpoint', () => {
  it('is said plainly once every dialog has waited for minutes', () => {
    assert.equal(
      describeOutage([waiting(0), waiting(2 * minute)], 9 * minute),
      'No answer of a model for more than 5 minutes: The model endpoint http://127.0.0.1:1/v1 could not be asked: ECONNREFUSED. The run goes on by itself once it answers.',
    );
  });

  it('is none while one dialog gets on, waits for something else, or has waited for seconds only', () => {
    assert.equal(describeOutage([], 9 * minute), undefined);
    assert.equal(describeOutage([waiting(0), null], 9 * minute), undefined);
    assert.equal(describeOutage([waiting(0), waiting(0, 'RunFolderUnusable')], 9 * minute), undefined);
    assert.equal(describeOutage([waiting(0), waiting(8.5 * minute)], 9 * minute), undefined);
  });

  it('is a line that stays the same for a while, so that a long one is not said every second', () => {
    const lines = new Set(
      Array.from({ length: 600 }, (_, at) => describeOutage([waiting(0)], at * minute)).filter(
        (line) => line !== undefined,
      ),
    );
    assert.equal(lines.size, 9);
  });
});

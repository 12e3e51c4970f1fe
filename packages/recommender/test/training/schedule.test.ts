import assert from 'node:assert/strict';
import { scheduledRate } from '../../training/schedule.ts';

describe('the learning rate', () => {
  it('rises in the first twentieth of the steps and comes down to zero along a cosine', () => {
    const rates = Array.from({ length: 200 }, (_, at) => scheduledRate(0.4, at + 1, 200));
    assert.equal(rates[9], 0.4);
    assert(Math.abs((rates[0] ?? 0) - 0.04) < 1e-12 && Math.abs((rates[4] ?? 0) - 0.2) < 1e-12);
    for (let at = 10; at < 200; at += 1) assert((rates[at] ?? 1) < (rates[at - 1] ?? 0), `step ${at + 1}`);
    assert(Math.abs((rates[104] ?? 0) - 0.2) < 1e-12);
    assert(Math.abs(rates[199] ?? 1) < 1e-12);
    assert(scheduledRate(0.1, 1, 1) > 0);
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createPopularity } from '../../../datasets/sample/popularity.ts';
import { createStream, drawOrder } from '../../../datasets/sample/random.ts';
import { countItems, countMostReviews, parseSampleSettings } from '../../../datasets/sample/settings.ts';

describe('sample settings', () => {
  it('have defaults for everything', () => {
    const settings = parseSampleSettings({});
    assert.deepEqual(
      [settings.domain, settings.users, countItems(settings), countMostReviews(settings)],
      ['yelp', 300, 150, 40],
    );
  });

  it('name every problem', () => {
    const wrong = { users: 0, sead: 3, signal: { history: 2 }, from: '2020-13-01' };
    assert.throws(() => parseSampleSettings(wrong), {
      name: 'InvalidRunConfig',
      message: /users: .*signal\.history: .*from: .*sead/,
    });
    assert.throws(() => parseSampleSettings({ from: '2020-01-01', to: '2020-02-01' }), /to: must lie at least 90 days/);
  });

  it('grow items more slowly than users', () => {
    const counts = [10, 300, 10_000, 1_000_000].map((users) => countItems(parseSampleSettings({ users })));
    assert.deepEqual(counts, [60, 150, 5_000, 105_000]);
  });
});

describe('seeded streams', () => {
  it('are the same again and differ by seed, purpose and index', () => {
    const key = fc.tuple(fc.nat(Number.MAX_SAFE_INTEGER), fc.nat(20), fc.nat(10_000_000));
    fc.assert(
      fc.property(key, key, (one, other) => {
        assert.equal(readStream(one), readStream(one));
        assert.equal(readStream(one) === readStream(other), String(one) === String(other));
      }),
    );
  });

  it('do not resemble their neighbours', () => {
    const bits = Array.from({ length: 2000 }, (_, index) => createStream(7, 3, index).next() >>> 31);
    const ones = bits.reduce((sum, bit) => sum + bit, 0);
    const changes = bits.filter((bit, at) => at > 0 && bit !== bits[at - 1]).length;
    assert.ok(Math.abs(ones - 1000) < 100 && Math.abs(changes - 1000) < 100, `${ones} ${changes}`);
  });

  it('order everything exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (size, seed) => {
        const order = [...drawOrder(createStream(seed, 1, 0), size)];
        assert.deepEqual(
          order.toSorted((one, other) => one - other),
          [...Array(size).keys()],
        );
      }),
    );
  });
});

describe('popularity', () => {
  it('draws items as often as their shares say', () => {
    const rng = createStream(1, 1, 1);
    const popularity = createPopularity(drawOrder(rng, 30), { popularity: 1 });
    const counts = new Float64Array(30);
    for (let draw = 0; draw < 60_000; draw += 1) {
      const item = popularity.draw(rng);
      counts[item] = (counts[item] ?? 0) + 1;
    }
    for (const [item, share] of popularity.shares.entries()) {
      const expected = share * 60_000;
      assert.ok(Math.abs((counts[item] ?? 0) - expected) < 5 * Math.sqrt(expected), `item ${item}`);
    }
    assert.ok(Math.abs(popularity.shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
  });
});

function readStream([seed, purpose, index]: readonly [number, number, number]): string {
  const rng = createStream(seed, purpose, index);
  return Array.from({ length: 4 }, () => rng.next()).join(' ');
}

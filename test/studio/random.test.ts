import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createRandom, deriveSeed } from '../../studio/random.ts';

describe('createRandom', () => {
  it('gives the same draws for the same seed and others for another', () => {
    const orders = [7, 7, 8].map((seed) => createRandom(seed).shuffle('abcdefghijklmnop'.split('')).join(''));
    assert.equal(orders[0], orders[1]);
    assert.notEqual(orders[0], orders[2]);
  });

  it('keeps its draws for ever: a run made today can be made again', () => {
    const random = createRandom(42);
    assert.deepEqual(
      [random.integer(0, 999), random.integer(0, 999), random.shuffle(['a', 'b', 'c', 'd']).join('')],
      [338, 162, 'adcb'],
    );
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 50 }), (seed, span) => {
        const random = createRandom(seed);
        const drawn = random.integer(3, 3 + span);
        assert.ok(drawn >= 3 && drawn <= 3 + span);
        const unit = random.unit();
        assert.ok(unit >= 0 && unit < 1);
      }),
    );
  });

  it('shuffles into a permutation and leaves the list alone', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, list) => {
        const before = [...list];
        assert.deepEqual(ascending(createRandom(seed).shuffle(list)), ascending(list));
        assert.deepEqual(list, before);
      }),
    );
  });

  it('draws by weight: never weight 0, and three times as often at three times the weight', () => {
    const random = createRandom(5);
    const counts = { never: 0, one: 0, three: 0 };
    const weights = { never: 0, one: 1, three: 3 };
    const names = ['never', 'one', 'three'] as const;
    for (let at = 0; at < 8000; at += 1) counts[random.pickWeighted(names, (name) => weights[name])] += 1;
    assert.equal(counts.never, 0);
    // 2,000 expected, standard deviation 39.
    assert.ok(Math.abs(counts.one - 2000) < 160, `${counts.one} draws of weight 1 in 4`);
  });

  it('begins unlike for neighbouring seeds', () => {
    const first = Array.from({ length: 2000 }, (_, seed) => createRandom(seed).unit());
    const low = first.filter((unit) => unit < 0.25).length;
    // 500 expected, standard deviation 19.
    assert.ok(Math.abs(low - 500) < 80, `${low} of 2,000 first draws below a quarter`);
    assert.equal(new Set(first.map((unit) => unit.toFixed(6))).size > 1990, true);
  });

  it('holds a chance of 0 and of 1', () => {
    const random = createRandom(1);
    for (let at = 0; at < 100; at += 1) assert.deepEqual([random.chance(0), random.chance(1)], [false, true]);
  });

  it('refuses an empty list and weights that say nothing', () => {
    const random = createRandom(1);
    assert.throws(() => random.pick([]), RangeError);
    assert.throws(() => random.pickWeighted([], () => 1), RangeError);
    assert.throws(() => random.pickWeighted([1, 2], () => 0), RangeError);
    assert.throws(() => random.pickWeighted([1, 2], () => -1), RangeError);
    assert.throws(() => random.pickWeighted([1], () => Number.NaN), RangeError);
  });
});

const ascending = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

describe('deriveSeed', () => {
  it('tells parts apart by value, type and border', () => {
    const seeds = [
      deriveSeed(1),
      deriveSeed(2),
      deriveSeed(1, 'a', 'bc'),
      deriveSeed(1, 'ab', 'c'),
      deriveSeed(1, 'abc'),
      deriveSeed(1, 1),
      deriveSeed(1, '1'),
      deriveSeed(1, 'é"\\/../'),
    ];
    assert.equal(new Set(seeds).size, seeds.length);
  });

  it('is a whole number in [0, 2^31) for any parts, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.string({ unit: 'binary' })), (seed, parts) => {
        const derived = deriveSeed(seed, ...parts);
        assert.ok(Number.isInteger(derived) && derived >= 0 && derived < 2 ** 31);
        assert.equal(derived, deriveSeed(seed, ...parts));
      }),
    );
  });

  it('spreads consecutive turns: hardly any seed twice among 10,000', () => {
    const seeds = new Set<number>();
    for (let turn = 0; turn < 10_000; turn += 1) seeds.add(deriveSeed(20250617, 'dialog', turn));
    // 10,000 draws from 2^31 meet 0.02 times on average.
    assert.ok(seeds.size >= 9_998);
    const upperHalf = [...seeds].filter((seed) => seed >= 2 ** 30).length;
    assert.ok(Math.abs(upperHalf - 5000) < 250);
  });
});

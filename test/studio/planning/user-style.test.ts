import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { deriveUserStyle } from '../../../studio/planning/user-style.ts';
import type { ReviewBehaviour } from '../../../studio/planning/user-style.ts';

const average: ReviewBehaviour = {
  reviews: 9,
  meanWords: 40,
  communityMeanWords: 40,
  lowRatings: 2,
  mentions: 19,
  negativeMentions: 5,
};

describe('deriveUserStyle', () => {
  it('puts a user who writes as long as everyone in the middle', () => {
    assert.equal(deriveUserStyle(average, [1], 10).talkativeness, 0.5);
    assert.equal(deriveUserStyle({ ...average, meanWords: 120 }, [1], 10).talkativeness, 0.75);
    assert.equal(deriveUserStyle({ ...average, communityMeanWords: null }, [1], 10).talkativeness, 0.5);
    assert.equal(deriveUserStyle({ ...average, meanWords: 0, communityMeanWords: 0 }, [1], 10).talkativeness, 0.5);
  });

  it('is decided by one aspect and exploring by many alike', () => {
    assert.equal(deriveUserStyle(average, [1], 10).decisiveness, 1);
    assert.equal(
      deriveUserStyle(
        average,
        Array.from({ length: 10 }, () => 0.1),
        10,
      ).decisiveness,
      0,
    );
    assert.equal(deriveUserStyle(average, [0.5, 0.5], 4).decisiveness, 0.5);
    assert.equal(deriveUserStyle(average, [1], 1).decisiveness, 1);
  });

  it('is critical by low ratings and complaints, drawn to the middle where little is known', () => {
    assert.equal(deriveUserStyle(average, [1], 10).criticality, 0.263);
    assert.equal(
      deriveUserStyle({ ...average, lowRatings: 9, mentions: 9, negativeMentions: 9 }, [1], 10).criticality,
      0.95,
    );
    const nothing = { ...average, reviews: 0, lowRatings: 0, mentions: 0, negativeMentions: 0 };
    assert.equal(deriveUserStyle(nothing, [], 10).criticality, 0.5);
  });

  it('stays in [0, 1] whatever the figures', () => {
    const words = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        fc.nat(1000),
        words,
        fc.option(words),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.nat(30),
        (reviews, meanWords, communityMeanWords, shares, kept) => {
          const behaviour = {
            reviews,
            meanWords,
            communityMeanWords,
            lowRatings: reviews,
            mentions: reviews,
            negativeMentions: 0,
          };
          for (const value of Object.values(deriveUserStyle(behaviour, shares, kept)))
            assert.ok(value >= 0 && value <= 1);
        },
      ),
    );
  });
});

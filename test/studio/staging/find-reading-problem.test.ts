import assert from 'node:assert/strict';
import { SourceConfigSchema } from '../../../schemas/source-config.ts';
import { findReadingProblem } from '../../../studio/staging/find-reading-problem.ts';
import type { ReadingFigures } from '../../../studio/staging/find-reading-problem.ts';
import { ratingScaleOf } from '../../../studio/staging/reading-values.ts';

const sound: ReadingFigures = {
  reviews: 700,
  outside: 0,
  lowest_outside: null,
  highest_outside: null,
  fewest_stars: 1,
  most_stars: 5,
  ambiguous_times: 0,
  ambiguous_time: null,
};
const problemOf = (figures: Partial<ReadingFigures>, rating = {}): string => {
  const found = findReadingProblem({ ...sound, ...figures }, SourceConfigSchema.parse({ rating }));
  return found === undefined ? '' : `${found.problem}. ${found.remedy}`;
};

describe('scales and units that are not what was meant', () => {
  it('are not found in sound reviews, nor in single slips', () => {
    assert.equal(problemOf({}), '');
    assert.equal(problemOf({ outside: 9, lowest_outside: 0, highest_outside: 9 }), '');
    assert.equal(
      problemOf({ reviews: 5000, outside: 60, lowest_outside: 0, highest_outside: 9, ambiguous_times: 30 }),
      '',
    );
  });

  it('are asked for by the range of the ratings', () => {
    assert.match(
      problemOf({ outside: 580, lowest_outside: 6, highest_outside: 10 }),
      /580 of 1280 .* go from 1 to 10\. .*scale .*e\.g\. 10, .*lowest .*e\.g\. 1:/u,
    );
    assert.match(
      problemOf({ outside: 580, lowest_outside: 0, highest_outside: 97 }),
      /from 0 to 97\. .*e\.g\. 100, .*e\.g\. 0:/u,
    );
    assert.match(
      problemOf({ outside: 300, lowest_outside: 0, highest_outside: 0.9, most_stars: 1 }),
      /from 0 to 1\. .*e\.g\. 1, .*e\.g\. 0:/u,
    );
    assert.match(
      problemOf({ outside: 300, lowest_outside: -1, highest_outside: -1, most_stars: 1 }),
      /from -1 to 1\. .*e\.g\. 1, .*e\.g\. -1:/u,
    );
    assert.match(problemOf({ most_stars: 3 }), /above 3.*scale .*e\.g\. 3;/u);
    assert.equal(problemOf({ most_stars: 4 }, { scale: 5 }), '');
    assert.match(
      problemOf({ outside: 50, lowest_outside: 0, highest_outside: 0 }, { scale: 10 }),
      /outside 1 to 10: they go from 0 to 10/u,
    );
  });

  it('are asked for where numbers may be several times', () => {
    assert.match(
      problemOf({ reviews: 0, ambiguous_times: 700, ambiguous_time: '43677' }),
      /such as 43677\. Set source\.timeFormat/u,
    );
  });

  it('take the least rating of a scale from its size, unless it is given', () => {
    const lowest = [undefined, 1, 5, 10, 20, 100].map(
      (scale) => ratingScaleOf(SourceConfigSchema.parse({ rating: { scale } })).lowest,
    );
    assert.deepEqual(lowest, [1, 0, 1, 1, 0, 0]);
    assert.deepEqual(ratingScaleOf(SourceConfigSchema.parse({ rating: { scale: 10, lowest: 0 } })), {
      lowest: 0,
      highest: 10,
    });
  });
});

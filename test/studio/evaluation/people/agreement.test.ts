import assert from 'node:assert/strict';
import { measureAlpha } from '../../../../studio/evaluation/people/krippendorff-alpha.ts';
import { rankCorrelation } from '../../../../studio/evaluation/people/rank-correlation.ts';

describe('agreement of raters', () => {
  it('is 1 where they agree, below 0 where they contradict each other', () => {
    assert.equal(
      measureAlpha(
        [
          [1, 1],
          [3, 3],
          [5, 5],
        ],
        'interval',
      ),
      1,
    );
    assert.ok(
      (measureAlpha(
        [
          [1, 5],
          [5, 1],
          [1, 5],
        ],
        'ordinal',
      ) ?? 0) < 0,
    );
  });

  it('says nothing where there is one score a dialog, or one score in all', () => {
    assert.equal(measureAlpha([[1], [5]], 'interval'), null);
    assert.equal(
      measureAlpha(
        [
          [4, 4],
          [4, 4],
        ],
        'ordinal',
      ),
      null,
    );
    assert.equal(measureAlpha([], 'interval'), null);
  });

  it('of ranks says nothing of two pairs, or where one side is all alike', () => {
    assert.equal(
      rankCorrelation([
        [1, 2],
        [2, 3],
      ]),
      null,
    );
    assert.equal(
      rankCorrelation([
        [1, 2],
        [2, 2],
        [3, 2],
      ]),
      null,
    );
    assert.equal(
      rankCorrelation([
        [1, 9],
        [2, 8],
        [30, 1],
      ]),
      -1,
    );
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { noTerms } from '../../../studio/mentions/learn-terms.ts';
import { listTerms } from '../../../studio/mentions/list-terms.ts';
import type { TrainingTerm } from '../../../studio/mentions/training-terms.ts';

const learned = {
  ...noTerms,
  aspectHeads: new Set(['service', 'burger', 'sum', 'hostel']),
  itemHeads: new Set(['hostel']),
  fixedPairs: new Set(['dim sum']),
};
const uses = (times: number, text: string, head: string, pair: string | null = null, isNoun = true): TrainingTerm[] =>
  Array.from({ length: times }, () => ({ text, head, isNoun, judge: 'good', pair }));

describe('listTerms', () => {
  it('calls a term by the phrase that most of its uses are, else by its commonest word', () => {
    assert.deepEqual(
      listTerms(
        [
          ...uses(3, 'Customer  Service', 'service'),
          ...uses(2, 'room service', 'service'),
          ...uses(1, 'service', 'service'),
          ...uses(2, 'veggie burger', 'burger'),
          ...uses(2, 'cheese burgers', 'burger'),
          ...uses(1, 'smash burgers', 'burger'),
        ],
        learned,
      ),
      [
        { head: 'burger', label: 'burgers', uses: 5 },
        { head: 'service', label: 'customer service', uses: 6 },
      ],
    );
  });

  it('leaves out what is judged fewer than five times, and words that are the head of no aspect', () => {
    assert.deepEqual(listTerms([...uses(4, 'burger', 'burger'), ...uses(9, 'river', 'river')], learned), []);
  });

  it('leaves out what is mostly said as a verb or an adjective', () => {
    const verbs = uses(4, 'burger up', 'burger', null, false);
    assert.deepEqual(listTerms([...verbs, ...uses(5, 'burger', 'burger')], learned), []);
    assert.equal(listTerms([...verbs, ...uses(9, 'burger', 'burger')], learned).length, 1);
  });

  it('leaves out the item itself and halves of fixed expressions, also from the counts', () => {
    const given = [
      ...uses(9, 'hostel', 'hostel'),
      ...uses(9, 'sum', 'sum', 'dim sum'),
      ...uses(5, 'sum', 'sum', 'large sum'),
    ];
    assert.deepEqual(listTerms(given, learned), [{ head: 'sum', label: 'sum', uses: 5 }]);
  });

  it('gives the same list for any order of the uses', () => {
    const given = [
      ...uses(5, 'veggie burger', 'burger'),
      ...uses(5, 'cheese burger', 'burger'),
      ...uses(6, 'service', 'service'),
    ];
    const expected = listTerms(given, learned);
    // The first in code-unit order of two phrases that are as common.
    assert.deepEqual(
      expected.map(({ label }) => label),
      ['cheese burger', 'service'],
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(given, { minLength: given.length }), (shuffled) => {
        assert.deepEqual(listTerms(shuffled, learned), expected);
      }),
    );
  });
});

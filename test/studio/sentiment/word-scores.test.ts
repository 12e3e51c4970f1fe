import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { scoreLabel, scoreWord } from '../../../studio/sentiment/word-scores.ts';

describe('scoreWord', () => {
  it('knows praise and complaint, corrects AFINN by the words of reviews, and is 0 for all else', () => {
    assert.equal(scoreWord('amazing'), 1);
    assert.ok(scoreWord('rude') < 0);
    assert.ok(scoreWord('bland') < 0, 'AFINN does not know it');
    assert.equal(scoreWord('support'), 0, 'AFINN takes the customer support for praise');
    assert.equal(scoreWord('shelf'), 0);
    for (const name of ['constructor', 'hasOwnProperty', '__proto__']) assert.equal(scoreWord(name), 0, name);
  });
});

describe('scoreLabel', () => {
  const cases: [label: string, direction: -1 | 0 | 1][] = [
    ['staff', 0],
    ['customer support', 0],
    ['build quality', 0],
    ['crashes', -1],
    ['hidden gem', 1],
    ['give up', -1],
    ['great view', 1],
    ['constructor prototype', 0],
    ['', 0],
  ];
  for (const [label, direction] of cases) {
    it(`${['hears complaint', 'is silent', 'hears praise'][direction + 1]} in "${label}"`, () => {
      assert.equal(Math.sign(scoreLabel(label) ?? 0), direction);
    });
  }

  it('says null, not 0, where no word has a score', () => {
    assert.equal(scoreLabel('battery'), null);
  });

  it('stays within -1 and 1 over any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(' not ', ' great ', ' constructor ', '__proto__ ', ' 😀 ', 'a.b@'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const score = scoreLabel(pieces.join(''));
        assert.ok(score === null || (score >= -1 && score <= 1));
      }),
      { numRuns: 40 },
    );
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { scoreWords } from '../../../studio/sentiment/clause-sentiment.ts';
import { segmentClauses } from '../../../studio/text/segment-clauses.ts';

describe('scoreWords', () => {
  const cases: [clause: string, direction: -1 | 0 | 1][] = [
    ['the staff was friendly', 1],
    ['the waiter was rude', -1],
    ['the food is not good', -1],
    ["the screen isn't very good", -1],
    ['the screen isn’t very good', -1],
    ['not at all good', -1],
    ['I was never disappointed', 1],
    ['no complaints here', 1],
    ['zero lag on my phone', 1],
    ['they fixed my problem', 1],
    ['the service was slow', -1],
    ['the soup was bland and overpriced', -1],
    ['the soup was too salty', -1],
    ['not too bad', 1],
    ['the room was too small', -1],
    ['the music was good too and we stayed', 1],
    ['it used to be good', -1],
    ['the service could be better', -1],
    ['we will be back', 1],
    ["I won't be back", -1],
    ['never again', -1],
    ['it stopped working', -1],
    ['great 😀', 1],
    ['see http://example.com/menu', 0],
    ['the battery is on the shelf', 0],
    ['customer support and build quality', 0],
    ['the constructor has a hasOwnProperty', 0],
    ['', 0],
  ];
  for (const [clause, direction] of cases) {
    it(`${['finds complaint', 'is silent', 'finds praise'][direction + 1]} in "${clause}"`, () => {
      assert.equal(Math.sign(scoreWords(clause) ?? 0), direction);
    });
  }

  it('separates a contrast with the clause segmenter', () => {
    const signs = segmentClauses('great screen but the battery is awful').map(({ text }) =>
      Math.sign(scoreWords(text) ?? 0),
    );
    assert.deepEqual(signs, [1, -1]);
  });

  it('grows with intensity and with the number of opinions', () => {
    const scores = ['fairly good', 'good', 'very good', 'very good and very nice'].map((text) => scoreWords(text) ?? 0);
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(scores).size, 4);
  });

  it('weighs a negated word less than its opposite', () => {
    assert.ok((scoreWords('not great') ?? 0) > (scoreWords('terrible') ?? 0));
  });

  it('stays within -1 and 1 and is quick over any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(' not ', ' great ', ' constructor ', '__proto__ ', ' 😀 ', 'a.b@'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const score = scoreWords(pieces.join(''));
        assert.ok(score === null || (score >= -1 && score <= 1));
      }),
      { numRuns: 40 },
    );
    const startedAt = performance.now();
    scoreWords('a'.repeat(100_000));
    assert.ok(performance.now() - startedAt < 1000);
  });
});

import assert from 'node:assert/strict';
import { describePersona } from '../../../studio/planning/persona.ts';

describe('describePersona', () => {
  it('measures how a person writes', () => {
    const loud = describePersona(['Lovely place! We had soup! So tasty!', 'Tasty again! A lovely evening!']);
    assert.deepEqual(loud, {
      sentenceWords: 2,
      lowerCase: 0,
      openEnds: 0,
      exclamations: 1,
      typicalWords: ['tasty', 'lovely'],
    });
    const quiet = describePersona(['fine. nothing special but ok', 'would go back']);
    assert.deepEqual([quiet?.lowerCase, quiet?.openEnds, quiet?.exclamations], [1, 1, 0]);
  });

  it('says nothing of how a review ends whose end was cut off', () => {
    assert.equal(describePersona(['word '.repeat(400).slice(0, 1500)])?.openEnds, 0);
  });

  it('knows nothing of who wrote nothing', () => {
    assert.equal(describePersona([]), null);
    assert.equal(describePersona(['', ' 5/5 ']), null);
  });
});

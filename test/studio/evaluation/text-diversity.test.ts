import assert from 'node:assert/strict';
import { cutAtTokens, measureTextDiversity, tokensOf } from '../../../studio/evaluation/text-diversity.ts';

describe('text diversity', () => {
  it('cuts words as the predecessor’s figures do', () => {
    assert.deepEqual(tokensOf("Don't, BLUE-door 42!"), ["don't", 'blue', 'door', '42']);
  });

  it('counts runs inside utterances only, and utterances whatever their case', () => {
    const { distinct1, distinct2, distinct3, uniqueUtterances, tokens } = measureTextDiversity([
      ['a b a b', 'A b a b'],
      ['c'],
    ]);
    assert.equal(tokens, 9);
    assert.equal(distinct1, 3 / 9);
    assert.equal(distinct2, 2 / 6);
    assert.equal(distinct3, 2 / 4);
    assert.equal(uniqueUtterances, 2 / 3);
  });

  it('keeps whole dialogs up to a number of tokens, and measures nothing as nothing', () => {
    assert.deepEqual(cutAtTokens([['a b'], ['c d', 'e'], ['f']], 5), [['a b'], ['c d', 'e']]);
    assert.deepEqual(cutAtTokens([['a b'], ['c d', 'e'], ['f']], 4), [['a b']]);
    assert.equal(measureTextDiversity([]).distinct2, 0);
  });
});

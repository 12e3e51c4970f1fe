import assert from 'node:assert/strict';
import { measureSelfBleu } from '../../../studio/evaluation/self-bleu.ts';
import { tokensOf } from '../../../studio/evaluation/text-diversity.ts';

describe('self-BLEU', () => {
  it('is 1 for what is said twice and 0 for what shares no word with the rest', () => {
    const [said, again, other] = measureSelfBleu(['we all like it', 'we all like it', 'nobody came'].map(tokensOf));
    assert.deepEqual([said, again, other], [1, 1, 0]);
  });

  it('says nothing of an utterance without words, or of one alone', () => {
    assert.deepEqual(measureSelfBleu([['a'], [], ['a']]), [1, null, 1]);
    assert.deepEqual(measureSelfBleu([['a', 'b']]), [null]);
    assert.deepEqual(measureSelfBleu([]), []);
  });

  it('does not count a run that stands twice in an utterance and once in each other twice', () => {
    const [twice] = measureSelfBleu([
      ['go', 'go'],
      ['go', 'on'],
      ['go', 'up'],
    ]);
    // One of two words; no pair of words, which smoothing counts as half of one.
    assert.ok(Math.abs((twice ?? 0) - Math.sqrt(0.5 * 0.5)) < 1e-12, String(twice));
  });
});

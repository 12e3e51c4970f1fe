import assert from 'node:assert/strict';
import { directionOf, stanceOf } from '../../../studio/sentiment/stance.ts';

describe('stanceOf', () => {
  it('takes "working" alone for no praise: it is a part of a label, and things stop working', () => {
    const directions = [
      'the working order',
      'it stopped working',
      'the working order is great',
      'the working order is terrible',
    ];
    assert.deepEqual(
      directions.map((text) => directionOf(stanceOf(text))),
      ['unclear', 'unclear', 'positive', 'negative'],
    );
  });

  it('takes "like this" for no liking', () => {
    const directions = ['I put it like this once', 'I wrote it like so', 'I like it'];
    assert.deepEqual(
      directions.map((text) => directionOf(stanceOf(text))),
      ['unclear', 'unclear', 'positive'],
    );
  });
});

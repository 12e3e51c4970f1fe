import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { holdsNegator, negators } from '../../../studio/text/negators.ts';
import { scanWords } from '../../../studio/text/scan-words.ts';
import { splitWords } from '../../../studio/text/terms.ts';
import { wordSpansOf, wordsOf, writtenWords } from '../../../studio/text/words.ts';

const scanned = (text: string): string[] => {
  const words: string[] = [];
  scanWords(text, 0, text.length, (start, end) => words.push(text.slice(start, end)) > 0);
  return words;
};

describe('words', () => {
  it('are runs of letters and digits with apostrophes inside', () => {
    assert.deepEqual(writtenWords("The MP3 player's café — don't, 'no'!"), [
      'The',
      'MP3',
      "player's",
      'café',
      "don't",
      'no',
    ]);
    assert.deepEqual(wordsOf("The MP3 player’s café — don't"), ['the', 'mp3', "player's", 'cafe', "don't"]);
  });

  it('stand where their spans say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { text: word, start, end } of wordSpansOf(text)) assert.equal(text.slice(start, end), word);
        assert.deepEqual(
          wordSpansOf(text).map(({ text: word }) => word),
          writtenWords(text),
        );
      }),
    );
  });

  it('are the same for terms, for checks and for the segmenter, in any text of words', () => {
    const word = fc.stringMatching(/^[a-zäöüéß0-9]{1,8}(?:'[a-zé]{1,3})?$/u);
    const gap = fc.constantFrom(' ', ', ', '. ', ' - ', ' "', '\n', ' 😀 ', '/');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap)), (pieces) => {
        const text = pieces.flat().join('');
        const words = pieces.map(([written]) => written);
        assert.deepEqual(writtenWords(text), words);
        assert.deepEqual(scanned(text), words);
        assert.equal(wordsOf(text).length, words.length);
        assert.deepEqual(
          splitWords(text).map(({ surface }) => surface),
          words.filter((written) => /^\p{L}/u.test(written)).map((written) => written.replace(/'s?$/u, '')),
        );
      }),
    );
  });

  it('keep a digit inside a term', () => {
    assert.deepEqual(
      splitWords('an mp3 on my ps4 in 4k').map(({ stem }) => stem),
      [null, 'mp3', null, null, 'ps4', null],
    );
  });
});

describe('negators', () => {
  it('are one list, in every spelling of a contraction', () => {
    for (const word of ['not', 'never', 'scarcely', "don't", 'dont', "won't", 'wont', "can't", 'cannot', "ain't"]) {
      assert.ok(negators.has(word), word);
    }
    for (const word of ['want', 'went', 'moment', 'note', 'know', 'nor’']) assert.ok(!negators.has(word), word);
  });

  it('are heard in a text by whole words', () => {
    assert.ok(holdsNegator('They couldn’t care less'));
    assert.ok(holdsNegator('Not one of them'));
    assert.ok(!holdsNegator('Nothingness noted, a knot in the canteen'));
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { fillEntities } from '../../../studio/text/html-entities.ts';
import { maximumWords, minimumWords, segmentClauses } from '../../../studio/text/segment-clauses.ts';

const textsOf = (text: string): string[] => segmentClauses(text).map((clause) => clause.text);
/** The words of a text by patterns, one script's letters apart from the rest's: another way than the scanner's to the same count. */
const unspaced =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
const words = new RegExp(
  `(?=\\p{L}|\\p{N})${unspaced}(?:[\\p{M}'’])*|(?!${unspaced})[\\p{L}\\p{N}](?:(?!${unspaced}(?<!\\p{M}))[\\p{L}\\p{M}\\p{N}'’])*`,
  'gu',
);
const countWords = (text: string): number => fillEntities(text).match(words)?.length ?? 0;

/** In code points. */
function entitySpans(text: string): [from: number, to: number][] {
  return [...text.matchAll(/&(?:amp|#39|#128512);/gu)].map((found) => {
    const from = Array.from(text.slice(0, found.index)).length;
    return [from, from + found[0].length];
  });
}

describe('segmentClauses', () => {
  it('cuts at sentences, at contrast and where a coordination has a subject of its own', () => {
    assert.deepEqual(textsOf('The screen is lovely, but the battery dies. We waited long and the waiter was rude!'), [
      'The screen is lovely',
      'but the battery dies',
      'We waited long',
      'and the waiter was rude',
    ]);
  });

  it('cuts after the comma that ends a concession', () => {
    assert.deepEqual(textsOf('Although the room was small, free coffee was nice'), [
      'Although the room was small',
      'free coffee was nice',
    ]);
  });

  it('keeps lists, "nothing but", times and abbreviations whole', () => {
    for (const whole of [
      'Loved the fries, the burger and the shake',
      'Nothing but praise for them',
      'Open until 10:30 most days',
      'Mr. Smith helped us',
    ]) {
      assert.deepEqual(textsOf(whole), [whole]);
    }
  });

  it('cuts text without capitals, without spaces after the full stop, at line breaks and at their tags', () => {
    assert.deepEqual(textsOf('great food. slow service.Nice patio\nbad parking<br />good music 😀 loud crowd'), [
      'great food',
      'slow service',
      'Nice patio',
      'bad parking',
      'good music 😀',
      'loud crowd',
    ]);
  });

  it('gives a part too short to stand alone to its neighbour, and nothing for a sentence that is too short', () => {
    assert.deepEqual(textsOf('Wow, but no. Delicious!'), ['Wow, but no']);
    assert.deepEqual(textsOf(''), []);
  });

  it('cuts ten thousand words without punctuation by its bound', () => {
    const clauses = segmentClauses('word '.repeat(10_000));
    assert.equal(clauses.length, 10_000 / maximumWords);
    assert.ok(clauses.every(({ text }) => countWords(text) === maximumWords));
  });

  it('cuts nothing inside an HTML entity, which may be part of a word', () => {
    assert.deepEqual(
      textsOf('Mac &amp; cheese was great; don&#39;t miss it. &quot;Really good&quot; they said&#x21;'),
      ['Mac &amp; cheese was great', 'don&#39;t miss it', 'Really good&quot; they said'],
    );
    assert.deepEqual(textsOf('I &lt;3 this place &amp; its food'), ['I &lt;3 this place &amp; its food']);
  });

  it('cuts scripts without spaces and from right to left', () => {
    assert.deepEqual(textsOf('电池很好，但是屏幕太暗。我不会再买了！'), ['电池很好', '但是屏幕太暗', '我不会再买了']);
    assert.deepEqual(textsOf('バッテリーは最高です。画面は暗い。'), ['バッテリーは最高です', '画面は暗い']);
    assert.deepEqual(textsOf('البطارية جيدة جدا؟ الشاشة سيئة؛ لن أشتري'), [
      'البطارية جيدة جدا',
      'الشاشة سيئة',
      'لن أشتري',
    ]);
    assert.deepEqual(textsOf('การบริการดีมาก'), ['การบริการดีมาก']);
  });

  it('sees no end in "vs.", "e.g." and "i.e.", and one before a number', () => {
    assert.deepEqual(textsOf('We had e.g. fries vs. 4.5 elsewhere, i.e. too much. 10/10 would go'), [
      'We had e.g. fries vs. 4.5 elsewhere, i.e. too much',
      '10/10 would go',
    ]);
  });

  it('counts code points, not UTF-16 units', () => {
    assert.deepEqual(segmentClauses('😀😀 nice place; bad coffee 😀').at(-1), {
      clauseNo: 1,
      charStart: 15,
      charEnd: 27,
      text: 'bad coffee 😀',
    });
  });

  it('reproduces every span, in ascending order and without overlap, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ' but ',
        ', and the staff was ',
        '. ',
        '!',
        '\n',
        '<br/>',
        ' the food ',
        '…',
        'although ',
        ', ',
        '🍕 ',
        ' word word ',
        '&amp;',
        'don&#39;t ',
        '&#128512; ',
        '电池很好，',
        'ولكن ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const characters = Array.from(text);
        assert.deepEqual(segmentClauses(text), segmentClauses(text));
        let end = 0;
        for (const [place, clause] of segmentClauses(text).entries()) {
          assert.equal(clause.clauseNo, place);
          assert.ok(clause.charStart >= end && clause.charEnd > clause.charStart);
          assert.equal(characters.slice(clause.charStart, clause.charEnd).join(''), clause.text);
          assert.equal(clause.text.trim(), clause.text);
          assert.ok(countWords(clause.text) >= minimumWords && countWords(clause.text) <= maximumWords + 1);
          end = clause.charEnd;
          for (const [from, to] of entitySpans(text)) {
            for (const cut of [clause.charStart, clause.charEnd]) assert.ok(cut <= from || cut >= to);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes no quadratic time over hostile texts', () => {
    const startedAt = performance.now();
    for (const unit of ['a', ', ', 'the ', '. ', 'but ', '😀', 'although a, ', '- ', '&amp;', '&#39', '很', 'e.g. '])
      segmentClauses(unit.repeat(20_000));
    assert.ok(performance.now() - startedAt < 5000);
  });
});

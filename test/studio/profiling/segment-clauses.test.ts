import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { maximumWords, minimumWords, segmentClauses } from '../../../studio/profiling/segment-clauses.ts';

const textsOf = (text: string): string[] => segmentClauses(text).map((clause) => clause.text);
const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu)?.length ?? 0;

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
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const characters = Array.from(text);
        let end = 0;
        for (const [place, clause] of segmentClauses(text).entries()) {
          assert.equal(clause.clauseNo, place);
          assert.ok(clause.charStart >= end && clause.charEnd > clause.charStart);
          assert.equal(characters.slice(clause.charStart, clause.charEnd).join(''), clause.text);
          assert.equal(clause.text.trim(), clause.text);
          assert.ok(countWords(clause.text) >= minimumWords && countWords(clause.text) <= maximumWords + 1);
          end = clause.charEnd;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes no quadratic time over hostile texts', () => {
    const startedAt = performance.now();
    for (const unit of ['a', ', ', 'the ', '. ', 'but ', '😀', 'although a, ', '- '])
      segmentClauses(unit.repeat(20_000));
    assert.ok(performance.now() - startedAt < 5000);
  });
});

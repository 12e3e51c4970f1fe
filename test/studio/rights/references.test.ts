import assert from 'node:assert/strict';
import { array, assert as assertProperty, constantFrom, oneof, property, string } from 'fast-check';
import { createBlanker, listReferences, restore, shortestRun } from '../../../studio/rights/references.ts';

const review = {
  reviewId: 'r:1/ü⟧',
  text: 'The soup was 🍜 great and so hot.\nWe said “never again” to the slow waiter, though he smiled a lot.',
};
const find = (id: string): string | undefined => (id === review.reviewId ? review.text : undefined);
const blank = createBlanker([{ ...review, charStart: 0 }], ['So Hot. We Said!']);

describe('references to reviews', () => {
  it('stand for four words or more that a text repeats, and give them back', () => {
    const said = [
      'One visitor wrote "The soup was 🍜 great and so hot".',
      "they told me: we said 'never again' to the slow waiter",
      'WE SAID something of our own',
      'The soup was',
      'so hot. We said',
    ];
    const blanked = said.map(blank);
    for (const [at, text] of said.entries()) assert.equal(restore(blanked[at] ?? '', find).text, text);
    assert.match(blanked[0] ?? '', /^One visitor wrote "⟦r:[^⟧]+:0-\d+:⟧"\.$/u);
    assert.match(blanked[1] ?? '', /^they told me: ⟦r:[^⟧]+:sl⟧$/u);
    assert.deepEqual(blanked.slice(2), said.slice(2), 'shorter ones and titles stay');
    assert.deepEqual(listReferences(blanked[0] ?? ''), [review.reviewId]);
  });

  it('end where a word goes on in one of the two alone', () => {
    assert.equal(restore(blank('to the slow waiters of the house'), find).text, 'to the slow waiters of the house');
    assert.ok(blank('to the slow waiters of the house').includes('waiters'));
    assert.equal(blank('he smiled a lottery ticket'), 'he smiled a lottery ticket');
  });

  it('count from the beginning of the review, wherever the span begins', () => {
    const span = { reviewId: review.reviewId, charStart: 13, text: '🍜 great and so hot.' };
    const blanked = createBlanker([span], [])('It was great and so hot, they said');
    assert.match(blanked, /:15-31:⟧, they said$/u);
    assert.equal(restore(blanked, find).text, 'It was great and so hot, they said');
  });

  it('leave a reference whose review is missing or too short, and name it', () => {
    const blanked = blank('The soup was 🍜 great');
    assert.deepEqual(
      restore(blanked, () => undefined),
      { text: blanked, missing: [review.reviewId] },
    );
    assert.deepEqual(
      restore(blanked, () => 'The'),
      { text: blanked, missing: [review.reviewId] },
    );
  });

  it('give every text back, signs of references in it too', () => {
    const piece = oneof(
      constantFrom(
        'soup',
        'The ',
        'was 🍜 great',
        ' and so hot',
        '⟦',
        '⟧',
        '⟦.⟧',
        '⟦r:x:0-3:⟧',
        '\n',
        ' İstanbul ',
        '“never again” ',
      ),
      string({ unit: 'grapheme', maxLength: 6 }),
    );
    const text = array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
    assertProperty(
      property(array(text, { minLength: 1, maxLength: 3 }), text, (reviews, said) => {
        const sources = reviews.map((content, at) => ({ reviewId: `id ${at}`, charStart: 0, text: content }));
        const blanked = createBlanker(sources, [])(said);
        const restored = restore(blanked, (id) => sources.find(({ reviewId }) => reviewId === id)?.text);
        assert.deepEqual(restored, { text: said, missing: [] });
        // A part of a review that is on one line is gone, wherever it stands.
        const [first] = sources;
        const words = (first?.text ?? '').match(/[\p{L}\p{N}]+/gu) ?? [];
        if (first !== undefined && words.length >= shortestRun && !/[\s⟦⟧]/u.test(first.text.replaceAll(' ', '')))
          assert.ok(!createBlanker([first], [])(`x ${first.text} y`).includes(first.text.trim()));
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { chooseQuotes } from '../../../studio/planning/choose-quotes.ts';
import type { QuotableClause } from '../../../studio/planning/plan-packet.ts';

const clause = (userId: string, text: string, change: Partial<QuotableClause> = {}): QuotableClause => ({
  reviewId: `r-${userId}-${text.length}`,
  userId,
  reviewedAt: '2020-05-01T10:00:00.000Z',
  rating: 4,
  windowStart: 0,
  window: text,
  charStart: 0,
  charEnd: Array.from(text).length,
  term: 'noodles',
  sentiment: 0.6,
  ...change,
});
const bad = { sentiment: -0.6, rating: 2 };

const textsOf = (polarity: 'positive' | 'negative' | 'mixed', clauses: readonly QuotableClause[]): string[] =>
  chooseQuotes({ polarity, label: 'noodles' }, clauses).map(({ text }) => text);

const springy = clause('a', 'The noodles were springy and fresh.');
const praise = [
  springy,
  clause('b', 'Their noodles are made by hand in the window.'),
  clause('c', 'Best noodles on this side of the river.'),
  clause('d', 'I would cross town for these noodles.'),
];
const complaint = clause('e', 'The noodles arrived cold and stuck together.', bad);

describe('chooseQuotes', () => {
  it('gives two of the claim’s side and one of the other', () => {
    const quotes = chooseQuotes({ polarity: 'positive', label: 'noodles' }, [...praise, complaint]);
    assert.deepEqual(
      quotes.map(({ polarity }) => polarity),
      ['positive', 'positive', 'negative'],
    );
    assert.equal(quotes.at(-1)?.text, complaint.window);
  });

  it('fills up with its own side where nobody disagrees, and gives both sides of a mixed claim', () => {
    assert.equal(textsOf('positive', praise).length, 3);
    assert.deepEqual(
      chooseQuotes({ polarity: 'mixed', label: 'noodles' }, [complaint, ...praise])
        .slice(0, 2)
        .map(({ polarity }) => polarity),
      ['positive', 'negative'],
    );
  });

  it('puts nothing under a label that speaks of something else: a stir fry is none of the fries', () => {
    const stirred = clause('f', 'The stir fry was better than the curry.', { term: 'fry' });
    const crisp = clause('g', 'The fries were crisp and hot.', { term: 'fries' });
    const texts = (label: string): string[] =>
      chooseQuotes({ polarity: 'positive', label }, [stirred, crisp]).map(({ text }) => text);
    assert.deepEqual(texts('fries'), [crisp.window]);
    assert.deepEqual(texts('stir fry'), [stirred.window]);
    assert.deepEqual(texts('coffee'), []);
  });

  it('lets one reviewer speak once, and never quotes nearly the same words twice', () => {
    assert.equal(textsOf('positive', [springy, clause('a', 'Lovely noodles in a dark, rich broth.')]).length, 1);
    assert.equal(textsOf('positive', [springy, clause('z', 'The noodles were springy and fresh!')]).length, 1);
  });

  it('takes the clearer one first, of clear ones the newer one', () => {
    const newer = clause('n', 'The noodles taste of sesame and smoke.', { reviewedAt: '2021-01-01T00:00:00.000Z' });
    const unclear = clause('u', 'Also the noodles were quite fine that night.', {
      reviewedAt: '2021-02-01T00:00:00.000Z',
    });
    assert.deepEqual(textsOf('positive', [springy, unclear, newer]).slice(0, 2), [newer.window, springy.window]);
  });

  it('does not depend on the order of the clauses', () => {
    const all = [...praise, complaint];
    assert.deepEqual(
      chooseQuotes({ polarity: 'positive', label: 'noodles' }, all),
      chooseQuotes({ polarity: 'positive', label: 'noodles' }, all.toReversed()),
    );
  });

  it('keeps day, stars and span of the review', () => {
    const [quote] = chooseQuotes({ polarity: 'positive', label: 'noodles' }, [springy]);
    assert.deepEqual(quote, {
      id: '',
      reviewId: springy.reviewId,
      date: '2020-05-01',
      rating: 4,
      charStart: 0,
      charEnd: 35,
      text: 'The noodles were springy and fresh.',
      polarity: 'positive',
    });
  });
});

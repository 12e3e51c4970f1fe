import assert from 'node:assert/strict';
import { collectQuotes, placeQuote } from '../../../run/view/collect-quotes.ts';
import type { DialogPlan, PlannedTurn } from '../../../schemas/dialog-plan.ts';
import { createPlan } from '../../fixtures/dialog-plan.ts';

const mention = {
  side: 'community' as const,
  reviewId: 'r1',
  itemId: 'i1',
  aspectId: 'a01',
  month: '2020-01-01',
  reviewedAt: '2020-01-05T10:00:00.000Z',
  charStart: 4,
  charEnd: 20,
  sentiment: 0.5,
};
const quote = { id: 'q1', reviewId: 'r1', date: '2020-01-05', rating: 4, charStart: 4, charEnd: 21, text: '' };
const memory = { ...quote, id: 'u1', reviewId: 'r9', itemTitle: 'Old place', aspectId: 'a01', rating: 1 };
const claim = {
  itemId: 'i1',
  aspectId: 'a01',
  topicId: 'a01',
  label: 'burger',
  polarity: 'positive' as const,
  n: 1,
  positive: 1,
  negative: 0,
  level: 0.5,
  trend: 'sparse' as const,
  since: null,
  evidence: [mention],
  quotes: [
    { ...quote, polarity: 'positive' as const },
    { ...quote, id: 'q2', reviewId: 'r2', polarity: 'negative' as const },
  ],
};
const planned: PlannedTurn = {
  turn: 3,
  speaker: 'system',
  superNode: 'Explain',
  act: 'explain',
  slots: { claims: [claim] },
  evidence: [mention, { ...mention, aspectId: 'a07', reviewId: 'r3' }],
};
const plan: DialogPlan = { ...createPlan(1), memories: [memory, { ...memory, id: 'u2' }] };
const idsOf = (spoken?: Parameters<typeof collectQuotes>[2]): (string | null)[] =>
  collectQuotes(plan, planned, spoken).map(({ id, reviewId }) => id ?? reviewId);

/** A turn that counts one clause for two aspects. */
const spoken = (sentiment: number) => ({
  turn: 3,
  text: '',
  evidence: [
    { ...mention, label: 'burger' },
    { ...mention, aspectId: 'a02', label: 'price', sentiment },
  ],
});

const labelsOf = (sentiment: number): string[] =>
  collectQuotes(plan, planned, spoken(sentiment)).map(({ label }) => label);

describe('collectQuotes', () => {
  it('has what the speaker was given to quote, and mentions whose words are not among it', () => {
    assert.deepEqual(idsOf(), ['q1', 'q2', 'r3']);
  });

  it('puts first what the line cites, a memory only if it is cited', () => {
    assert.deepEqual(idsOf({ turn: 3, text: '', cites: ['q2', 'u1'] }), ['q2', 'u1', 'q1', 'r3']);
  });

  it('names every aspect that one clause is counted for, but keeps praise and complaint apart', () => {
    assert.deepEqual(labelsOf(0.2), ['burger, price', 'burger']);
    assert.deepEqual(labelsOf(-0.2), ['burger', 'burger', 'price']);
  });

  it('labels the mentions of a turn that was not said by what the turn speaks of, else by the aspect’s id', () => {
    const labels = collectQuotes(plan, planned, undefined).map(({ label }) => label);
    assert.deepEqual(labels, ['burger', 'burger', 'a07']);
  });

  it('is cut by code points, and has the item’s title where the review is gone', () => {
    const [place = assert.fail()] = collectQuotes(
      plan,
      { ...planned, slots: {}, evidence: [{ ...mention, charStart: 1, charEnd: 3 }] },
      undefined,
    );
    const review = { reviewId: 'r1', title: 'Diner', rating: 3, text: '🍕ab🍕c' };
    assert.deepEqual(placeQuote(place, review).review, { rating: 3, before: '🍕', span: 'ab', after: '🍕c' });
    assert.deepEqual([placeQuote(place, undefined).title, placeQuote(place, undefined).review], ['i1', null]);
  });
});

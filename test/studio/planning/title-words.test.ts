import assert from 'node:assert/strict';
import type { AspectWish, Candidate } from '../../../schemas/dialog-plan.ts';
import { isSaidWith } from '../../../studio/planning/title-words.ts';

const candidate = (title: string, category: string): Candidate => ({
  itemId: 'i',
  title,
  category,
  price: null,
  role: 'target',
  strategy: 'target',
  claims: [],
  remarks: [],
});
const wish = (label: string): AspectWish => ({
  aspectId: 'a',
  topicId: 'a',
  label,
  source: 'intent',
  share: 0,
  sentiment: 1,
  polarity: 'positive',
  evidence: [],
});

describe('isSaidWith', () => {
  it('finds a title that the category or a wish says in passing', () => {
    assert.ok(isSaidWith(candidate('Weather', 'Weather'), []));
    assert.ok(isSaidWith(candidate('CAFÉ!', 'Bars & Cafe'), []));
    assert.ok(isSaidWith(candidate('Wait Time', 'Food'), [wish('service'), wish('long wait, time')]));
  });

  it('leaves titles alone that only share letters or are longer', () => {
    assert.equal(isSaidWith(candidate('The Weather Channel', 'Weather'), []), false);
    assert.equal(isSaidWith(candidate('Eat', 'Weather'), [wish('heat')]), false);
  });
});

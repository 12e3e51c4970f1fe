import assert from 'node:assert/strict';
import type { Claim } from '../../../schemas/claim.ts';
import type { AspectWish, Candidate, TopicName } from '../../../schemas/dialog-plan.ts';
import { putOnTable } from '../../../studio/planning/put-on-table.ts';
import type { ShownItem } from '../../../studio/planning/shown-items.ts';

const topic = (topicId: string): TopicName => ({ aspectId: topicId, topicId, label: `the ${topicId}` });
const wish = (topicId: string): AspectWish => ({
  ...topic(topicId),
  source: 'profile',
  share: 0.2,
  sentiment: 0.5,
  polarity: 'positive',
  evidence: [],
});
const claim = (topicId: string): Claim => ({
  ...topic(topicId),
  itemId: 'i',
  polarity: 'positive',
  n: 1,
  positive: 1,
  negative: 0,
  level: 0.6,
  trend: 'steady',
  since: null,
  evidence: [],
  quotes: [],
});
const candidate: Candidate = {
  itemId: 'i',
  title: 'Copper Table',
  category: 'Food',
  price: null,
  role: 'target',
  strategy: 'target',
  claims: ['soup', 'bread', 'staff', 'music'].map(claim),
  remarks: [],
};
const shown: ShownItem = {
  candidate,
  recommended: [claim('soup')],
  questions: [],
  conditions: { questions: { atLeast: 0, atMost: 0 } },
  silent: new Set(['parking', 'view']),
};
const idsOf = (topics: readonly { topicId: string }[]): string[] => topics.map(({ topicId }) => topicId);
const said = (item: ShownItem, asked: readonly string[], spokenOf: readonly string[]): Record<string, string[]> => {
  const table = putOnTable(
    item,
    asked.map((topicId) => ({ about: topic(topicId) })),
    spokenOf.map(wish),
  );
  return { claims: idsOf(table.item.recommended), unknown: idsOf(table.unknown), askedNext: idsOf(table.askedNext) };
};

describe('putOnTable', () => {
  it('says what is known of wishes that were spoken of, and are not asked about, up to three claims', () => {
    assert.deepEqual(said(shown, [], ['bread', 'staff', 'music'])['claims'], ['soup', 'bread', 'staff']);
    assert.deepEqual(said(shown, ['bread'], ['bread', 'staff'])['claims'], ['soup', 'staff']);
    assert.deepEqual(said(shown, [], ['soup'])['claims'], ['soup']);
  });

  it('says of which wishes nobody speaks, but for those that are asked about', () => {
    const { unknown, askedNext } = said(shown, ['view'], ['parking', 'view', 'bread']);
    assert.deepEqual([unknown, askedNext], [['parking'], ['view']]);
  });

  it('leaves a doubt to its question, and an item that the user knows as it is', () => {
    const doubted = { ...shown, doubt: { about: topic('bread'), claim: claim('bread') } };
    assert.deepEqual(said(doubted, [], ['bread'])['claims'], ['soup']);
    const known = { ...shown, own: { reviews: 1, wishes: [] } };
    assert.deepEqual(said(known, [], ['bread', 'parking']), { claims: ['soup'], unknown: [], askedNext: [] });
  });
});

import assert from 'node:assert/strict';
import { ActSchema } from '../../../schemas/super-node.ts';
import { acts, findSlotProblems } from '../../../studio/planning/acts.ts';

const wish = {
  aspectId: 'a01',
  topicId: 'a01',
  label: 'battery',
  source: 'intent' as const,
  share: 0,
  sentiment: 1,
  polarity: 'positive' as const,
  evidence: [],
};
const item = { itemId: 'i', title: 'Blue Door', price: null };
const about = { aspectId: 'a01', topicId: 'a01', label: 'battery' };

describe('acts', () => {
  it('has a rule with a speaker for every act', () => {
    assert.deepEqual(Object.keys(acts).toSorted(), [...ActSchema.options].toSorted());
    for (const { speakers } of Object.values(acts)) assert.ok(speakers.length > 0);
  });
});

describe('findSlotProblems', () => {
  it('finds nothing amiss where every slot is filled', () => {
    assert.deepEqual(findSlotProblems('greet', {}), []);
    assert.deepEqual(findSlotProblems('state_need', { category: 'Food' }), []);
    assert.deepEqual(findSlotProblems('state_need', { wishes: [wish] }), []);
    assert.deepEqual(findSlotProblems('recommend', { ...item, claims: [] }), []);
    assert.deepEqual(findSlotProblems('explain', { ...item, about, claims: [] }), []);
    assert.deepEqual(findSlotProblems('accept', { ...item, about }), []);
  });

  it('names every slot that is missing or empty', () => {
    assert.deepEqual(findSlotProblems('state_need', {}), ['state_need lacks category or wishes']);
    assert.deepEqual(findSlotProblems('state_aspects', { wishes: [] }), ['state_aspects lacks wishes']);
    assert.deepEqual(findSlotProblems('recommend', { itemId: 'i', claims: [] }), [
      'recommend lacks title',
      'recommend lacks price',
    ]);
    // What is refused must have been claimed: there an empty list is no answer.
    assert.deepEqual(findSlotProblems('reject', { ...item, about, claims: [], wishes: [wish] }), [
      'reject lacks claims',
    ]);
  });
});

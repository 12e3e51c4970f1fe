import assert from 'node:assert/strict';
import { createTraceFinder } from '../../../studio/rights/find-traces.ts';

const text = 'We came late, and the waiter sang to my grandmother until midnight. Never again!';
const { inText, inValue } = createTraceFinder({
  users: ['qVc8-ODYU5_Z', '7', 'two words id'],
  reviews: ['KU_O5udG', '12345678901'],
  texts: [text],
  clauses: ['We came late', 'and the waiter sang to my grandmother until midnight', 'Never again'],
});
const values = (found: readonly { value: string }[]): string[] => found.map(({ value }) => value);

describe('finding what was to be forgotten', () => {
  it('finds an id wherever it stands, as a value, a key, in a text or in JSON inside a text', () => {
    for (const value of [
      { any: ['qVc8-ODYU5_Z'] },
      { 'qVc8-ODYU5_Z': 1 },
      { note: 'by qVc8-ODYU5_Z, who' },
      { plan: '{"userId":"qVc8-ODYU5_Z"}' },
      { data: btoa('{"user":"qVc8-ODYU5_Z"}') },
      '_qVc8-ODYU5_Z_',
    ]) {
      assert.deepEqual(values(inValue(value)), ['qVc8-ODYU5_Z'], JSON.stringify(value));
    }
    assert.deepEqual(values(inText('⟦r:KU_O5udG:0-4:⟧ <td>two words id</td>')), ['KU_O5udG', 'two words id']);
    assert.deepEqual(inValue({ any: 'qVc8-ODYU5_ZZ', other: 'KU_O5udG9' }), []);
  });

  it('takes a short id or a number for one only where an id of its kind is meant', () => {
    assert.deepEqual(values(inValue({ user_id: '7', n: 7 })), ['7']);
    assert.deepEqual(values(inValue({ userId: 7 })), ['7']);
    assert.deepEqual(values(inValue({ evidence: [{ reviewId: '12345678901' }] })), ['12345678901']);
    assert.deepEqual(values(inValue({ target: { review_ids: ['1', '12345678901'] } })), ['12345678901']);
    assert.deepEqual(inValue({ review_id: '7', item_id: '12345678901', n: 7, text: '7 of 12345678901' }), []);
    assert.deepEqual(inText('user 7'), []);
  });

  it('finds a quote that is a clause of four words or more, and eight words in a row', () => {
    const clause = 'and the waiter sang to my grandmother until midnight';
    const runs = ['and the waiter sang to my grandmother until', 'the waiter sang to my grandmother until midnight'];
    assert.deepEqual(values(inValue({ text: `${clause}.` })), [clause, ...runs]);
    assert.deepEqual(values(inText('One said: "The waiter sang to my GRANDMOTHER\nuntil midnight"')), [runs[1]]);
    assert.deepEqual(values(inText(String.raw`{"t":"x\nthe waiter sang &quot;to my grandmother until midnight"}`)), [
      runs[1],
    ]);
    assert.deepEqual(inValue({ text: 'We came late' }), [], 'three words are anyone’s');
    assert.deepEqual(inText('the waiter sang to my grandmother until'), [], 'seven words');
  });
});

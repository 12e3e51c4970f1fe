import assert from 'node:assert/strict';
import { chooseMemories } from '../../../studio/planning/choose-memories.ts';
import type { OwnClause } from '../../../studio/planning/plan-packet.ts';

const own = (itemTitle: string, aspectId: string, text: string, term: string): OwnClause => ({
  reviewId: `r-${itemTitle}-${text.length}`,
  reviewedAt: '2020-05-01T10:00:00.000Z',
  rating: 2,
  windowStart: 0,
  window: text,
  charStart: 0,
  charEnd: text.length,
  term,
  itemId: itemTitle,
  itemTitle,
  aspectId,
});
const candidates = [{ itemId: 'target', title: 'Copper Table' }];
const said = [
  own('Fernly', 'a01', 'The service was slow on both visits.', 'service'),
  own('Marlow', 'a02', 'The patio is where I read on Sundays.', 'patio'),
  own('Marlow', 'a02', 'Their patio gets the evening sun in June.', 'patio'),
  own('Marlow', 'a03', 'I paid nine dollars for the soup.', 'soup'),
];

describe('chooseMemories', () => {
  it('puts what is on a wish first, in the wishes’ order, and numbers them', () => {
    const memories = chooseMemories(said, [{ aspectId: 'a02' }, { aspectId: 'a01' }], candidates);
    assert.deepEqual(
      memories.map(({ id, itemTitle, aspectId }) => [id, itemTitle, aspectId]),
      [
        ['u1', 'Marlow', 'a02'],
        ['u2', 'Fernly', 'a01'],
        ['u3', 'Marlow', 'a03'],
      ],
    );
    assert.equal(memories[0]?.date, '2020-05-01');
  });

  it('knows no candidate, neither as the item nor by its name', () => {
    const known = [
      { ...own('Copper Table', 'a01', 'The service was warm and quick.', 'service'), itemId: 'target' },
      own('Copper Table', 'a01', 'The service was warm and quick.', 'service'),
      own('Fernly', 'a01', 'The service beats that of the Copper Table.', 'service'),
    ];
    assert.deepEqual(chooseMemories(known, [{ aspectId: 'a01' }], candidates), []);
  });

  it('has none where nothing can be told in one clause', () => {
    assert.deepEqual(chooseMemories([own('Fernly', 'a01', 'They were slow.', 'service')], [], candidates), []);
  });
});

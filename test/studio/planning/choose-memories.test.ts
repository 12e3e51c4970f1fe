import assert from 'node:assert/strict';
import { chooseMemories, isRemembered } from '../../../studio/planning/choose-memories.ts';
import type { Polarity } from '../../../schemas/opinion.ts';
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
  topicId: aspectId,
  sentiment: -0.6,
});
const topic = (aspectId: string, label: string, polarity: Polarity = 'mixed') => ({
  aspectId,
  topicId: aspectId,
  label,
  polarity,
});
const candidates = [{ itemId: 'target', title: 'Copper Table' }];
const said = [
  own('Fernly', 'a01', 'The service was slow on both visits.', 'service'),
  own('Marlow', 'a02', 'The patio is where I read on Sundays.', 'patio'),
  own('Marlow', 'a02', 'Their patio gets the evening sun in June.', 'patio'),
  own('Marlow', 'a03', 'I paid nine dollars for the soup.', 'soup'),
];

const texts = (clauses: OwnClause[]): string[] => chooseMemories(clauses, [], candidates).map(({ text }) => text);

/** Memories that a clause on the soup gives who wishes for it like that. */
const told = (text: string, sentiment: number, polarity: Polarity): number =>
  chooseMemories([{ ...own('Fernly', 'a01', text, 'soup'), sentiment }], [topic('a01', 'soup', polarity)], candidates)
    .length;

describe('chooseMemories', () => {
  it('puts what is on a wish first, in the wishes’ order, and numbers them', () => {
    const memories = chooseMemories(said, [topic('a02', 'patio'), topic('a01', 'service')], candidates);
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
    assert.deepEqual(chooseMemories(known, [topic('a01', 'service')], candidates), []);
  });

  it('has none where nothing can be told in one clause', () => {
    assert.deepEqual(chooseMemories([own('Fernly', 'a01', 'They were slow.', 'service')], [], candidates), []);
    const advice = own('Fernly', 'a01', 'May I recommend the service at noon.', 'service');
    assert.deepEqual(chooseMemories([advice], [], candidates), []);
  });

  it('tells of anything where hardly a clause is on an aspect', () => {
    const others = [
      own('Fernly', 'a00', 'My nephew still plays with the wooden train.', 'train'),
      own('Marlow', 'a00', 'I gave the lamp to a neighbor.', 'lamp'),
      own('Otis', 'a00', 'The kettle sings like a bird.', 'kettle'),
    ];
    assert.equal(texts(others).length, 2);
    assert.deepEqual(texts([...said.slice(0, 1), ...others]).slice(0, 1), ['The service was slow on both visits.']);
    assert.equal(texts([...said.slice(0, 1), ...others]).length, 2);
    assert.ok(texts([...said, ...others]).every((text) => said.some(({ window }) => window === text)));
  });

  it('tells nothing that goes against the wish it speaks of', () => {
    assert.equal(told('The soup was warm and full of herbs.', 0.6, 'positive'), 1);
    assert.equal(told('The soup was warm and full of herbs.', 0.6, 'negative'), 0);
    assert.equal(told('The soup was cold on both of the days.', -0.6, 'positive'), 0);
    assert.equal(told('The soup was cold on both of the days.', -0.6, 'negative'), 1);
    assert.equal(told('The soup is decent but not that special.', 0.5, 'positive'), 0);
    assert.equal(told('The soup was cold on both of the days.', -0.6, 'mixed'), 1);
  });

  it('remembers a wish only by its words or kindred ones', () => {
    const [memory] = chooseMemories(said, [topic('a01', 'service')], candidates);
    assert.ok(memory !== undefined);
    assert.equal(isRemembered([memory], topic('a01', 'service')), true);
    assert.equal(isRemembered([memory], topic('a01', 'soup')), false);
    assert.equal(isRemembered([memory], topic('a02', 'service')), false);
    assert.equal(isRemembered([], topic('a01', 'service')), false);
  });
});

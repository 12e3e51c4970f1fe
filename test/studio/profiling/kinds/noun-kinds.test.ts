import assert from 'node:assert/strict';
import { findKinship } from '../../../../studio/profiling/kinds/noun-kinds.ts';

describe('findKinship', () => {
  it('finds two words for one thing', () => {
    assert.deepEqual(findKinship('mic', 'microphone'), { is: 'same', rank: 0 });
    assert.deepEqual(findKinship('ambience', 'atmosphere'), { is: 'same', rank: 0 });
  });

  it('finds the more general thing, and how many steps it is away', () => {
    const [pizza, beer] = [findKinship('pizza', 'food'), findKinship('beer', 'drink')];
    assert.ok(pizza?.is === 'under' && pizza.kind === 'food' && pizza.rank === 0);
    assert.ok(beer?.is === 'under' && beer.kind === 'drink');
    assert.equal(findKinship('beer', 'food'), undefined);
    const [dish, food] = [findKinship('pizza', 'dish'), findKinship('pizza', 'food')];
    assert.ok(dish?.is === 'under' && food?.is === 'under' && dish.steps < food.steps);
    // By a rarer meaning: a fish is an animal before it is eaten.
    const fish = findKinship('fish', 'food');
    assert.ok(fish?.is === 'under' && fish.rank > 0);
  });

  it('knows a more general thing from a more special one', () => {
    assert.equal(findKinship('food', 'pizza'), undefined);
  });

  it('knows people and groups of them', () => {
    for (const [noun, other] of [
      ['waitress', 'staff'],
      ['bartender', 'waitress'],
      ['bartender', 'service'],
    ] as const)
      assert.deepEqual(findKinship(noun, other), { is: 'people' }, `${noun}, ${other}`);
    assert.equal(findKinship('waitress', 'pizza'), undefined);
    // A person by its third meaning only: a tool of others.
    assert.notDeepEqual(findKinship('waitress', 'tool'), { is: 'people' });
  });

  it('finds nothing too general to be a kind, and nothing of words that it does not know', () => {
    assert.equal(findKinship('guitar', 'thing'), undefined);
    assert.equal(findKinship('guitar', 'artifact'), undefined);
    assert.equal(findKinship('gameplay', 'game'), undefined);
    assert.equal(findKinship('constructor', '__proto__'), undefined);
    assert.equal(findKinship('', ''), undefined);
  });
});

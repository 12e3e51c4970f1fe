import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { JudgedUse } from '../../../../studio/profiling/kinds/judged-heads.ts';
import { tieHeads } from '../../../../studio/profiling/kinds/tie-heads.ts';

let clause = 0;
beforeEach(() => (clause = 0));

/** Uses of a head, each in a clause of its own, judged by the words in turn. */
function uses(head: string, times: number, judges: string, more: Partial<JudgedUse> = {}): JudgedUse[] {
  const words = judges.split(' ');
  return Array.from({ length: times }, (_, at) => ({
    head,
    isNoun: true,
    clause: (clause += 1),
    cluster: 0,
    judge: words[at % words.length] ?? '',
    ...more,
  }));
}

/** Clauses that judge all of the heads. */
const together = (heads: readonly string[], times: number, judge: string): JudgedUse[] =>
  Array.from({ length: times }, () => {
    clause += 1;
    return heads.map((head) => ({ head, isNoun: true, clause, cluster: 0, judge }));
  }).flat();

const tied = (...given: JudgedUse[][]): Record<string, string> => Object.fromEntries(tieHeads(given.flat()));

describe('tieHeads', () => {
  it('puts what is eaten under food, however seldom it is judged', () => {
    const given = [uses('food', 40, 'great tasty'), uses('pizza', 12, 'crispy greasy'), uses('burrito', 1, 'huge')];
    assert.deepEqual(tied(...given), { food: 'food', pizza: 'food', burrito: 'food' });
  });

  it('keeps apart what is judged beside the more general thing, and drinks from food', () => {
    const given = [uses('drink', 40, 'strong cold'), uses('beer', 20, 'cold flat'), uses('food', 40, 'great tasty')];
    assert.deepEqual(tied(...given), { drink: 'drink', beer: 'drink', food: 'food' });
    const beside = tied(...given, together(['drink', 'beer'], 10, 'cold'));
    assert.deepEqual(beside, { drink: 'drink', beer: 'beer', food: 'food' });
  });

  it('puts people under one name where the same words judge them', () => {
    const judges = 'friendly rude attentive';
    const given = [
      uses('staff', 40, judges),
      uses('waitress', 20, judges),
      uses('bartender', 15, judges),
      uses('singer', 15, 'loud moving'),
    ];
    const others = [uses('menu', 30, 'long short'), uses('price', 30, 'high low fair')];
    const ties = tied(...given, ...others);
    assert.deepEqual([ties['waitress'], ties['bartender'], ties['singer']], ['staff', 'staff', 'singer']);
  });

  it('puts two words for one thing together', () => {
    const given = [uses('mic', 30, 'clear sensitive'), uses('microphone', 15, 'clear sensitive')];
    assert.equal(tied(...given, uses('price', 30, 'fair'))['microphone'], 'mic');
  });

  it('takes a stranger into a large group only, and by what is said of both', () => {
    const dishes = 'pizza taco soup salad steak rice bread cheese cake'.split(' ');
    const judges = 'crispy juicy tender tasty';
    const others = [uses('price', 40, 'high low fair'), uses('room', 40, 'clean dirty')];
    // "Fries" have no dish among their first meanings.
    const fries = [uses('fry', 20, judges), uses('chassis', 20, 'solid bent')];
    const large = tied(uses('food', 60, judges), ...dishes.map((dish) => uses(dish, 12, judges)), ...fries, ...others);
    assert.deepEqual([large['fry'], large['chassis']], ['food', 'chassis']);
    assert.equal(tied(uses('food', 60, judges), ...fries, ...others)['fry'], 'fry');
  });

  it('names no group by a verb, nor by what is hardly used', () => {
    const given = [
      uses('navigate', 30, 'easy', { isNoun: false }),
      uses('screen', 30, 'bright'),
      uses('hinge', 4, 'loose'),
    ];
    assert.deepEqual(tied(...given), { screen: 'screen' });
    assert.deepEqual(tied([]), {});
  });

  it('does not depend on the order of the uses, and every leader leads itself', () => {
    const heads = fc.constantFrom('food', 'pizza', 'drink', 'beer', 'staff', 'waiter', 'price', 'fry');
    const use = fc.record({
      head: heads,
      isNoun: fc.boolean(),
      clause: fc.nat(60),
      cluster: fc.nat(2),
      judge: fc.constantFrom('', 'good', 'tasty', 'rude', 'cold'),
    });
    fc.assert(
      fc.property(fc.array(use, { maxLength: 200 }), (given) => {
        const ties = tieHeads(given);
        for (const leader of ties.values()) assert.equal(ties.get(leader), leader);
        assert.deepEqual(tieHeads(given.toReversed()), ties);
      }),
    );
  });
});

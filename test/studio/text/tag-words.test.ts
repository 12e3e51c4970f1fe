import assert from 'node:assert/strict';
import { createTagWords } from '../../../studio/text/tag-words.ts';

const tagWords = createTagWords();
const rolesOf = (clause: string): Record<string, string> =>
  Object.fromEntries(tagWords(clause).map(({ surface, role }) => [surface, role]));

describe('createTagWords', () => {
  it('tells nouns from verbs and adjectives by their place', () => {
    assert.deepEqual(rolesOf('the waiter was friendly'), {
      the: 'other',
      waiter: 'noun',
      was: 'other',
      friendly: 'adjective',
    });
    assert.equal(rolesOf('I ordered the soup')['ordered'], 'verb');
  });

  it('takes no name from a capital at the start', () => {
    assert.equal(rolesOf('Service was slow')['service'], 'noun');
  });

  it('reads any text: nothing, emoji, a token without an end', () => {
    assert.deepEqual(tagWords(''), []);
    assert.deepEqual(tagWords('🍕🍕'), []);
    assert.deepEqual(tagWords('x'.repeat(200_000)), []);
  });

  it('can be made any number of times in one process', () => {
    for (let times = 0; times < 40; times += 1) assert.equal(createTagWords()('the soup')[1]?.role, 'noun');
  });
});

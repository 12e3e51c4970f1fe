import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createRandom } from '../../../studio/random.ts';
import { drawTypingHabits, typeAs } from '../../../studio/simulation/typing-habits.ts';

const type = (text: string, isLowerCase: boolean, dropsStop = 0, names: readonly string[] = []): string =>
  typeAs(text, { dropsStop, isLowerCase }, names, createRandom(1));

describe('typing habits', () => {
  it('leave out the last full stop or exclamation mark, never a question mark', () => {
    assert.equal(type('Good. I will go there.', false, 1), 'Good. I will go there');
    assert.equal(type('Thanks!', false, 1), 'Thanks');
    assert.equal(type('And the food?', false, 1), 'And the food?');
    assert.equal(type('Hm...', false, 1), 'Hm...');
  });

  it('put sentence starts and "I" in lower case, and leave names alone', () => {
    assert.equal(
      type("Well, I'm in. The food sounds good, I think.", true),
      "well, i'm in. the food sounds good, i think.",
    );
    assert.equal(type('Han Dynasty it is. I like it.', true, 0, ['Han Dynasty']), 'Han Dynasty it is. i like it.');
    assert.equal(type('Pie I Am it is.', true, 0, ['Pie I Am']), 'Pie I Am it is.');
    assert.equal(type('USB matters.', true), 'USB matters.');
  });

  it('change nothing but case and the last mark, and are the same for the same seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, seed) => {
        const typed = typeAs(text, drawTypingHabits(createRandom(seed)), [], createRandom(seed));
        const lower = text.toLowerCase();
        assert.ok([lower, lower.slice(0, -1)].includes(typed.toLowerCase()));
        assert.equal(typed, typeAs(text, drawTypingHabits(createRandom(seed)), [], createRandom(seed)));
      }),
    );
  });
});

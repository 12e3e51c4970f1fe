import assert from 'node:assert/strict';
import { maskTitles, plainWordsOf } from '../../data/mask-titles.ts';

const items = [
  { itemId: 'a', title: 'Blue Heron Bistro' },
  { itemId: 'b', title: 'Pavonis Pro Headphones, 40 mm' },
];
const plainWords = plainWordsOf(['headphones', 'bistros']);

describe('titles masked in the input', () => {
  it('whole, shortened, misspelt or in small letters', () => {
    for (const said of ['Blue Heron Bistro', 'blue heron bistro', 'the Blue Heron', 'Blue Herron Bistro']) {
      const masked = maskTitles(`How about ${said} for tonight?`, items, plainWords);
      assert.match(masked, /\[item\]/u, said);
      assert.doesNotMatch(masked, /heron|herron/iu);
    }
    assert.equal(
      maskTitles('I would take Pavonis Pro Headphones, 40 mm, not Blue Heron Bistro.', items, plainWords),
      'I would take [item], not [item].',
    );
  });

  it('and nothing else', () => {
    const text = 'The headphones were blue, and a bistro is not what I want.';
    assert.equal(maskTitles(text, items, plainWords), text);
    assert.equal(maskTitles('Costs $& and $1', [{ itemId: 'c', title: '' }], plainWords), 'Costs $& and $1');
  });
});

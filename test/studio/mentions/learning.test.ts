import assert from 'node:assert/strict';
import {
  addOpinionWordCounts,
  countOpinionWords,
  learnOpinionWords,
} from '../../../studio/mentions/learn-opinion-words.ts';
import { learnTerms } from '../../../studio/mentions/learn-terms.ts';
import { linkReview } from '../../../studio/mentions/link-review.ts';
import { createOpinionLexicon } from '../../../studio/mentions/opinion-lexicon.ts';
import { addTermCounts, countTerms } from '../../../studio/mentions/term-counts.ts';
import type { TermCounts } from '../../../studio/mentions/term-counts.ts';

const lexicon = createOpinionLexicon();
const link = (text: string): ReturnType<typeof linkReview> => linkReview(text, lexicon);
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const sorted = ({ terms, pairs, ...rest }: TermCounts): object => ({
  ...rest,
  terms: Object.fromEntries([...terms].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  pairs: Object.fromEntries([...pairs].toSorted(([a], [b]) => (a < b ? -1 : 1))),
});

describe('Terms of a run', () => {
  const texts = [
    ...times(12, 'The staircase was steep. I like this hostel.'),
    ...times(8, 'This hostel has dim sum. The staircase was dirty.'),
    'We found the hostel by the river.',
  ];

  it('are counted the same in parts and in any order', () => {
    const whole = countTerms(texts.map(link));
    const parts = [texts.slice(15), texts.slice(0, 4), texts.slice(4, 15)].map((part) => countTerms(part.map(link)));
    assert.deepEqual(sorted(addTermCounts(parts)), sorted(whole));
  });

  it('show what is judged, what the item is called and which adjectives belong to a noun', () => {
    const learned = learnTerms(countTerms(texts.map(link)));
    assert.ok(learned.aspectHeads.has('staircase'));
    assert.ok(learned.itemHeads.has('hostel'));
    assert.ok(!learned.aspectHeads.has('river'));
    assert.deepEqual([...learned.fixedPairs], ['dim sum']);
    assert.deepEqual(learned.counts.get('staircase')?.judged, 20);
  });
});

describe('Opinion words of a run', () => {
  const rated = [
    ...times(30, { rating: 5, sentences: link('The lounge was leafy. A wooden table.') }),
    ...times(30, { rating: 1, sentences: link('The lounge was draughty. A wooden table.') }),
    ...times(9, { rating: 3, sentences: link('The lounge was middling.') }),
  ];

  it('are learned from stars where they are far from even, and weaker than listed ones', () => {
    const learned = learnOpinionWords(countOpinionWords(rated));
    assert.ok(!learned.has('wooden'));
    assert.ok(!learned.has('middling'));
    for (const strength of learned.values()) assert.ok(Math.abs(strength) <= 0.6);
    assert.ok((learned.get('draughty') ?? 0) < 0, `learned ${[...learned.keys()].join(', ')}`);
  });

  it('are counted the same in parts', () => {
    const whole = countOpinionWords(rated);
    const parts = addOpinionWordCounts([countOpinionWords(rated.slice(40)), countOpinionWords(rated.slice(0, 40))]);
    assert.deepEqual(learnOpinionWords(parts), learnOpinionWords(whole));
    assert.equal(parts.praising + parts.blaming, 60);
  });

  it('that no list names judge once they are learned', () => {
    const taught = createOpinionLexicon(new Map([['draughty', -0.5]]));
    const [sentence] = linkReview('The lounge was draughty.', taught);
    assert.deepEqual(
      sentence?.links.map(({ opinion }) => [opinion.source, opinion.score]),
      [['learned', -0.5]],
    );
    assert.deepEqual(link('The lounge was draughty.')[0]?.links, []);
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { extractMentions } from '../../../studio/mentions/extract-mentions.ts';
import { noTerms } from '../../../studio/mentions/learn-terms.ts';
import {
  decodeMentions,
  encodeMentions,
  learnMentions,
  toKnowledge,
} from '../../../studio/mentions/mention-knowledge.ts';
import type { LearnedMentions, TrainingReview } from '../../../studio/mentions/mention-knowledge.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';

const times = (count: number, rating: number, text: string, isEarly = true): TrainingReview[] =>
  Array.from({ length: count }, () => ({ rating, isEarly, text }));

/** "draughty" is on no list; the stars say what it is. */
const reviews = [
  ...times(30, 5, 'The lounge was leafy. I like this hostel.'),
  ...times(30, 1, 'The lounge was draughty. This hostel has dim sum. The staircase was dirty.'),
  ...times(6, 5, 'The staircase was steep. The terrace was draughty.', false),
];
const learn = async (given: readonly TrainingReview[]): Promise<LearnedMentions> =>
  learnMentions(given, () => undefined, withoutPause);

describe('learnMentions', () => {
  it('learns opinion words from the earlier reviews, and terms from all', async () => {
    const { words, terms } = await learn(reviews);
    assert.ok((words.get('draughty') ?? 0) < 0, [...words.keys()].join(' '));
    assert.ok(terms.itemHeads.has('hostel'));
    assert.ok(terms.fixedPairs.has('dim sum'));
    // Later reviews are judged by a word that the earlier ones taught.
    assert.deepEqual([terms.counts.get('terrace')?.uses, terms.counts.get('terrace')?.judged], [6, 6]);
    assert.ok(terms.aspectHeads.has('terrace'));

    const late = await learn(reviews.map((review) => ({ ...review, isEarly: !review.isEarly })));
    assert.ok(!late.words.has('draughty'), [...late.words.keys()].join(' '));
    assert.ok(!late.terms.aspectHeads.has('terrace'));
  });

  it('hands each review over as it was read with the learned words', async () => {
    const judged = new Map<number, string[]>();
    await learnMentions(
      reviews,
      (place, sentences) => {
        judged.set(
          place,
          sentences.flatMap(({ tokens, links }) => links.map(({ head }) => tokens[head]?.lemma ?? '')),
        );
      },
      withoutPause,
    );
    assert.deepEqual([...judged.keys()], [...reviews.keys()]);
    assert.deepEqual(judged.get(reviews.length - 1)?.includes('terrace'), true);
  });

  it('learns the same whatever the order of the reviews', async () => {
    const expected = encodeMentions(await learn(reviews));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(reviews, { minLength: reviews.length }), async (shuffled) => {
        assert.equal(encodeMentions(await learn(shuffled)), expected);
      }),
      { numRuns: 10 },
    );
  });

  it('learns nothing from nothing', async () => {
    const { words, terms } = await learn([]);
    assert.equal(words.size, 0);
    assert.deepEqual(terms, noTerms);
  });
});

describe('encodeMentions and decodeMentions', () => {
  it('come back to what was learned, and read other reviews as it does', async () => {
    const learned = await learn(reviews);
    const decoded = decodeMentions(encodeMentions(learned));
    assert.deepEqual(decoded, learned);
    assert.equal(encodeMentions(decoded), encodeMentions(learned));
    const text = 'The terrace was draughty, but the staircase was superb. A lovely hostel.';
    const mentions = extractMentions(text, toKnowledge(decoded));
    assert.deepEqual(mentions, extractMentions(text, toKnowledge(learned)));
    assert.deepEqual(
      mentions.map(({ head, isItem }) => [head, isItem]),
      [
        ['terrace', false],
        ['staircase', false],
        ['hostel', true],
      ],
    );
  });

  it('give equal text for equal knowledge, in whatever order it was learned', () => {
    const anyCount = fc.record({
      uses: fc.nat(),
      judged: fc.nat(),
      judgedAsSubject: fc.nat(),
      definite: fc.nat(),
      indefinite: fc.nat(),
      demonstrative: fc.nat(),
      inner: fc.nat(),
      capitalised: fc.nat(),
      bare: fc.nat(),
    });
    const names = fc.uniqueArray(fc.string(), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.string(), fc.double({ min: -1, max: 1, noNaN: true })), {
          selector: ([word]) => word,
          maxLength: 6,
        }),
        fc.uniqueArray(fc.tuple(fc.string(), anyCount), { selector: ([head]) => head, maxLength: 6 }),
        fc.tuple(fc.nat(), names, names, names, fc.boolean()),
        (words, counts, [uses, itemHeads, fixedPairs, aspectHeads, isThreeFew]) => {
          const knowledgeOf = (order: <T>(list: readonly T[]) => T[]): LearnedMentions => ({
            words: new Map(order(words)),
            terms: {
              uses,
              counts: new Map(order(counts)),
              itemHeads: new Set(order(itemHeads)),
              fixedPairs: new Set(order(fixedPairs)),
              aspectHeads: new Set(order(aspectHeads)),
            },
            isThreeFew,
          });
          const text = encodeMentions(knowledgeOf((list) => [...list]));
          assert.equal(encodeMentions(knowledgeOf((list) => list.toReversed())), text);
          assert.equal(encodeMentions(decodeMentions(text)), text);
        },
      ),
    );
  });

  it('refuse text that is no such file', () => {
    for (const text of ['', '????', '{}', '{"format":"convrec-mention-knowledge-0"}'])
      assert.throws(() => decodeMentions(text));
  });
});

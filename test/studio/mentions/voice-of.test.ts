import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { extractMentions } from '../../../studio/mentions/extract-mentions.ts';
import type { Mention, MentionPolarity } from '../../../studio/mentions/extract-mentions.ts';
import { voiceOf } from '../../../studio/mentions/voice-of.ts';
import { rulesOnly } from './known-mentions.ts';

const [read] = extractMentions('The towels were filthy.', rulesOnly);

function voice(polarity: MentionPolarity, sentiment: number, leaning: number, confidence: number) {
  assert.ok(read !== undefined);
  return voiceOf({ ...read, polarity, sentiment, leaning, confidence });
}

describe('voiceOf', () => {
  it('takes a claimed opinion as it is', () => {
    assert.deepEqual(voice('positive', 0.6, 0.6, 0.8), { polarity: 'positive', sentiment: 0.6 });
    assert.deepEqual(voice('negative', -0.6, -0.6, 0.8), { polarity: 'negative', sentiment: -0.6 });
  });

  it('counts a likely complaint from confidence 0.5 on, where it is one at all', () => {
    assert.deepEqual(voice('unknown', 0, -0.4, 0.5), { polarity: 'negative', sentiment: -0.4 });
    assert.deepEqual(voice('unknown', 0, -0.2, 0.6), { polarity: 'negative', sentiment: -0.2 });
    for (const unsure of [voice('unknown', 0, -0.4, 0.49), voice('unknown', 0, -0.19, 0.6)])
      assert.deepEqual(unsure, { polarity: 'neutral', sentiment: 0 });
  });

  it('counts no praise that is not claimed', () => {
    assert.deepEqual(voice('unknown', 0, 0.9, 0.68), { polarity: 'neutral', sentiment: 0 });
  });

  it('gives what is mixed and what judges nothing no side, whatever it leans to', () => {
    assert.deepEqual(voice('mixed', 0, 0, 0.9), { polarity: 'mixed', sentiment: 0 });
    assert.deepEqual(voice('neutral', 0.1, 0.1, 0.9), { polarity: 'neutral', sentiment: 0 });
    assert.deepEqual(voice('neutral', -0.1, -0.5, 0.9), { polarity: 'neutral', sentiment: 0 });
  });

  it('has a sentiment just where it has a side, and on that side', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<MentionPolarity>('positive', 'negative', 'mixed', 'neutral', 'unknown'),
        fc.integer({ min: 2, max: 10 }).map((tenths) => tenths / 10),
        fc.integer({ min: -10, max: 10 }).map((tenths) => tenths / 10),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (polarity, strength, leaning, confidence) => {
          const sentiment = polarity === 'positive' ? strength : polarity === 'negative' ? -strength : 0;
          const heard = voice(polarity, sentiment, leaning, confidence);
          const sides: Record<string, number> = { positive: 1, negative: -1 };
          assert.equal(Math.sign(heard.sentiment), sides[heard.polarity] ?? 0);
        },
      ),
    );
  });

  it('hears a complaint in words that are too unsure to be claimed', () => {
    const mention: Mention | undefined = extractMentions('The towels were filthy.', {
      ...rulesOnly,
      confidence: { bias: Math.log(0.6 / 0.4), weights: {} },
    })[0];
    assert.ok(mention !== undefined);
    assert.deepEqual([mention.polarity, mention.sentiment], ['unknown', 0]);
    assert.deepEqual(voiceOf(mention), { polarity: 'negative', sentiment: mention.leaning });
  });
});

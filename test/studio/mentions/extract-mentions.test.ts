import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { extractMentions } from '../../../studio/mentions/extract-mentions.ts';
import type { Mention } from '../../../studio/mentions/extract-mentions.ts';
import { noTerms } from '../../../studio/mentions/learn-terms.ts';
import { opinionsIn, rulesOnly } from './known-mentions.ts';

describe('Mentions of a review', () => {
  it('give empty text none', () => {
    assert.deepEqual(extractMentions('', rulesOnly), []);
    assert.deepEqual(extractMentions(' \n ', rulesOnly), []);
  });

  it('say where term, opinion and clause stand, in code points', () => {
    const text = '😀 Fine day. The lentil stew was very bland, but the bread was fresh.';
    const characters = Array.from(text);
    const read = ({ charStart, charEnd }: { charStart: number; charEnd: number }): string =>
      characters.slice(charStart, charEnd).join('');
    const stew = extractMentions(text, rulesOnly).find(({ head }) => head === 'stew');
    assert.ok(stew);
    assert.equal(read(stew.termSpan), 'lentil stew');
    assert.equal(stew.opinionSpan === null ? '' : read(stew.opinionSpan), 'very bland');
    assert.equal(read(stew.clauseSpan), 'The lentil stew was very bland');
    assert.equal(stew.polarity, 'negative');
    assert.equal(stew.rule, 'predicate');
  });

  it('hold entities of the text as they are written', () => {
    const text = 'The soup&#39;s garnish was lovely &amp; the rolls were stale.';
    assert.deepEqual(opinionsIn(text), ['garnish positive', 'rolls negative']);
  });

  it('are in both spans and spelling those of the text, whatever it holds', () => {
    const words = fc.constantFrom(
      ..."the a food waiter battery was is not very great terrible slow and but , . ! ? which loved hate crashes too salty with problems 😀 é 漢字 &amp; &#39; THE i’m don't won' t to for of".split(
        ' ',
      ),
      '\n',
      '',
      '\u{1F600}'.slice(0, 1),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
          fc.string(),
        ),
        (text) => {
          const characters = Array.from(text);
          for (const mention of extractMentions(text, rulesOnly)) assertInside(characters, mention);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are the same whenever they are asked for', () => {
    const text = 'The room was tiny and the shower broke. Breakfast, however, was superb!';
    assert.deepEqual(extractMentions(text, rulesOnly), extractMentions(text, rulesOnly));
  });

  for (const [text, opinions] of [
    ['I heard of this place and had to go since I love Thai food.', []],
    ['I am not a big fan of Cuban food, but I eat it now and then.', []],
    ['I do love vegetarian and vegan food.', []],
    ['I love the fries.', ['fries positive']],
    ['I love fries from here.', ['fries positive']],
    ['I am a huge fan of the burgers.', ['burgers positive']],
    ['My kids love the slides.', ['slides positive']],
    ['I would gladly pay more to get better food.', []],
    ['We came to see if the noodles are good.', []],
    ['The noodles are good, if you ask me.', ['noodles positive']],
    ['Our food arrived promptly.', []],
    ['The dryer runs quietly.', ['dryer positive']],
  ] as const)
    it(`tell a verdict on the item from what the writer likes, seeks or waits for: ${text}`, () => {
      assert.deepEqual(opinionsIn(text), opinions);
    });

  it('keep an opinion that is not sure enough as unknown, without a sentiment', () => {
    const [doubtful] = extractMentions('The towels were filthy.', {
      ...rulesOnly,
      confidence: { bias: -2, weights: {} },
    });
    assert.equal(doubtful?.polarity, 'unknown');
    assert.equal(doubtful.sentiment, 0);
    assert.ok(doubtful.leaning < 0);
    assert.ok(doubtful.confidence < 0.2);
  });

  it('are surer of blame under few stars and less sure of what the stars speak against, but no surer of praise', () => {
    const [blame, praise] = ['The towels were filthy.', 'The towels were lovely.'];
    assert.equal(sureOf(blame, 3), sureOf(blame));
    assert.ok(sureOf(blame, 1) > sureOf(blame) && sureOf(blame) > sureOf(blame, 5));
    assert.equal(sureOf(blame, 1), sureOf(blame, 2));
    assert.equal(sureOf(praise, 5), sureOf(praise));
    assert.ok(sureOf(praise, 1) < sureOf(praise));
  });

  it('are mixed where praise and blame of one term are about as sure', () => {
    assert.deepEqual(opinionsIn('The hummus is creamy but overpriced.'), ['hummus mixed']);
  });

  it('are neutral for a verdict that neither praises nor blames', () => {
    assert.deepEqual(opinionsIn('The lighting was okay.'), ['lighting neutral']);
  });

  it('speak of a term that reviews often judge, also where nothing is said of it', () => {
    const terms = { ...noTerms, aspectHeads: new Set(['pool']) };
    const [spoken] = extractMentions('We sat by the pool until noon.', { ...rulesOnly, terms });
    assert.deepEqual(
      [spoken?.term, spoken?.polarity, spoken?.rule, spoken?.opinionSpan, spoken?.confidence],
      ['pool', 'neutral', 'spoken-of', null, 0],
    );
  });

  it('set opinions about the item itself apart', () => {
    const terms = { ...noTerms, itemHeads: new Set(['hostel']) };
    const mentions = extractMentions('A lovely hostel with filthy bathrooms.', { ...rulesOnly, terms });
    assert.deepEqual(
      mentions.map(({ head, isItem }) => [head, isItem]),
      [
        ['hostel', true],
        ['bathroom', false],
      ],
    );
  });

  it('take no verdict from an adjective that belongs to the term', () => {
    const terms = { ...noTerms, fixedPairs: new Set(['dim sum']) };
    assert.deepEqual(opinionsIn('They have lovely dim sum.', { ...rulesOnly, terms }), ['sum positive']);
    assert.deepEqual(opinionsIn('They have bland sum.', { ...rulesOnly, terms }), ['sum negative']);
  });
});

function sureOf(text: string, stars?: number): number {
  const [mention] = extractMentions(text, { lexicon: rulesOnly.lexicon, terms: noTerms }, stars);
  assert.ok(mention);
  return mention.confidence;
}

function assertInside(
  characters: readonly string[],
  { term, termSpan, opinionSpan, clauseSpan, ...mention }: Mention,
): void {
  assert.equal(characters.slice(termSpan.charStart, termSpan.charEnd).join(''), term);
  for (const span of [termSpan, clauseSpan, ...(opinionSpan === null ? [] : [opinionSpan])]) {
    assert.ok(span.charStart >= 0 && span.charStart < span.charEnd && span.charEnd <= characters.length);
  }
  assert.ok(Math.abs(mention.sentiment) <= 1);
  assert.ok(mention.confidence >= 0 && mention.confidence < 1.0000001);
}

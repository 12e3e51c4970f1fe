import assert from 'node:assert/strict';
import { extractMentions } from '../../../studio/mentions/extract-mentions.ts';
import type { Mention } from '../../../studio/mentions/extract-mentions.ts';
import { noTerms } from '../../../studio/mentions/learn-terms.ts';
import type { LearnedTerms } from '../../../studio/mentions/learn-terms.ts';
import { rulesOnly } from './known-mentions.ts';

const lamps: LearnedTerms = { ...noTerms, itemHeads: new Set(['lamp']) };

/** Complaints of a review of lamps as "term rule". */
function complaintsIn(text: string): string[] {
  return extractMentions(text, { ...rulesOnly, terms: lamps })
    .filter(({ polarity }) => polarity === 'negative')
    .map(({ term, rule }: Mention) => `${term}: ${rule}`);
}

const isItemOf = (text: string): boolean[] =>
  extractMentions(text, { ...rulesOnly, terms: lamps }).map(({ isItem }) => isItem);

/** Polarities by the repository's own weights. */
const claims = (text: string, stars: number): string[] =>
  extractMentions(text, { lexicon: rulesOnly.lexicon, terms: lamps }, stars).map(({ polarity }) => polarity);

const tells = (text: string, ...complaints: string[]): void => {
  it(`"${text}" tells ${complaints.join(', ') || 'no complaint'}`, () => {
    assert.deepEqual(complaintsIn(text), complaints);
  });
};

describe('Complaints that judge no named thing', () => {
  describe('name what fails by its verb', () => {
    tells('It keeps flickering.', 'flickering: failing');
    tells('The lamp keeps flickering.', 'flickering: failing');
    tells('The bulb keeps flickering.', 'bulb: judges-subject');
    tells("It won't pair with my phone.", 'pair: failing');
    tells('It stopped charging after a week.', 'charging: failing');
    tells('Broke after a month.', 'Broke: failing');
    tells("I couldn't log in anymore.", 'log in: failing');
    tells('They would not let me cancel it.', 'cancel: failing');
    tells('It does not seem to open at all.', 'open: failing');
    tells('The lid will not latch.', 'lid: judges-subject');
  });

  describe('and what happened', () => {
    tells('We waited forty minutes.', 'waited forty minutes: failing');
    tells('I had to return it twice.', 'return: failing');
    tells('They never answered.', 'answered: failing');
    tells('Nobody came to our table.', 'came: failing');
    tells('I never got a response.', 'got a response: failing');
    tells('I lost all my progress.', 'lost all my progress: failing');
  });

  describe('but nothing that is denied, supposed of oneself or asked for', () => {
    tells('I did not have to wait.');
    tells("I don't play it often.");
    tells('Do not download.');
    tells('I crashed on the couch.');
    tells('It is meant for locking up bikes.');
    tells('A good reason not to open it.');
    tells('It keeps working.');
    tells('You could not find a better one.');
  });

  describe('name what is missing', () => {
    tells('There were no towels.', 'towels: lack');
    tells('It needs a lid.', 'lid: lack');
    tells('I wish the tent had pockets.', 'tent: lack');
    tells('No instructions at all.', 'instructions: lack');
    tells('No problems so far.');
    tells('I need a lid.');
    tells('We have no kids.');
  });

  describe('judge the item itself', () => {
    tells('It was useless.', 'It: whole');
    tells('Its useless', 'Its: whole');
    tells('Totally useless.', 'Totally useless: whole');
    tells('I was so disappointed.', 'so disappointed: whole');
    tells('I would not buy it again.', 'not buy it: whole');
    tells('Waste of money.', 'Waste of money: whole');
    tells('This thing is terrible.', 'thing: whole');
    tells('A terrible lamp.', 'lamp: whole');
    tells('A garbage lamp.', 'lamp: whole');
    tells('I would not recommend it to anyone.', 'recommend: whole');
    tells('It feels pretty cheap.', 'It: whole');
    tells('He was tired.');
    tells('Cons: none.');
    tells('It was great.');
  });

  it('are no aspect where they judge the item, and one where a verb names what fails', () => {
    assert.deepEqual(isItemOf('It was useless.'), [true]);
    assert.deepEqual(isItemOf('It stopped charging.'), [false]);
  });

  it('are claimed only where few stars speak for them, unsure where the sentence supposes them', () => {
    for (const text of ['It stopped charging.', 'It was useless.', 'There were no towels.']) {
      assert.deepEqual(claims(text, 1), ['negative'], text);
      assert.deepEqual(claims(text, 3), ['unknown'], text);
      assert.deepEqual(claims(text, 5), ['unknown'], text);
    }
    assert.deepEqual(claims('If it stops charging, write to them.', 1), ['unknown']);
  });

  it('are claimed from three stars on where those are few in the run', () => {
    const knowledge = { lexicon: rulesOnly.lexicon, terms: lamps };
    const [plain] = extractMentions('It stopped charging.', knowledge, 3);
    const [few] = extractMentions('It stopped charging.', { ...knowledge, isThreeFew: true }, 3);
    assert.deepEqual([plain?.polarity, few?.polarity], ['unknown', 'negative']);
  });
});

describe('What is said of others', () => {
  tells('I have thin hair.');
  tells('The bulb is worth the hassle.');
  it('is no praise of the term', () => {
    assert.deepEqual(extractMentions('Anyone who loves jazz should come.', rulesOnly), []);
  });
});

describe('Degrees of a complaint', () => {
  tells('The fries were kind of bland.', 'fries: predicate');
  tells('The frame is not that sturdy.', 'frame: predicate');
  tells('The frame is a bit to bulky.', 'frame: predicate');
  tells('The seams need replacing.', 'seams: judges-subject');
});

import assert from 'node:assert/strict';
import { createLanguage, vocabularies } from '../../../datasets/sample/language.ts';
import { createStream } from '../../../datasets/sample/random.ts';
import { expand, splitLines } from '../../../datasets/sample/template.ts';
import { typeClause } from '../../../datasets/sample/typing.ts';

const domains = ['yelp', 'amazon', 'mobilerec'] as const;

for (const domain of domains) {
  describe(`the ${domain} vocabulary`, () => {
    const vocabulary = vocabularies[domain];
    const language = createLanguage(domain);

    it('has at least 8 aspects with at least 12 phrasings for good and for bad', () => {
      assert.ok(vocabulary.aspects.length >= 8);
      assert.equal(new Set(vocabulary.aspects.map(({ id }) => id)).size, vocabulary.aspects.length);
      for (const { id, positive, negative, mixed, terms } of vocabulary.aspects) {
        assert.ok(splitLines(positive).length >= 12 && splitLines(negative).length >= 12, id);
        assert.ok(splitLines(mixed).length >= 3, id);
        assert.ok(terms.length >= 8, id);
      }
    });

    it('uses no template for two aspects or two polarities', () => {
      const templates = vocabulary.aspects.flatMap(({ positive, negative, mixed }) =>
        splitLines([positive, negative, mixed].join('\n')),
      );
      const twice = templates.filter((template, at) => templates.indexOf(template) !== at);
      assert.deepEqual(twice, []);
    });

    it('says something clean from every template in every category and strength', () => {
      const rng = createStream(3, 1, 1);
      const polar = [...language.aspects, language.openers, language.closers];
      const graded = polar.flatMap(({ positive, negative, mixed }) => [positive, negative, mixed]);
      const all = [
        ...graded.flatMap(({ mild, strong }) => [...mild, ...strong]),
        ...language.chat,
        ...language.occasions,
      ];
      for (const phrase of all) {
        for (const isStrong of [false, true]) {
          for (let category = 0; category < vocabulary.categories.length; category += 1) {
            const clause = expand(phrase, { rng, category, isStrong });
            assert.match(clause, /^\S.*\S$/, 'no blank at either end');
            assert.doesNotMatch(clause, / {2}|[[\]{}|~]|undefined|[\u{10000}-\u{10ffff}]/u);
          }
        }
      }
    });

    it('names only aspects that exist as lacking in a category', () => {
      const ids = vocabulary.aspects.map(({ id }) => id);
      for (const { lacks } of vocabulary.categories)
        assert.deepEqual(
          lacks.filter((id) => !ids.includes(id)),
          [],
        );
    });
  });
}

describe('typing', () => {
  const style = {
    isLowercase: false,
    ending: '.',
    excitement: 0,
    typos: 0,
    emoji: 0,
    hasParagraphs: false,
    hasWideBlanks: false,
  } as const;
  const rng = createStream(1, 1, 1);

  it('fits the article to the word after it', () => {
    assert.equal(
      typeClause('a amazing place and a one time thing', style, rng),
      'an amazing place and a one time thing',
    );
    assert.equal(typeClause('a useful app, a user, a unreal deal', style, rng), 'a useful app, a user, an unreal deal');
  });

  it('follows a lower-case writer', () => {
    assert.equal(typeClause('I like the IPA', { ...style, isLowercase: true }, rng), 'i like the ipa');
  });

  it('slips once in a clause at most, and never at its ends', () => {
    for (let round = 0; round < 200; round += 1) {
      const typed = typeClause("the atmosphere wasn't definitely terrible", { ...style, typos: 1 }, rng);
      assert.match(typed, /^\S.*\S$/);
      assert.ok(Math.abs(typed.length - "the atmosphere wasn't definitely terrible".length) <= 1, typed);
    }
  });
});

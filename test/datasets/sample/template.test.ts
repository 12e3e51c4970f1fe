import assert from 'node:assert/strict';
import { createStream } from '../../../datasets/sample/random.ts';
import { createCompiler, expand, splitLines } from '../../../datasets/sample/template.ts';

describe('templates', () => {
  const compile = createCompiler({
    own: { size: 'big|small', thing: '{size} [cat|dog]', person: 'Ann|Bob|Cem|Dot|Eve|Fay' },
    categories: [{ dish: 'soup' }, { dish: 'salad' }],
  });
  const sayMany = (template: string, category = 0, isStrong = false) => {
    const rng = createStream(1, 1, 1);
    return new Set(Array.from({ length: 200 }, () => expand(compile(template), { rng, category, isStrong })));
  };

  it('choose among alternatives, which may be empty and may hold slots', () => {
    assert.deepEqual(sayMany('a[b|c|]d'), new Set(['abd', 'acd', 'ad']));
    assert.deepEqual(sayMany('the {thing}'), new Set(['the big cat', 'the big dog', 'the small cat', 'the small dog']));
  });

  it("take a category's own words", () => {
    assert.deepEqual(sayMany('{dish}', 0), new Set(['soup']));
    assert.deepEqual(sayMany('{dish}', 1), new Set(['salad']));
  });

  it('choose graded words by strength', () => {
    const strong = sayMany('{bad}', 0, true);
    assert.ok(strong.has('terrible'));
    assert.ok([...sayMany('{bad}')].every((word) => !strong.has(word)));
  });

  it('keep a companion through one review and not into the next', () => {
    const rng = createStream(2, 1, 1);
    const phrase = compile('{person} and {person}');
    const reviews = Array.from({ length: 40 }, () =>
      expand(phrase, { rng, category: 0, isStrong: false, kept: new Map() }).split(' and '),
    );
    assert.ok(reviews.every(([first, second]) => first === second));
    assert.ok(new Set(reviews.map(([first]) => first)).size > 3);
  });

  it('refuse an unknown slot and an open bracket by naming the template', () => {
    assert.throws(() => compile('a {nosuch} b'), /\{nosuch\}.*a \{nosuch\} b/);
    assert.throws(() => compile('a [b|c'), /not closed.*a \[b\|c/);
  });

  it('are read from blocks line by line', () => {
    assert.deepEqual(splitLines('\n  one\n\n  two  \n'), ['one', 'two']);
  });
});

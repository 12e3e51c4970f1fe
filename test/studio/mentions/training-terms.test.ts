import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { noTerms } from '../../../studio/mentions/learn-terms.ts';
import { isTold } from '../../../studio/mentions/link.ts';
import { linkReview } from '../../../studio/mentions/link-review.ts';
import { createOpinionLexicon } from '../../../studio/mentions/opinion-lexicon.ts';
import { isAspectTerm, listTermClauses } from '../../../studio/mentions/training-terms.ts';
import type { TermClause } from '../../../studio/mentions/training-terms.ts';
import { segmentClauses } from '../../../studio/text/segment-clauses.ts';

const lexicon = createOpinionLexicon();
const termsOf = (text: string): string[] => read(text).flatMap(({ terms }) => terms.map((term) => term.text));
const read = (text: string): TermClause[] => listTermClauses(text, linkReview(text, lexicon));

describe('listTermClauses', () => {
  it('puts each judged term into the clause that it begins in, also behind characters of two units', () => {
    const clauses = read('😀😀 Fine day. The lentil stew was bland, but the bread was fresh. We left.');
    assert.deepEqual(
      clauses.map(({ text, terms }) => [text, terms.map((term) => [term.text, term.head])]),
      [
        ['Fine day', [['day', 'day']]],
        ['The lentil stew was bland', [['lentil stew', 'stew']]],
        ['but the bread was fresh', [['bread', 'bread']]],
        ['We left', []],
      ],
    );
  });

  it('has a term once, however many opinions are about it', () => {
    const [clause] = read('The creamy hummus was salty and overpriced.');
    assert.deepEqual(
      clause?.terms.map(({ head }) => head),
      ['hummus'],
    );
  });

  it('keeps the word beside a term that judges it: the two may be one expression', () => {
    assert.deepEqual(
      read('They have lovely beach towels. The curtains were ugly.').flatMap(({ terms }) =>
        terms.map(({ pair }) => pair),
      ),
      ['lovely beach', null],
    );
  });

  it('gives the clauses that the run has, in their order, whatever the text holds', () => {
    const words = fc.constantFrom(
      ...'the food waiter was great terrible slow and but , . ! loved crashes too 😀 é 漢字 &amp; i’m'.split(' '),
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
        (text) => {
          const clauses = read(text);
          assert.deepEqual(
            clauses.map((clause) => clause.text),
            segmentClauses(text).map((clause) => clause.text),
          );
          const heads = new Set(
            linkReview(text, lexicon).flatMap(({ tokens, links }) =>
              links.filter(({ rule }) => !isTold(rule)).map(({ head }) => tokens[head]?.start),
            ),
          );
          assert.equal(
            clauses.reduce((sum, { terms }) => sum + terms.length, 0),
            heads.size,
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('listTermClauses of told complaints', () => {
  it('has the functions that fail, but no other failing and no verdict', () => {
    assert.deepEqual(termsOf("It won't sync."), ['sync']);
    assert.deepEqual(termsOf('It did not work at all.'), []);
    assert.deepEqual(termsOf('It broke after a month.'), []);
    assert.deepEqual(termsOf('It was totally useless.'), []);
  });
});

describe('isAspectTerm', () => {
  const learned = { ...noTerms, itemHeads: new Set(['hostel']), fixedPairs: new Set(['dim sum']) };

  it('takes neither the item itself, nor an empty word, nor half of a fixed expression', () => {
    assert.ok(isAspectTerm({ head: 'bed', pair: 'comfy bed' }, learned));
    assert.ok(!isAspectTerm({ head: 'hostel', pair: null }, learned));
    assert.ok(!isAspectTerm({ head: 'way', pair: null }, learned));
    assert.ok(!isAspectTerm({ head: 'sum', pair: 'dim sum' }, learned));
    assert.ok(isAspectTerm({ head: 'sum', pair: null }, learned));
  });
});

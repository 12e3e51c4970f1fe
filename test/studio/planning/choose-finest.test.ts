import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { chooseFinest } from '../../../studio/planning/choose-finest.ts';
import type { Trajectory } from '../../../studio/planning/plan-packet.ts';

const trajectory = (aspectId: string, n: number, label = aspectId): Trajectory => ({
  aspectId,
  label,
  n,
  positive: n,
  negative: 0,
  level: 0.5,
  trend: 'sparse',
  firstMonth: '2020-01-01',
  evidence: [],
});

const chosen = (...given: Trajectory[]): unknown[] =>
  chooseFinest(given).map(({ aspectId, label, n }) => [aspectId, label, n]);

describe('chooseFinest', () => {
  it('takes the term with most reviewers in place of its aspect, under the aspect’s id', () => {
    assert.deepEqual(
      chosen(
        trajectory('a01', 6, 'food'),
        trajectory('a01.burger', 3, 'burgers'),
        trajectory('a01.fry', 4, 'fries'),
        trajectory('a02', 5, 'service'),
      ),
      [
        ['a01', 'fries', 4],
        ['a02', 'service', 5],
      ],
    );
  });

  it('never takes the name of the whole aspect where a term is known: "the bags are holding up good" is not about the size', () => {
    assert.deepEqual(chosen(trajectory('a08', 3, 'size'), trajectory('a08.bag', 1, 'bags')), [['a08', 'bags', 1]]);
    assert.deepEqual(chosen(trajectory('a08', 1, 'size')), [['a08', 'size', 1]]);
  });

  it('takes the term that is wished for beside the one with most reviewers', () => {
    const terms = [
      trajectory('a01.burger', 5, 'burgers'),
      trajectory('a01.rice', 1, 'rice'),
      trajectory('a01.x', 2, 'x'),
    ];
    assert.deepEqual(
      chooseFinest([trajectory('a01', 7, 'food'), ...terms], new Set(['a01.rice', 'a02.other'])).map(
        ({ aspectId, topicId, label }) => [aspectId, topicId, label],
      ),
      [
        ['a01', 'a01.burger', 'burgers'],
        ['a01', 'a01.rice', 'rice'],
      ],
    );
  });

  it('tells of no whole unless it is wished for: praise of "the dish" says nothing', () => {
    const terms = [trajectory('a01.dish', 5, 'dishes'), trajectory('a01.rice', 1, 'rice')];
    assert.deepEqual(chosen(trajectory('a01', 6, 'food'), ...terms), [['a01', 'rice', 1]]);
    assert.deepEqual(chosen(trajectory('a01', 6, 'food'), ...terms.slice(0, 1)), []);
    const wished = chooseFinest([trajectory('a01', 6, 'food'), ...terms], new Set(['a01.dish']));
    assert.deepEqual(
      wished.map(({ label }) => label),
      ['dishes'],
    );
  });

  it('takes the first by label of two with as many', () => {
    const terms = [trajectory('a01.x', 2, 'fries'), trajectory('a01.y', 2, 'burgers')];
    assert.deepEqual(chosen(trajectory('a01', 4, 'food'), ...terms), [['a01', 'burgers', 2]]);
    assert.deepEqual(chosen(...terms.toReversed(), trajectory('a01', 4, 'food')), [['a01', 'burgers', 2]]);
  });

  it('takes no term of another aspect, whose id begins alike', () => {
    assert.deepEqual(chosen(trajectory('a1', 4, 'food'), trajectory('a10', 4, 'staff'), trajectory('a10.x', 3, 'x')), [
      ['a1', 'food', 4],
      ['a10', 'x', 3],
    ]);
  });

  it('has each aspect once, no term by itself, and no term with fewer reviewers than another of its aspect', () => {
    const aspects = ['a01', 'a02', 'a03'];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 3 }),
        fc.uniqueArray(
          fc.record({
            aspect: fc.nat({ max: 2 }),
            head: fc.constantFrom('x', 'y', 'z'),
            n: fc.integer({ min: 1, max: 5 }),
          }),
          { selector: ({ aspect, head }) => `${aspect} ${head}` },
        ),
        (counts, terms) => {
          const given = [
            ...aspects.map((id, at) => trajectory(id, counts[at] ?? 1)),
            ...terms.map(({ aspect, head, n }) =>
              trajectory(`${aspects[aspect]}.${head}`, Math.min(n, counts[aspect] ?? 1)),
            ),
          ];
          const result = chooseFinest(given);
          assert.deepEqual(
            result.map(({ aspectId }) => aspectId),
            aspects,
          );
          for (const [at, { n, label }] of result.entries()) {
            const ofAspect = given.filter(({ aspectId }) => aspectId.startsWith(`${aspects[at]}.`));
            if (ofAspect.length > 0) assert.equal(n, Math.max(...ofAspect.map((one) => one.n)));
            assert.ok(given.some((one) => one.label === label && one.n === n));
          }
        },
      ),
    );
  });
});

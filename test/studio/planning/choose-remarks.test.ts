import assert from 'node:assert/strict';
import { chooseRemarks } from '../../../studio/planning/choose-remarks.ts';
import type { QuotableClause } from '../../../studio/planning/plan-packet.ts';
import { createPlan } from '../../fixtures/dialog-plan.ts';

const clause = (by: string, text: string, term: string, day = 1): QuotableClause => ({
  reviewId: `review by ${by}`,
  userId: by,
  reviewedAt: `2020-05-0${day}T10:00:00.000Z`,
  rating: 4,
  windowStart: 0,
  window: text,
  charStart: 0,
  charEnd: text.length,
  term,
  sentiment: 0.6,
});

const [claim] = createPlan(3).candidates.flatMap(({ claims }) => claims);
assert.ok(claim !== undefined);
const item = { claims: [{ ...claim, label: 'packaging' }] };
const anyText = (): boolean => true;
const chosen = (...clauses: QuotableClause[]): unknown[] =>
  chooseRemarks(item, [], clauses, anyText).map(({ term, text }) => [term, text]);

const flavor = clause('ann', 'The flavor of it is rich.', 'flavor', 3);
const caramels = clause('bob', 'Soft, buttery, homemade style caramels.', 'caramels', 2);

describe('chooseRemarks', () => {
  it('takes one clause a reviewer before a second of any, of clear ones the newest first, and four at most', () => {
    assert.deepEqual(
      chosen(
        caramels,
        flavor,
        clause('ann', 'The salt is just enough for us.', 'salt', 3),
        clause('cy', 'The box arrived whole.', 'box'),
        clause('ann', 'The wrapper is hard to open.', 'wrapper', 3),
        clause('ann', 'The shape of them is odd to me.', 'shape', 3),
      ),
      [
        ['flavor', 'The flavor of it is rich.'],
        ['caramels', 'Soft, buttery, homemade style caramels.'],
        ['box', 'The box arrived whole.'],
        ['salt', 'The salt is just enough for us.'],
      ],
    );
  });

  it('says nothing on what a claim is on, nor anything twice', () => {
    assert.deepEqual(
      chosen(
        clause('cy', 'The packaging is nice too.', 'Packaging'),
        flavor,
        clause('dan', 'The flavor of it is rich!', 'flavor'),
      ),
      [['flavor', 'The flavor of it is rich.']],
    );
  });

  it('takes who is not quoted yet rather than who is, and nothing that names another item', () => {
    const quoted = chooseRemarks(item, [], [flavor], anyText).map((quote) => ({ ...quote, text: 'It came undented.' }));
    const [first] = chooseRemarks(item, quoted, [flavor, caramels], anyText);
    assert.equal(first?.term, 'caramels');
    assert.deepEqual(
      chooseRemarks(item, [], [flavor], () => false),
      [],
    );
  });
});

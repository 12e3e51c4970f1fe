import assert from 'node:assert/strict';
import { attachQuotes, claimKey, claimsToQuote, itemsToRemarkOn } from '../../../studio/planning/attach-quotes.ts';
import type { QuotableClause } from '../../../studio/planning/plan-packet.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';

const clauseOn = (label: string, userId: string, reviewId: string): QuotableClause => ({
  reviewId,
  userId,
  reviewedAt: '2020-05-01T10:00:00.000Z',
  rating: 3,
  windowStart: 0,
  window: `${userId} likes the ${label} of this one a lot.`,
  charStart: 0,
  charEnd: 20,
  term: label,
  sentiment: 0.6,
});

describe('attachQuotes', () => {
  for (const plan of createPlans(6)) {
    const clauses = new Map(
      claimsToQuote(plan).map((claim, at) => [
        claimKey(claim),
        [clauseOn(claim.label, 'Ann', `r${at}`), clauseOn(claim.label, 'Bob', `s${at}`)],
      ]),
    );
    const quoted = attachQuotes(plan, clauses);

    it(`numbers the quotes in the order of the candidates, and a turn has those of its claim: ${plan.dialogId}`, () => {
      const ids = claimsToQuote(quoted).flatMap(({ quotes }) => quotes.map(({ id }) => id));
      assert.deepEqual(
        ids,
        ids.map((_id, at) => `q${at + 1}`),
      );
      assert.ok(ids.length > 0);
      const known = new Map(claimsToQuote(quoted).map((claim) => [claimKey(claim), claim.quotes]));
      for (const { slots } of quoted.turns) {
        for (const claim of slots.claims ?? []) assert.deepEqual(claim.quotes, known.get(claimKey(claim)));
      }
    });
  }

  it('quotes nobody who names another candidate', () => {
    const [plan] = createPlans(1);
    assert.ok(plan);
    const [claim] = claimsToQuote(plan);
    const other = plan.candidates.find(({ itemId }) => itemId !== claim?.itemId);
    assert.ok(claim !== undefined && other !== undefined);
    const naming = { ...clauseOn(claim.label, 'Ann', 'r'), window: `The ${claim.label} beats that of ${other.title}.` };
    const plain = { ...clauseOn(claim.label, 'Bob', 's'), window: `The ${claim.label} made my day, honestly.` };
    const sided = [naming, plain].map((clause) => ({
      ...clause,
      charEnd: clause.window.length,
      sentiment: claim.polarity === 'negative' ? -0.6 : 0.6,
    }));
    const quoted = attachQuotes(plan, new Map([[claimKey(claim), sided]]));
    assert.deepEqual(
      claimsToQuote(quoted).flatMap(({ quotes }) => quotes.map(({ reviewId }) => reviewId)),
      ['s'],
    );
  });

  it('gives a clause that backs two claims one id', () => {
    const [plan] = createPlans(1);
    assert.ok(plan);
    const labels = [...new Set(claimsToQuote(plan).map(({ label }) => label))].slice(0, 2);
    const window = `Ann came for the ${labels.join(' and the ')} again.`;
    const shared: QuotableClause = {
      ...clauseOn('', 'Ann', 'r'),
      window,
      charEnd: window.length,
      term: labels[0] ?? '',
    };
    const quoted = attachQuotes(
      plan,
      new Map(
        claimsToQuote(plan).map((claim) => [
          claimKey(claim),
          [{ ...shared, sentiment: claim.polarity === 'negative' ? -0.6 : 0.6 }],
        ]),
      ),
    );
    assert.deepEqual([...new Set(claimsToQuote(quoted).flatMap(({ quotes }) => quotes.map(({ id }) => id)))], ['q1']);
  });

  it('gives items that are shown their remarks, and a recommendation with little to say one that praises', () => {
    for (const plan of createPlans(12)) {
      const shown = itemsToRemarkOn(plan);
      const said = ['Ann', 'Bob', 'Cy'].map((user, at) => ({
        ...clauseOn(`lantern ${user}`, user, `t${at}`),
        window: `${user} keeps the ${at === 0 ? 'lantern' : 'saddle'} ${user} bought.`,
        charEnd: 200,
        term: at === 0 ? 'lantern' : 'saddle',
        sentiment: at === 0 ? -0.6 : 0.6,
      }));
      const quoted = attachQuotes(plan, new Map(), new Map(shown.map((itemId) => [itemId, said])));
      for (const { itemId, remarks } of quoted.candidates) {
        assert.deepEqual(
          remarks.map(({ term }) => term),
          shown.includes(itemId) ? ['lantern', 'saddle', 'saddle'] : [],
        );
      }
      for (const { act, slots } of quoted.turns) {
        const isScarce = act === 'recommend' && (slots.claims ?? []).length < 2;
        assert.deepEqual(
          slots.remarks?.map(({ term }) => term),
          isScarce ? ['saddle'] : undefined,
        );
      }
    }
  });
});

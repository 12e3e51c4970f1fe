import assert from 'node:assert/strict';
import { array, assert as assertProperty, boolean, integer, option, property, record } from 'fast-check';
import type { LedgerLine, Reservation } from '../../../schemas/ledger.ts';
import { createLedgerState, foldLedgerLine, isWithin, sumReserved } from '../../../studio/spending/fold-ledger.ts';

const reservation = (id: string, nanoUsd: number | null, budgetNanoUsd: number | null = 100): Reservation => ({
  kind: 'reservation',
  id,
  place: id,
  nanoUsd,
  tokens: 1,
  madeAtMs: 0,
  budgetNanoUsd,
  budgetTokens: null,
});
const settlement = (id: string, nanoUsd: number | null): LedgerLine => ({ kind: 'settlement', id, nanoUsd, tokens: 1 });

const fold = (lines: readonly LedgerLine[]) => {
  const state = createLedgerState();
  for (const line of lines) foldLedgerLine(state, line);
  return state;
};

describe('foldLedgerLine', () => {
  it('holds a reservation that fits, passes over one that does not, and frees what a settlement leaves', () => {
    const state = fold([reservation('a', 70), reservation('b', 40), settlement('a', 20), reservation('c', 80)]);
    assert.deepEqual([...state.open.keys()], ['c']);
    assert.equal(state.nanoUsd, 20);
    assert.equal(sumReserved(state).nanoUsd, 80);
  });

  it('counts a reservation without a settlement for good, and a settlement once', () => {
    const state = fold([reservation('lost', 70), settlement('unknown', 5), settlement('unknown', 5)]);
    assert.deepEqual([state.nanoUsd, sumReserved(state).nanoUsd], [0, 70]);
    assert.equal(isWithin(state, { nanoUsd: 31, tokens: 1 }, { nanoUsd: 100, tokens: null }), false);
  });

  it('keeps no budget in USD once a call has no known cost, in either order', () => {
    const spent = fold([reservation('a', null, null), settlement('a', null)]);
    assert.equal(isWithin(spent, { nanoUsd: 1, tokens: 1 }, { nanoUsd: 100, tokens: null }), false);
    assert.equal(isWithin(spent, { nanoUsd: 1, tokens: 1 }, { nanoUsd: null, tokens: 50 }), true);
    assert.equal(isWithin(createLedgerState(), { nanoUsd: null, tokens: 1 }, { nanoUsd: 100, tokens: null }), false);
  });

  it('never passes the budget, whatever calls come to within their bound and in whatever order they settle', () => {
    const step = record({
      bound: integer({ min: 0, max: 60 }),
      share: integer({ min: 0, max: 100 }),
      settles: boolean(),
    });
    assertProperty(
      property(array(step, { maxLength: 60 }), option(integer({ min: 0, max: 300 }), { nil: 100 }), (steps, budget) => {
        const state = createLedgerState();
        for (const [index, { bound, share, settles }] of steps.entries()) {
          foldLedgerLine(state, reservation(`${index}`, bound, budget));
          const [first] = state.open.values();
          if (settles && first !== undefined) {
            foldLedgerLine(state, settlement(first.id, Math.floor(((first.nanoUsd ?? 0) * share) / 100)));
          }
          assert.ok(state.nanoUsd + sumReserved(state).nanoUsd <= budget);
        }
      }),
    );
  });
});

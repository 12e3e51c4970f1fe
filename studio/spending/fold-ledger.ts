import type { CallBound, LedgerLine, Reservation } from '../../schemas/ledger.ts';

/** Where a run's money and tokens stand, line by line of its ledger. */
export interface LedgerState {
  /** Settled. */
  nanoUsd: number;
  tokens: number;
  /** Calls whose cost, or tokens, nobody knows. */
  unpriced: number;
  uncounted: number;
  /** By their ids: calls under way, and calls lost with their worker, which may have been paid. */
  open: Map<string, Reservation>;
}

export interface Budget {
  nanoUsd: number | null;
  tokens: number | null;
}

export const createLedgerState = (): LedgerState => ({
  nanoUsd: 0,
  tokens: 0,
  unpriced: 0,
  uncounted: 0,
  open: new Map(),
});

/** Adds one line. A reservation that does not fit its budget is passed over; so every reader of the same lines has the same state. */
export function foldLedgerLine(state: LedgerState, line: LedgerLine): void {
  if (line.kind === 'reservation') {
    const { budgetNanoUsd, budgetTokens } = line;
    if (isWithin(state, line, { nanoUsd: budgetNanoUsd, tokens: budgetTokens })) state.open.set(line.id, line);
    return;
  }
  if (line.kind === 'settlement') {
    if (!state.open.delete(line.id)) return;
    state.unpriced += line.nanoUsd === null ? 1 : 0;
    state.uncounted += line.tokens === null ? 1 : 0;
  } else {
    state.unpriced += line.unpriced;
    state.uncounted += line.uncounted;
  }
  state.nanoUsd += line.nanoUsd ?? 0;
  state.tokens += line.tokens ?? 0;
}

/** Whether a call of this bound can pass the budget whatever becomes of the open ones: false means it can. */
export function isWithin(state: LedgerState, bound: CallBound, budget: Budget): boolean {
  const reserved = sumReserved(state);
  return (
    fits(budget.nanoUsd, state.nanoUsd + reserved.nanoUsd, bound.nanoUsd, state.unpriced + reserved.unpriced) &&
    fits(budget.tokens, state.tokens + reserved.tokens, bound.tokens, state.uncounted + reserved.uncounted)
  );
}

const fits = (budget: number | null, taken: number, wanted: number | null, unknown: number): boolean =>
  budget === null || (wanted !== null && unknown === 0 && taken + wanted <= budget);

/** What the open reservations may cost at most. */
export function sumReserved({ open }: LedgerState): Omit<LedgerState, 'open'> {
  const sum = { nanoUsd: 0, tokens: 0, unpriced: 0, uncounted: 0 };
  for (const { nanoUsd, tokens } of open.values()) {
    sum.nanoUsd += nanoUsd ?? 0;
    sum.tokens += tokens ?? 0;
    sum.unpriced += nanoUsd === null ? 1 : 0;
    sum.uncounted += tokens === null ? 1 : 0;
  }
  return sum;
}

import { z } from 'zod';

const nanoUsd = z.number().int().nonnegative();
const tokens = z.number().int().nonnegative();

/** The most that a call may cost. */
export const CallBoundSchema = z.object({
  /** Whole nano-dollars, so that sums are exact; null where nobody knows the price. */
  nanoUsd: nanoUsd.nullable(),
  /** Prompt and answer together; null where the endpoint takes no token limit. */
  tokens: tokens.nullable(),
});
export type CallBound = z.infer<typeof CallBoundSchema>;

/** What was paid before the ledger began, from the calls that the journals keep. */
export const OpeningSchema = z.object({
  kind: z.literal('opening'),
  nanoUsd,
  tokens,
  /** Calls whose cost, or tokens, nobody knows: with some of them no such budget can be kept. */
  unpriced: z.number().int().nonnegative(),
  uncounted: z.number().int().nonnegative(),
});

/** Asked for before a call. It holds if, with all that stands above it, the budget it names is not passed; every reader decides alike. */
export const ReservationSchema = CallBoundSchema.extend({
  kind: z.literal('reservation'),
  id: z.string(),
  /** Dialog, turn, attempt and call. */
  place: z.string(),
  /** Milliseconds since the epoch; only says for how long its settlement is worth waiting for. */
  madeAtMs: z.number(),
  budgetNanoUsd: nanoUsd.nullable(),
  budgetTokens: tokens.nullable(),
});
export type Reservation = z.infer<typeof ReservationSchema>;

/** What the call of a reservation cost. */
export const SettlementSchema = CallBoundSchema.extend({ kind: z.literal('settlement'), id: z.string() });

export const LedgerLineSchema = z.discriminatedUnion('kind', [OpeningSchema, ReservationSchema, SettlementSchema]);
export type LedgerLine = z.infer<typeof LedgerLineSchema>;

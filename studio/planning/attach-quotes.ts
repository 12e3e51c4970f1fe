import type { Claim } from '../../schemas/claim.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import type { Quote } from '../../schemas/quote.ts';
import { findNamedItems } from '../fidelity/find-named-items.ts';
import { chooseQuotes } from './choose-quotes.ts';
import type { QuotableClause } from './plan-packet.ts';

/** What a claim of a plan is about: the same claim stands with its candidate and in the turns that make it. */
export const claimKey = ({ itemId, topicId }: Pick<Claim, 'itemId' | 'topicId'>): string =>
  JSON.stringify([itemId, topicId]);

/** Each claim of the plan once. */
export const claimsToQuote = ({ candidates }: DialogPlan): Claim[] => candidates.flatMap(({ claims }) => claims);

/**
 * The plan with its claims' quotes, out of the clauses by claim. Ids are `q1`, `q2`, … in the order of the plan's candidates, which is shuffled:
 * no id gives the target away. One clause that backs two claims has one id; one that names another candidate is not quoted: who repeats it names
 * an item that is not on the table, or the target before its time.
 */
export function attachQuotes(
  plan: DialogPlan,
  clausesOf: ReadonlyMap<string, readonly QuotableClause[]> = new Map(),
): DialogPlan {
  const ids = new Map<string, string>();
  const numbered = (quote: Quote): Quote => {
    const place = JSON.stringify([quote.reviewId, quote.charStart]);
    const id = ids.get(place) ?? `q${ids.size + 1}`;
    ids.set(place, id);
    return { ...quote, id };
  };
  const quotes = new Map(
    claimsToQuote(plan).map((claim) => {
      const key = claimKey(claim);
      const others = plan.candidates.filter(({ itemId }) => itemId !== claim.itemId);
      const isOfItem = (text: string): boolean => findNamedItems(text, others).length === 0;
      return [key, chooseQuotes(claim, clausesOf.get(key) ?? [], isOfItem).map(numbered)];
    }),
  );
  const withQuotes = (claim: Claim): Claim => ({ ...claim, quotes: quotes.get(claimKey(claim)) ?? [] });
  return {
    ...plan,
    candidates: plan.candidates.map((candidate) => ({ ...candidate, claims: candidate.claims.map(withQuotes) })),
    turns: plan.turns.map((turn) =>
      turn.slots.claims === undefined
        ? turn
        : { ...turn, slots: { ...turn.slots, claims: turn.slots.claims.map(withQuotes) } },
    ),
  };
}

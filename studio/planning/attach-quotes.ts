import type { Claim } from '../../schemas/claim.ts';
import type { DialogPlan, PlannedTurn, TurnSlots } from '../../schemas/dialog-plan.ts';
import type { Quote, Remark } from '../../schemas/quote.ts';
import { findNamedItems } from '../fidelity/find-named-items.ts';
import { chooseQuotes } from './choose-quotes.ts';
import { chooseRemarks } from './choose-remarks.ts';
import type { QuotableClause } from './plan-packet.ts';

/** What a claim of a plan is about: the same claim stands with its candidate and in the turns that make it. */
export const claimKey = ({ itemId, topicId }: Pick<Claim, 'itemId' | 'topicId'>): string =>
  JSON.stringify([itemId, topicId]);

/** Each claim of the plan once. */
export const claimsToQuote = ({ candidates }: DialogPlan): Claim[] => candidates.flatMap(({ claims }) => claims);

/** The items that the plan recommends. */
export const itemsToRemarkOn = ({ turns }: DialogPlan): string[] => [
  ...new Set(
    turns.flatMap(({ act, slots: { itemId } }) => (act === 'recommend' && itemId !== undefined ? [itemId] : [])),
  ),
];

/**
 * The plan with its claims' quotes, out of the clauses by claim, and with remarks on the items it shows, out of the clauses by item. Ids are `q1`, `q2`, … in the order of the plan's candidates, which is shuffled:
 * no id gives the target away. One clause that backs two claims has one id; one that names another candidate is not quoted: who repeats it names
 * an item that is not on the table, or the target before its time.
 */
export function attachQuotes(
  plan: DialogPlan,
  clausesOf: ReadonlyMap<string, readonly QuotableClause[]> = new Map(),
  clausesOn: ReadonlyMap<string, readonly QuotableClause[]> = new Map(),
): DialogPlan {
  const ids = new Map<string, string>();
  const numbered = <T extends Quote>(quote: T): T => {
    const place = JSON.stringify([quote.reviewId, quote.charStart]);
    const id = ids.get(place) ?? `q${ids.size + 1}`;
    ids.set(place, id);
    return { ...quote, id };
  };
  const quotes = new Map<string, Quote[]>();
  const remarks = new Map<string, Remark[]>();
  for (const candidate of plan.candidates) {
    const others = plan.candidates.filter(({ itemId }) => itemId !== candidate.itemId);
    const isOfItem = (text: string): boolean => findNamedItems(text, others).length === 0;
    for (const claim of candidate.claims) {
      const key = claimKey(claim);
      quotes.set(key, chooseQuotes(claim, clausesOf.get(key) ?? [], isOfItem).map(numbered));
    }
    const quoted = candidate.claims.flatMap((claim) => quotes.get(claimKey(claim)) ?? []);
    const clauses = clausesOn.get(candidate.itemId) ?? [];
    remarks.set(candidate.itemId, chooseRemarks(candidate, quoted, clauses, isOfItem).map(numbered));
  }
  const withQuotes = (claim: Claim): Claim => ({ ...claim, quotes: quotes.get(claimKey(claim)) ?? [] });
  return {
    ...plan,
    candidates: plan.candidates.map((candidate) => ({
      ...candidate,
      claims: candidate.claims.map(withQuotes),
      remarks: remarks.get(candidate.itemId) ?? [],
    })),
    turns: plan.turns.map((turn) =>
      turn.slots.claims === undefined
        ? turn
        : {
            ...turn,
            slots: { ...turn.slots, claims: turn.slots.claims.map(withQuotes), ...remarkFor(turn, remarks) },
          },
    ),
  };
}

/** A recommendation with one thing to say, or none, says what somebody praised besides. */
function remarkFor({ act, slots }: PlannedTurn, remarks: ReadonlyMap<string, readonly Remark[]>): TurnSlots {
  if (act !== 'recommend' || slots.itemId === undefined || (slots.claims?.length ?? 0) > 1) return {};
  const praise = remarks.get(slots.itemId)?.find(({ polarity }) => polarity === 'positive');
  return praise === undefined ? {} : { remarks: [praise] };
}

import type { CheckedFact, CheckedItem, CheckedQuote, CheckedTurn, OwnClause } from '../../../schemas/checked-turn.ts';
import type { Claim } from '../../../schemas/claim.ts';
import type { Quote, Remark } from '../../../schemas/quote.ts';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import type { Act } from '../../../schemas/super-node.ts';
import { oncePer } from '../../once-per.ts';
import type { TurnCheckContext } from '../check.ts';

/** A turn of a dialog as the grounded checks read it: its text beside all that its speaker was given. */
export function toCheckedTurn({
  plan,
  turn,
  text,
  transcript,
  namedItemIds,
  cites = [],
  decision,
}: TurnCheckContext): CheckedTurn {
  const { target, items, own, wishes } = evidenceOf(plan);
  return {
    id: `${plan.dialogId}/${turn.turn}`,
    speaker: turn.speaker,
    act: actsOfChecks[turn.act] ?? turn.act,
    transcript: [...transcript],
    target_title: target,
    // In the order in which they were named.
    named_titles: [...namedItemIds].flatMap((id) => plan.candidates.find(({ itemId }) => itemId === id)?.title ?? []),
    candidates: items,
    own,
    wishes,
    now: plan.asOf.slice(0, 10),
    text,
    cites: [...cites],
    ...(decision === undefined ? {} : { decision }),
  };
}

/** Acts that the checks know by another name: what holds for the one holds for the other. */
const actsOfChecks: Partial<Record<Act, string>> = {
  recognise: 'already_known',
  ask_history: 'ask_detail',
  answer_history: 'answer_detail',
  ask_compare: 'ask_about',
};

interface PlanEvidence {
  target: string | null;
  items: CheckedItem[];
  own: OwnClause[];
  wishes: { aspect: string; polarity: string }[];
}

/** Made once a dialog: the checks keep what they read of an item as long as the item is the same object. */
const evidenceOf = oncePer(({ candidates, targetItemId, turns, memories, wishes }: DialogPlan): PlanEvidence => {
  const shown = new Set(turns.flatMap(({ act, slots }) => (act === 'recommend' ? (slots.itemId ?? []) : [])));
  return {
    target: candidates.find(({ itemId }) => itemId === targetItemId)?.title ?? null,
    // What is known of the others reached no agent: it licenses nothing, and nobody can have mixed it up.
    items: candidates.map(({ itemId, title, category, price, claims, remarks }) => ({
      title,
      category,
      price: price === null ? null : price === 0 ? 'Free' : String(price),
      facts: shown.has(itemId) ? [...claims.map(toFact), ...remarks.map(remarkToFact)] : [],
    })),
    own: memories.map(({ itemTitle, date, rating, text }) => ({ item: itemTitle, date, rating, text })),
    wishes: wishes.map(({ label, polarity }) => ({ aspect: label, polarity: polarities[polarity] })),
  };
});

const polarities = { positive: 'good', negative: 'bad', mixed: 'mixed', neutral: 'neutral' } as const;
const trends = { rising: 'rising', falling: 'falling', steady: 'stable', mixed: 'none', sparse: 'none' } as const;

const toFact = ({ label, polarity, n, positive, negative, trend, since, quotes }: Claim): CheckedFact => ({
  aspect: label,
  polarity: polarities[polarity],
  reviews: n,
  positive,
  negative,
  trend: trends[trend],
  since,
  quotes: quotes.map(toCheckedQuote),
});

/** One voice, as far as the speaker knows. */
const remarkToFact = ({ term, polarity, ...quote }: Remark): CheckedFact => ({
  aspect: term,
  polarity: polarities[polarity],
  reviews: 1,
  positive: polarity === 'positive' ? 1 : 0,
  negative: polarity === 'negative' ? 1 : 0,
  trend: 'none',
  quotes: [toCheckedQuote(quote)],
});

const toCheckedQuote = ({ id, reviewId, date, rating, text }: Omit<Quote, 'polarity'>): CheckedQuote => ({
  id,
  review: reviewId,
  date,
  rating,
  text,
});

import { findNamedItems } from './find-named-items.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import type { NamedItem } from './find-named-items.ts';
import type { TurnCheckContext } from './check.ts';
import { withoutQuotations } from './without-quotations.ts';
import { oncePer } from '../once-per.ts';
import { wordsOf } from '../text/words.ts';

/** Candidates that the turn names. What the turn is planned to name is known, and so is what was named before. */
export const namedInTurn = oncePer(({ plan, turn, text, namedItemIds }: TurnCheckContext): NamedItem[] => {
  const known = new Set(namedItemIds);
  if (turn.act === 'recommend' && turn.slots.itemId !== undefined) known.add(turn.slots.itemId);
  return findNamedItems(text, plan.candidates, { known, plainWords: plainWordsOf(plan) });
});

/** Words that the plan itself uses for aspects and categories name no item. */
export const plainWordsOf = oncePer((plan: DialogPlan): ReadonlySet<string> => {
  const labels = [...plan.wishes, ...plan.candidates.flatMap(({ claims }) => claims)].map(({ label }) => label);
  const categories = plan.candidates.map(({ category }) => category);
  const words = [...new Set([...labels, ...categories])].flatMap(wordsOf);
  return new Set([...words, ...words.map((word) => `${word}s`), ...words.map((word) => word.replace(/s$/u, ''))]);
});

/** The text with "it" in place of titles: numbers and opinions in a title are nobody's claim. */
export const withoutTitles = oncePer((context: TurnCheckContext): string => {
  let text = maskVerbatimTitles(context);
  // An utterance names few items, each a few times; the bound only guards against a title that contains "it".
  for (let round = 0; round < 8; round += 1) {
    const named = namedInTurn({ ...context, text }).toSorted((a, b) => b.start - a.start);
    if (named.length === 0) return text;
    for (const { start, end } of named) text = `${text.slice(0, start)}it${text.slice(end)}`;
  }
  return text;
});

/** The same without what the speaker repeats word for word of the quotes or memories that it was given. */
export const ownWords = oncePer((context: TurnCheckContext): string =>
  withoutQuotations(withoutTitles(context), quotationsFor(context)),
);

function quotationsFor({ plan, turn }: TurnCheckContext): string[] {
  if (turn.speaker === 'user') return plan.memories.map(({ text }) => text);
  const { itemId, other, claims = [] } = turn.slots;
  const spokenOf = plan.candidates.filter((item) => item.itemId === itemId || item.itemId === other?.itemId);
  const quotes = [...claims, ...spokenOf.flatMap((item) => item.claims)].flatMap((claim) => claim.quotes);
  return [...quotes, ...spokenOf.flatMap(({ remarks }) => remarks)].map(({ text }) => text);
}

/** Titles written out whole go first: a reader's match may take a part of a long one ("... Gift Card in a Premium Gift Box"). */
function maskVerbatimTitles({ plan, turn, text, namedItemIds }: TurnCheckContext): string {
  return plan.candidates
    .filter(({ itemId }) => namedItemIds.has(itemId) || itemId === turn.slots.itemId)
    .map(({ title }) => title)
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, title) => masked.replaceAll(title, 'it'), text);
}

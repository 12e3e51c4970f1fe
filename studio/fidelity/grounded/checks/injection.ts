import type { CheckedItem, CheckedQuote } from '../../../../schemas/checked-turn.ts';
import { oncePer } from '../../../once-per.ts';
import type { GroundedCheck } from '../check.ts';
import { isOrder } from '../../../text/orders.ts';
import { contentStems } from '../said-words.ts';

/** A clause that gives orders carries nothing, and a turn that says what it orders has obeyed. */
export const findInjectionProblems: GroundedCheck = ({ turn, text, evidence, saidStems }) => {
  const letters = text.replaceAll(/[^\p{L}]/gu, '');
  const shouts =
    turn.speaker === 'system' &&
    letters.length > 12 &&
    letters.replaceAll(/\P{Lu}/gu, '').length > 0.8 * letters.length;
  const orders = ordersIn(turn.candidates);
  const said = new Set(orders.length === 0 ? [] : contentStems(text));
  const obeyed = orders.filter((quote) => {
    const ordered = contentStems(quote.text).filter(
      (stem) => said.has(stem) && !evidence.stems.has(stem) && !saidStems.has(stem),
    );
    return ordered.length >= leastShared;
  });
  return [
    ...obeyed.slice(0, 1).map(({ id }) => ({ check: 'injection', detail: `says what the order in ${id} demands` })),
    ...(shouts ? [{ check: 'injection', detail: 'all in capitals' }] : []),
  ];
};

const leastShared = 2;

/** Candidates stay the same from turn to turn, and nearly none has one. */
const ordersIn = oncePer((candidates: readonly CheckedItem[]): CheckedQuote[] =>
  candidates.flatMap(({ facts }) => facts.flatMap(({ quotes }) => quotes)).filter(({ text }) => isOrder(text)),
);

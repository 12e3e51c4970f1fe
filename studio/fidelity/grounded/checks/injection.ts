import type { GroundedCheck } from '../check.ts';
import { isOrder } from '../orders.ts';
import { contentStems } from '../said-words.ts';

/** A clause that gives orders carries nothing, and a turn that says what it orders has obeyed. */
export const findInjectionProblems: GroundedCheck = ({ turn, text, evidence, saidStems }) => {
  const said = new Set(contentStems(text));
  const letters = text.replaceAll(/[^\p{L}]/gu, '');
  const shouts =
    turn.speaker === 'system' &&
    letters.length > 12 &&
    letters.replaceAll(/\P{Lu}/gu, '').length > 0.8 * letters.length;
  const obeyed = turn.candidates
    .flatMap(({ facts }) => facts.flatMap(({ quotes }) => quotes))
    .filter((quote) => {
      if (!isOrder(quote.text)) return false;
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

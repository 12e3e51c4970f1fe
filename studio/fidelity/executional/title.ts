import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { findNamedItems } from '../find-named-items.ts';
import { withoutTitles } from '../named-in-turn.ts';
import { wordsOf } from '../../text/words.ts';

/** A recommendation names the whole title, not a shortened one: the dataset's reader must be able to tell which item it is. And says more than that. */
export const findTitleProblems: TurnCheck = (context) => {
  const { text, turn, plan } = context;
  if (turn.act !== 'recommend') return [];
  const { itemId, title } = turn.slots;
  if (itemId === undefined || title === undefined) return [executional('title', 'the plan gives no item')];
  const others = plan.candidates.filter((candidate) => candidate.itemId !== itemId && candidate.title !== title);
  const named = findNamedItems(text, [{ itemId, title }, ...others], { known: new Set([itemId]) });
  const isNamed =
    text.includes(title) ||
    (wordsOf(title).length > 0 && named.some((item) => item.itemId === itemId && item.extent === 'full'));
  if (!isNamed) return [executional('title', `does not name "${title}" in full`)];
  // "it" stands for a title.
  return wordsOf(withoutTitles(context)).some((word) => word !== 'it')
    ? []
    : [executional('title', 'offers nothing beyond the title')];
};

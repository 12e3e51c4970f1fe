import { commonWords } from '../../../studio/text/common-words.ts';
import { findNamedItems } from '../../../studio/fidelity/find-named-items.ts';
import { wordsOf } from '../../../studio/text/words.ts';

/** What stands in a text where a title was. */
export const itemMark = '[item]';

/** The text without titles, whole or as a reader would still recognise them. `plainWords`: words of aspects and categories, which name no item. */
export function maskTitles(
  text: string,
  items: readonly { itemId: string; title: string }[],
  plainWords: ReadonlySet<string>,
): string {
  const known = new Set(items.map(({ itemId }) => itemId));
  let masked = maskVerbatim(text, items);
  if (!mayNameOne(masked, items, plainWords)) return masked;
  // Each round takes a title away; an utterance names few items, each a few times.
  for (let round = 0; round < 8; round += 1) {
    const named = findNamedItems(masked, items, { known, plainWords }).toSorted((a, b) => b.start - a.start);
    if (named.length === 0) return masked;
    for (const { start, end } of named) masked = `${masked.slice(0, start)}${itemMark}${masked.slice(end)}`;
  }
  return masked;
}

/** The words of labels and categories, in singular and plural. */
export function plainWordsOf(labels: readonly string[]): ReadonlySet<string> {
  const words = labels.flatMap(wordsOf);
  return new Set([...words, ...words.map((word) => `${word}s`), ...words.map((word) => word.replace(/s$/u, ''))]);
}

/** Whether a word of the text begins like a telling word of a title: cheap, where reading titles as people write them is dear. */
function mayNameOne(text: string, items: readonly { title: string }[], plainWords: ReadonlySet<string>): boolean {
  const beginnings = new Set(wordsOf(text).map(beginningOf));
  return items.some(({ title }) => {
    const telling = wordsOf(title).filter((word) => !commonWords.has(word) && !plainWords.has(word));
    return telling.length === 0 || telling.some((word) => beginnings.has(beginningOf(word)));
  });
}

const beginningOf = (word: string): string => word.slice(0, 3);

/** Titles written out go first, the longest first: one may be part of another. */
function maskVerbatim(text: string, items: readonly { title: string }[]): string {
  return items
    .map(({ title }) => title)
    .filter((title) => title.trim() !== '')
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, title) => masked.replaceAll(title, itemMark), text);
}

import { wordsOf } from '../text/words.ts';

/** Titles of more words are catalogue entries, which nobody reads out. */
const longTitle = 10;
/** Words of what is said instead. */
const spoken = { fewest: 2, most: 8 };

/**
 * What a person calls an item of a long title: its head up to the first separator or, in a long head, up to the first preposition, at most eight words;
 * more of it where another of the dialog's titles begins or reads alike. A title that is short enough stays as it is.
 */
export function spokenTitle(title: string, others: readonly string[]): string {
  const plain = title.replaceAll(/\s+/gu, ' ').trim();
  if (wordsOf(plain).length <= longTitle) return plain;
  const taken = others.map(paddedWords);
  const isUnique = (name: string): boolean => {
    const words = paddedWords(name);
    return taken.every((other) => !other.includes(words));
  };
  return prefixesOf(plain).find(isUnique) ?? plain;
}

/** Heads of the title, the shortest that says something first. */
function prefixesOf(title: string): string[] {
  const ends = [...title.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.%+-]*/gu)].map(
    ({ 0: word, index }) => index + word.length,
  );
  const whole = ends.map((end) => title.slice(0, end).replace(/[\s.,;:'’-]+$/u, '')).filter(isWhole);
  const isHead = (name: string): boolean => {
    const rest = title.slice(name.length);
    const count = wordsOf(name).length;
    return (
      count >= spoken.fewest &&
      count <= spoken.most &&
      (/^(?:\s[-–—|]\s|[:,;(|[]|\s[([])/u.test(rest) || (count >= spoken.fewest + 1 && preposition.test(rest)))
    );
  };
  const heads = whole.filter(isHead);
  const eight = whole.filter((name) => wordsOf(name).length === spoken.most);
  const longer = whole.filter((name) => wordsOf(name).length > spoken.most);
  return [...heads, ...eight, ...longer];
}

const preposition = /^\s(?:for|with|by|from|w\/)\s/iu;

/** No name ends in the middle of a bracket or on a word that wants another. */
const isWhole = (name: string): boolean =>
  !/[([][^)\]]*$/u.test(name) && !/\s(?:a|an|the|and|or|of|for|with|in|to|by|on|at|&)$/iu.test(name);

/** Lower case, without accents and punctuation: as `listed_items.sql` compares titles. */
const paddedWords = (text: string): string => ` ${wordsOf(text).join(' ')} `;

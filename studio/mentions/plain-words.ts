import type { Token } from './read-tokens.ts';

/** Tokenizers cut "can't" and "wont" in two. */
const plainWords: ReadonlyMap<string, string> = new Map([
  ["n't", 'not'],
  ['nt', 'not'],
  ["n'", 'not'],
  ['ca', 'can'],
  ['wo', 'will'],
  ["'s", 'is'],
  ["'re", 'are'],
  ["'m", 'am'],
]);
export const plainWord = ({ word }: Token): string => plainWords.get(word) ?? word;

export const contrasts: ReadonlySet<string> = new Set(
  'but however although though whereas while yet except despite because since cause if unless when whenever until unfortunately which who that'.split(
    ' ',
  ),
);

import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { drawFrom, drawIndex, isLucky } from './random.ts';
import type { Style } from './people.ts';

/** A clause as this user types it: case, slips, and the article that fits the word after it. */
export function typeClause(clause: string, style: Style, rng: RandomGenerator): string {
  const fitted = clause.includes('a ') && clashingArticle.test(clause) ? fitArticles(clause) : clause;
  const slipped = style.typos > 0 && isLucky(rng, style.typos) ? slip(fitted, rng) : fitted;
  return style.isLowercase ? slipped.toLowerCase() : slipped;
}

const clashingArticle = /\ba [aeiou]/i;

function fitArticles(clause: string): string {
  return clause.replaceAll(/\b(a) (?=[aeio]|u(?!s|ni))/gi, (match, article: string, at: number) =>
    /^(?:one|once|eu)/.test(clause.slice(at + match.length)) ? match : `${article}n `,
  );
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const misspellings: Readonly<Record<string, string>> = {
  definitely: 'definately',
  really: 'realy',
  restaurant: 'resturant',
  disappointed: 'dissapointed',
  disappointing: 'dissapointing',
  recommend: 'reccomend',
  recommended: 'reccomended',
  delicious: 'delicous',
  excellent: 'excelent',
  atmosphere: 'atmoshpere',
  waiter: 'waitor',
  because: 'becuase',
  the: 'teh',
  their: 'there',
  too: 'to',
  quality: 'qualty',
  received: 'recieved',
  completely: 'completly',
  extremely: 'extremly',
  awesome: 'awsome',
  friendly: 'freindly',
  subscription: 'subscribtion',
  different: 'diffrent',
  incredibly: 'incredably',
  absolutely: 'absolutly',
  battery: 'battary',
  bluetooth: 'blutooth',
  amazing: 'amazeing',
  terrible: 'terible',
  every: 'evry',
};

/** One slip: a common misspelling where there is one, a lost apostrophe, or two letters the wrong way round. */
function slip(clause: string, rng: RandomGenerator): string {
  const words = clause.split(' ');
  const misspelled = words.findIndex((word) => Object.hasOwn(misspellings, word.toLowerCase()));
  if (misspelled >= 0 && isLucky(rng, 0.5)) {
    words[misspelled] = misspellings[(words[misspelled] ?? '').toLowerCase()] ?? '';
    return words.join(' ');
  }
  if (clause.includes("'") && isLucky(rng, 0.7)) return clause.replaceAll("'", '');
  const longWords = [...words.keys()].filter((at) => /^[a-z]{6,}$/.test(words[at] ?? ''));
  if (longWords.length === 0) return clause;
  const at = drawFrom(rng, longWords);
  const word = words[at] ?? '';
  const letter = 1 + drawIndex(rng, word.length - 3);
  words[at] = `${word.slice(0, letter)}${word[letter + 1] ?? ''}${word[letter] ?? ''}${word.slice(letter + 2)}`;
  return words.join(' ');
}

/** As pages that escape twice show it. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&#34;');
}

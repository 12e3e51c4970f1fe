import { ratio } from 'fuzzball';
import { commonWords } from '../text/common-words.ts';

/**
 * How alike two words, and two runs of words, must be to be read as the same, in percent: fuzzball's `ratio`, 100 * (1 - edits / letters
 * of both), a replaced letter counted as two edits. "spon" and "spoon" are 89 % alike, "keap" and "keep" 75 %, "juinper" and "juniper"
 * 86 %. One short word may differ more than a run, because the words beside it must then agree.
 */
export const leastAlike = { word: 72, run: 85 } as const;

/** Shorter words differ from too many others in one letter. */
const leastLetters = { spoken: 3, written: 4 };

/** Whether `spoken` is `written` with a typo. An everyday word is what it says; typists get the first letter right, as do readers. */
export function isMisspelling(spoken: string, written: string): boolean {
  if (spoken.length < leastLetters.spoken || written.length < leastLetters.written) return false;
  if (spoken[0] !== written[0] || Math.abs(spoken.length - written.length) > 2) return false;
  return !isEveryday(spoken) && alikeness(spoken, written) >= leastAlike.word;
}

export const areRunsAlike = (spoken: readonly string[], written: readonly string[]): boolean =>
  alikeness(spoken.join(''), written.join('')) >= leastAlike.run;

/** In singular or plural, and with the endings of verbs. */
function isEveryday(word: string): boolean {
  return commonWords.has(word) || endings.some((ending) => word.endsWith(ending) && hasEverydayStem(word, ending));
}

const endings = ['s', 'es', 'd', 'ed', 'ing', 'ly', 'er', 'y'];

function hasEverydayStem(word: string, ending: string): boolean {
  const stem = word.slice(0, -ending.length);
  const isDoubled = stem.at(-1) === stem.at(-2);
  return commonWords.has(stem) || commonWords.has(`${stem}e`) || (isDoubled && commonWords.has(stem.slice(0, -1)));
}

/** The same few words meet the same few titles turn after turn. */
const known = new Map<string, number>();
const mostKnown = 50_000;

function alikeness(left: string, right: string): number {
  const key = `${left} ${right}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = ratio(left, right, { full_process: false });
  if (known.size >= mostKnown) known.clear();
  known.set(key, value);
  return value;
}

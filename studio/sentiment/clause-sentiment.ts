import afinnPairs from 'wink-sentiment/src/afinn-en-165-2grams.js';
import afinnWords from 'wink-sentiment/src/afinn-en-165.js';
import emojis from 'wink-sentiment/src/emojis.js';
import emoticons from 'wink-sentiment/src/emoticons.js';
import { reviewLexicon, reviewPhrases, unfulfilled } from './review-lexicon.ts';

/** AFINN's 5 is for curses; 4 ("amazing") counts as full. */
const fullScore = 4;
/** "not great" is not as bad as "terrible". */
const negationFactor = -0.7;
/** Words a negator reaches over: "not at all good". */
const negationReach = 3;
/** "too salty", whatever the word; but not "good too and ...". */
const excessScore = -1.5;
const notExcess = /^(?:a|an|and|as|at|but|for|i|if|in|it|of|on|or|so|the|to|we|when|which|with)?$/u;

const pattern =
  /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\p{Extended_Pictographic}|[:;=][-o^']?[)(\][dp/\\|*](?![/\p{L}\p{N}])/gu;

const wordScores: ReadonlyMap<string, number> = new Map([
  ...Object.entries(afinnWords),
  ...Object.entries(emojis),
  ...Object.entries(emoticons).map(([emoticon, score]): [string, number] => [emoticon.toLowerCase(), score]),
  ...reviewLexicon,
]);
const pairScores: ReadonlyMap<string, number> = new Map([
  ...Object.entries(afinnPairs).flatMap(([first, seconds]) =>
    Object.entries(seconds).map(([second, score]): [string, number] => [`${first} ${second}`, score]),
  ),
  ...reviewPhrases,
]);
/** Most words start none of them, and then no pair need be put together. */
const pairStarts: ReadonlySet<string> = new Set(
  [...pairScores.keys(), ...unfulfilled].map((pair) => pair.slice(0, pair.indexOf(' '))),
);

const negators: ReadonlySet<string> = new Set(
  "aint arent cannot cant couldnt didnt doesnt dont fixed fixes hadnt hardly barely hasnt havent isnt lacked lacking lacks neither never no nobody none nor not nothing shouldnt wasnt werent without won't wont wouldnt zero".split(
    ' ',
  ),
);
const isNegator = (word: string): boolean => negators.has(word) || word.endsWith("n't");

/** What a word does to the opinion word right after it. */
const intensities: ReadonlyMap<string, number> = new Map([
  ...'absolutely amazingly completely exceptionally extremely highly hugely incredibly insanely really remarkably ridiculously seriously so super terribly totally truly unbelievably utterly very'
    .split(' ')
    .map((word): [string, number] => [word, 1.25]),
  ...'fairly kinda mildly partly pretty rather reasonably relatively slightly somewhat sorta'
    .split(' ')
    .map((word): [string, number] => [word, 0.7]),
]);

/**
 * Sentiment of a clause's own words in [-1, 1]: the scores of its n opinion words and pairs of words (AFINN-165 and emoji of wink-sentiment,
 * corrected by `reviewLexicon`), each weighed by the intensity before it and turned where a negator stands at most three words before it;
 * their sum over sqrt(n), since two opinions say more than one but not twice as much. `null` when no word has a score. Contrast within a
 * sentence is the clause segmenter's work.
 */
export function scoreWords(clause: string): number | null {
  const words = clause.toLowerCase().replaceAll('’', "'").match(pattern) ?? [];
  let total = 0;
  let scored = 0;
  let intensity = 1;
  let wordsSinceNegator = Infinity;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const pair = pairStarts.has(word) ? `${word} ${words[at + 1] ?? ''}` : '';
    const own = intensities.get(word);
    const score = pairScores.get(pair) ?? (own === undefined ? (wordScores.get(word) ?? 0) : 0);
    if (score !== 0) {
      total += score * intensity * (wordsSinceNegator <= negationReach ? negationFactor : 1);
      scored += 1;
    }
    if (word === 'too' && wordsSinceNegator > 1 && !notExcess.test(words[at + 1] ?? '')) {
      total += excessScore;
      scored += 1;
    }
    if (pairScores.has(pair)) at += 1;
    intensity = own ?? 1;
    if (isNegator(word) || unfulfilled.has(pair)) wordsSinceNegator = 1;
    else wordsSinceNegator += 1;
  }
  if (scored === 0) return null;
  return Math.max(-1, Math.min(1, total / Math.sqrt(scored) / fullScore));
}

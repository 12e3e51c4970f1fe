import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { withoutTitles } from '../named-in-turn.ts';
import { wordsOf } from '../../text/words.ts';

/** Latin letters among all letters; a foreign word or an emoji does no harm. */
const minimumLatinShare = 0.85;
/** English prose has about 45 % function words; a quarter of that is far above what any other language reaches by chance. */
const minimumFunctionShare = 0.12;
/** Shorter turns ("Sold, thanks!") say too little to tell. */
const minimumWords = 8;

/** The turn is English, by script and by function words; titles do not count. */
export const findLanguageProblems: TurnCheck = (context) => {
  const text = withoutTitles(context);
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  if (letters.length > 0 && latin / letters.length < minimumLatinShare) {
    return [executional('language', `only ${latin} of ${letters.length} letters are Latin`)];
  }
  const words = wordsOf(text);
  const functionWordCount = words.filter((word) => functionWords.has(word.replace(/'.*$/u, ''))).length;
  return words.length < minimumWords || functionWordCount / words.length >= minimumFunctionShare
    ? []
    : [executional('language', `only ${functionWordCount} of ${words.length} words are English function words`)];
};

const functionWords = new Set(
  (
    'a about after all also am an and any are as at be been but by can could did do does don for from get go good had has have he her him his how i if in ' +
    'into is it its just like ll me more my no not of on one or our out over she so some than that the their them then there they this those to too up ' +
    'us ve was we were what when where which who why will with would you your'
  ).split(' '),
);

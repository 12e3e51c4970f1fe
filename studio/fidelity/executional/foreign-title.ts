import { commonWords } from '../../text/common-words.ts';
import { monthNames } from '../../text/month-names.ts';
import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { plainWordsOf, withoutTitles } from '../named-in-turn.ts';
import { wordsOf } from '../../text/words.ts';

/**
 * No item is named that the plan does not know. The catalogue is not at hand here, so names are told by their writing: quoted words with
 * a capital, two or more capitalised words in a row, or one after a word that introduces a name ("try", "called") or after a known title,
 * of which it makes another one ("Copper Table", "Copper Table Annex").
 */
export const findForeignTitleProblems: TurnCheck = (context) => {
  const text = withoutTitles(context);
  const plain = plainWordsOf(context.plan);
  // "The Acme one": a part of a title may be said again once the title was.
  const namedWords = new Set(
    context.plan.candidates
      .filter(({ itemId }) => context.namedItemIds.has(itemId) || itemId === context.turn.slots.itemId)
      .flatMap(({ title }) => wordsOf(title)),
  );
  const isKnown = (name: string): boolean =>
    wordsOf(name).every((word) => plain.has(word) || knownNames.has(word) || namedWords.has(word));
  return [...quotedNames(text), ...capitalisedRuns(text), ...introducedNames(text), ...continuedTitles(text)]
    .filter((name) => !isKnown(name))
    .map((name) => executional('foreign-title', `"${name}" is no item of the plan`));
};

const quotedNames = (text: string): string[] =>
  [...text.matchAll(/["“]([^"“”]{2,120})["”]/gu)].map((match) => match[1] ?? '').filter((name) => /\p{Lu}/u.test(name));

/** "Golden Spoon", "House of Rye". An everyday word at the start of a sentence owes its capital to its place. */
function capitalisedRuns(text: string): string[] {
  return [...text.matchAll(capitalisedRun)].flatMap((match) => {
    const words = match[0].split(' ');
    const opensSentence = match.index === 0 || /[.?!…:]["'”’)]*\s*$/u.test(text.slice(0, match.index));
    const isDropped = opensSentence && commonWords.has(words[0]?.toLowerCase() ?? '');
    const name = words.slice(isDropped ? 1 : 0);
    return name.filter((word) => /^\p{Lu}/u.test(word)).length > 1 ? [name.join(' ')] : [];
  });
}
const capitalisedRun = /\b(?!I\b)\p{Lu}[\p{L}\p{N}'’]*(?:(?: (?:of|the|and|&|de|la))? (?!I\b)\p{Lu}[\p{L}\p{N}'’]*)+/gu;

const introducedNames = (text: string): string[] =>
  [...text.matchAll(introduction)].map((match) => match[1] ?? '').filter((name) => !/^I(?:['’]|$)/u.test(name));
const introduction =
  /\b(?:[Tt]ry|[Cc]alled|[Nn]amed|[Rr]ecommend|[Ss]uggest|[Cc]onsider|[Vv]isit|[Ii]nstall|[Dd]ownload|[Bb]uy|[Oo]rder|[Ll]ike|[Aa]bout|[Ww]ith|[Tt]han|[Ii]nstead of|[Aa]t|[Tt]o) (\p{Lu}[\p{L}\p{N}'’]*)/gu;

/** A title that ends in a mark ("Merge Dragons!") takes the sentence's end with it: an everyday word may follow. */
const continuedTitles = (text: string): string[] =>
  [...text.matchAll(/\bit (\p{Lu}[\p{L}\p{N}'’]+)/gu)]
    .map((match) => match[1] ?? '')
    .filter((name) => !commonWords.has(name.toLowerCase()) && !/^I['’]/u.test(name));

/** Capitalised words that are no items: the calendar, peoples and languages, technical names. */
const knownNames: ReadonlySet<string> = new Set([
  ...monthNames.map((name) => name.toLowerCase()),
  ...'monday tuesday wednesday thursday friday saturday sunday christmas easter thanksgiving halloween'.split(' '),
  ...'american asian african british chinese cuban english european french german greek indian irish italian japanese korean latin lebanese mediterranean mexican spanish thai turkish vietnamese'.split(
    ' ',
  ),
  ...'usb hdmi gps wifi wi fi bluetooth android ios iphone ipad mac windows pc tv led lcd hd pdf ok vs diy faq usa uk us nyc la eu yelp amazon google'.split(
    ' ',
  ),
]);

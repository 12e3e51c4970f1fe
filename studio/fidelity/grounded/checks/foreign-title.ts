import { monthNames } from '../../../text/month-names.ts';
import { wordsOf } from '../../../text/words.ts';
import type { GroundedCheck } from '../check.ts';
import type { TurnReading } from '../read-turn.ts';
import { stemOf } from '../said-words.ts';
import { isSpokenWord, zipfOf } from '../word-rarity.ts';

/**
 * No place, product or app is named that stands nowhere in the evidence, the user's own reviews or the talk so far. Names are seen by their
 * capitals: the system names nothing of its own, while a user may speak of people and towns, so that there a name counts only in the
 * place of a product or a venue ("at Chili's", "better than Headspace").
 */
export const findForeignTitleProblems: GroundedCheck = (reading) => {
  const names = namesIn(reading);
  if (names.length === 0) return [];
  const known = knownWords(reading);
  const isKnown = (name: string): boolean =>
    wordsOf(name).every((word) => {
      const bare = word.replace(/'s?$/u, '');
      return known.has(bare) || known.has(stemOf(bare)) || knownNames.has(bare);
    });
  return names
    .filter((name) => !isKnown(name))
    .map((name) => ({
      check: 'foreign-title',
      detail: `"${name}" stands in nothing that the ${reading.turn.speaker} knows`,
    }));
};

function knownWords({ turn, allEvidence }: TurnReading): ReadonlySet<string> {
  const texts = [
    allEvidence.text,
    ...turn.transcript.map(({ text }) => text),
    ...turn.own.flatMap(({ item, text }) => [item, text]),
    ...turn.wishes.map(({ aspect }) => aspect),
  ];
  const words = texts.flatMap(wordsOf).map((word) => word.replace(/'s?$/u, ''));
  return new Set([...words, ...words.map((word) => stemOf(word))]);
}

function namesIn({ turn, plainText }: TurnReading): string[] {
  return [...plainText.matchAll(capitalisedRun)].flatMap((match) => {
    const opensSentence = match.index === 0 || /[.?!…:"“(–—]["'”’)]*\s*$/u.test(plainText.slice(0, match.index));
    const words = match[0].split(' ').filter((word) => /\p{Lu}/u.test(word));
    // An everyday word owes its capital to its place, or is shouted.
    const telling = words.filter((word, at) => {
      const plain = word.toLowerCase().replace(/'s$/u, '').split('-')[0] ?? '';
      const isShouted = word.length > 1 && word === word.toUpperCase();
      if (isShouted || (at === 0 && opensSentence)) return !isSpokenWord(plain) && !isInterjection(plain);
      return true;
    });
    if (telling.length === 0) return [];
    const name = telling.join(' ');
    const before = plainText.slice(0, match.index);
    const isPlacedAsVenue = venueBefore.test(before) && !kinBefore.test(before);
    const isStrange = telling.length > 1 || telling.some((word) => zipfOf(word.toLowerCase()) < strangeZipf);
    const after = plainText.slice(match.index + match[0].length);
    const isPlaced =
      turn.speaker === 'system'
        ? isPlacedAsVenue ||
          (isStrange && !['greet', 'close'].includes(turn.act) && (!opensSentence || verbAfter.test(after)))
        : isPlacedAsVenue;
    const isSubject =
      turn.speaker === 'user' &&
      /^'?s? (?:is|was|has|had|does|did|work\w*|always|never|can|better)\b/u.test(
        plainText.slice(match.index + match[0].length),
      ) &&
      askedBefore.test(before);
    return isPlaced || isSubject ? [name] : [];
  });
}

/** Rarer than about one in 300,000: a name rather than a word. */
const strangeZipf = 3.5;
const verbAfter = /^(?:'s)? (?:is|was|has|had|does|beats?|offers?|can|would|might|could|will|works?|costs?)\b/u;
const capitalisedRun =
  /(?<![\p{L}\p{N}'-])(?!I\b)\p{Lu}[\p{L}\p{N}]*(?:['&-][\p{L}\p{N}]+)*(?: (?:(?:of|the|and|&|de|la) )?(?!I\b)\p{Lu}[\p{L}\p{N}]*(?:['&-][\p{L}\p{N}]+)*)*|(?<![\p{L}\p{N}'-])\p{Ll}{1,2}\p{Lu}\p{Ll}+/gu;
const venueBefore =
  /\b(?:at|from|to|than|like|with|try|tried|use|used|using|visited|called|named|love|loved|hate|hated|prefer|install|installed|download|downloaded|bought|own|or|my|the|a|an) (?:the |that |this |a |an |my |our )?$/iu;
const askedBefore = /\b(?:would|will|does|did|could|should|is|was|maybe|but|because) (?:the )?$/iu;
const kinBefore =
  /\b(?:wife|husband|partner|brother|sister|daughter|son|kid|friend|mother|father|mum|mom|dad|aunt|uncle|cousin|boss|colleague|neighbou?r|cat|dog|granny|grandma|grandpa|name is|named|called|i'm|i am) $/iu;

/** A stretched or made-up cry ("Ooooh", "Yesss", "Hmm") is no name. */
const isInterjection = (word: string): boolean =>
  word.length <= 3 || /(.)\1\1/u.test(word) || zipfOf(word.replaceAll(/(.)\1+/gu, '$1')) > 2;

const knownNames: ReadonlySet<string> = new Set([
  ...monthNames.map((name) => name.toLowerCase()),
  ...'monday tuesday wednesday thursday friday saturday sunday christmas easter thanksgiving halloween valentine new year eve'.split(
    ' ',
  ),
  ...'american asian african british chinese cuban english european french german greek indian irish italian japanese korean latin lebanese mediterranean mexican spanish thai turkish vietnamese'.split(
    ' ',
  ),
  ...'usb hdmi gps wifi wi fi bluetooth android ios iphone ipad mac windows pc tv led lcd hd pdf ok vs diy faq usa uk us nyc la eu yelp amazon google play store app internet chromecast mr mrs ms dr god jesus'.split(
    ' ',
  ),
]);

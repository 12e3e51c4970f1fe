import { stemmer } from 'stemmer';
import type { CheckedItem } from '../../../../schemas/checked-turn.ts';
import { oncePer } from '../../../once-per.ts';
import { wordsOf } from '../../../text/words.ts';
import type { GroundedCheck } from '../check.ts';
import { findCandidates } from '../read-turn.ts';
import type { TurnReading } from '../read-turn.ts';
import { isSpokenWord, zipfOf } from '../word-rarity.ts';

/**
 * Nobody but a recommending system names an item that was not named before: neither by its title, nor by words of it that give it away,
 * nor by the beginning of one ("starts with Merc").
 */
export const findTargetLeakProblems: GroundedCheck = (reading) => {
  const { turn, namedHere, text } = reading;
  if (turn.speaker === 'system' && ['recommend', 'compare'].includes(turn.act)) return [];
  const hidden = turn.candidates.filter(({ title }) => !turn.named_titles.includes(title));
  const named = (turn.speaker === 'user' ? namedHere : findCandidates({ ...turn, speaker: 'user' }, text)).filter(
    (item) => hidden.includes(item),
  );
  const titles = named.map(({ title }) => `names "${title}" before it was offered`);
  const described = hidden
    .filter((item) => !named.includes(item))
    .flatMap((item) => describe(item, reading))
    .map((words) => `gives an item away that was not offered: ${words}`);
  return [...titles, ...described].map((detail) => ({ check: 'target-leak', detail }));
};

function describe(item: CheckedItem, reading: TurnReading): string[] {
  const free = freeStems(item, reading);
  const telling = tellingWords(item).filter(({ stem }) => !free.has(stem));
  const whole = tellingWords(item).reduce((sum, { weight }) => sum + weight, 0);
  const said = wordsOf(reading.text).map((word) => word.replace(/'s$/u, ''));
  const given = telling.filter((word) => said.some((spoken) => isGivenBy(spoken, word)));
  const weight = given.reduce((sum, word) => sum + word.weight, 0);
  // An everyday word is not part of a name for beginning like one: "food", and "Foodery".
  const isCoined = given.some(
    ({ word, stem }) =>
      !isSpokenWord(word) &&
      word.length >= 4 &&
      said.some(
        (spoken) => hasStem(spoken, { word, stem }) || (!isSpokenWord(spoken) && isGivenBy(spoken, { word, stem })),
      ),
  );
  const spelled = telling.filter(({ word }) => isSpelled(reading.text, word));
  if (spelled.length > 0) return spelled.map(({ word }) => word);
  const isGiven = isCoined || (given.length >= 2 && weight >= leastShare * whole) || given.length >= 4;
  return isGiven ? [given.map(({ word }) => word).join(', ')] : [];
}

/** Part of a title's information that two or more words must hold to give it away. */
const leastShare = 0.4;

interface TellingWord {
  word: string;
  stem: string;
  /** How rare it is. */
  weight: number;
}

const tellingWords = oncePer(({ title }: CheckedItem): TellingWord[] => {
  const words = wordsOf(`${title} ${title.replaceAll(/(\p{L})(?=\d)|(\d)(?=\p{L})/gu, '$1$2 ')}`)
    .map((word) => word.replace(/'s?$/u, ''))
    .filter((word) => word.length > 2 && !linking.has(word));
  return [...new Set(words)].map((word) => ({ word, stem: stemmer(word), weight: Math.max(0.5, 7 - zipfOf(word)) }));
});

/** Words that anybody may say: what was said before, what is wished, the kind of thing. */
function freeStems(item: CheckedItem, { turn, saidStems, ownStems }: TurnReading): ReadonlySet<string> {
  const kinds = wordsOf(item.category).map((word) => stemmer(word));
  return new Set([
    ...saidStems,
    ...ownStems,
    ...kinds,
    ...turn.wishes.flatMap(({ aspect }) => wordsOf(aspect)).map((word) => stemmer(word)),
  ]);
}

/** The stemmer makes "in" of "Ines" and "her" of "Hers": what everybody says in each sentence is a name only where it is the name itself. */
const hasStem = (spoken: string, { word, stem }: Pick<TellingWord, 'word' | 'stem'>): boolean =>
  spoken === word || (stemmer(spoken) === stem && zipfOf(spoken) < zipfOfGrammar);

/** From here up: words of grammar, and few others. */
const zipfOfGrammar = 6;

/** The same word, or one built on it: "pops" of "pop", "earthy" of "earth", "bakes" of "bakery". */
function isGivenBy(spoken: string, { word, stem }: Pick<TellingWord, 'word' | 'stem'>): boolean {
  if (hasStem(spoken, { word, stem })) return true;
  const spokenStem = stemmer(spoken);
  const [short, long] = spokenStem.length < stem.length ? [spokenStem, stem] : [stem, spokenStem];
  return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 3 && spoken[0] === word[0];
}

const isSpelled = (text: string, word: string): boolean =>
  [
    ...text.matchAll(/\b(?:start|begin|end)(?:s|ing)? (?:with|in|on) (?:an? |the )?(?:letters? )?["'“]?(\p{L}{3,})/giu),
  ].some(
    ([, part]) => part !== undefined && (word.startsWith(part.toLowerCase()) || word.endsWith(part.toLowerCase())),
  );

const linking: ReadonlySet<string> = new Set('and for from the with your our its for you all'.split(' '));

import { clearSideOf } from '../../../sentiment/word-scores.ts';
import type { GroundedCheck } from '../check.ts';
import { antonymStems } from '../antonyms.ts';
import { readSentences, stemsOf } from '../said-words.ts';
import type { SaidClause, SaidWord } from '../said-words.ts';
import { zipfOf } from '../word-rarity.ts';

/**
 * The user's own opinions stay what they were: of a thing that an own clause judges, the opposite is not said. Only where the sentence
 * names the thing or its item, and both judge it clearly.
 */
export const findOwnOpinionProblems: GroundedCheck = ({ turn, ownSentences: sentences }) => {
  if (turn.speaker === 'system') return [];
  const clauses = sentences
    .filter(({ isQuestion, words }) => !isQuestion && !isTorn(words))
    .flatMap((sentence) => sentence.clauses);
  return clauses
    .flatMap((clause) =>
      turn.own.flatMap(({ item, text }) => {
        const nouns = sharedNouns(clause, `${item} . ${text}`);
        const [noun] = nouns;
        const isMeant = nouns.length >= 2 || remembers.test(clause.text) || nouns.some((word) => isTelling(word, item));
        const isOpposed =
          noun !== undefined &&
          isMeant &&
          !wishes.test(clause.text) &&
          !isOfAnother(clause, { item, text }, turn.own) &&
          (opposes(clause, text) || judge(clause) * judgeAll(text) < 0);
        return isOpposed
          ? [{ check: 'contradiction', detail: `of "${noun}" the user's own review says: "${text}"` }]
          : [];
      }),
    )
    .slice(0, 1);
};

/** "Good ones and bad ones": who has seen both contradicts neither. */
function isTorn(words: readonly SaidWord[]): boolean {
  const sides = words.filter(isJudging).map(({ word }) => clearSideOf(word));
  return sides.includes(1) && sides.includes(-1);
}

/** Another own clause on the same item speaks of what is told, and this one shares no more with it than the item's name. */
const isOfAnother = (
  clause: SaidClause,
  { item, text }: { item: string; text: string },
  own: readonly { item: string; text: string }[],
): boolean =>
  sharedNouns(clause, text).length === 0 &&
  own.some((other) => other.item === item && other.text !== text && sharedNouns(clause, other.text).length > 0);

const remembers = /\b(?:was|were|had|have got|i've got|ignored|last|once|always|never)\b/iu;
const wishes = /\b(?:want|wish|hope|need|should|please|would|i'd|no|without|not|if|nobody)\b/iu;

/** A name of the item, not a word of its kind. */
const isTelling = (word: string, item: string): boolean => zipfOf(word) < 3 && item.toLowerCase().includes(word);

function sharedNouns({ words }: SaidClause, own: string): string[] {
  const stems = stemsOf(own);
  return words.flatMap(({ word, stem, role, isContent }) =>
    (role === 'noun' || role === 'name') && isContent && stems.has(stem) ? [word] : [],
  );
}

/** An antonym, or the same word negated. */
function opposes({ words }: SaidClause, own: string): boolean {
  const owned = readSentences(own).flatMap((sentence) => sentence.words);
  return words.some((said) => {
    if (!isJudging(said)) return false;
    const antonyms = antonymStems(said.stem);
    const same = owned.filter((word) => word.stem === said.stem && said.isContent);
    return (
      owned.some((word) => antonyms.has(word.stem) && word.isNegated === said.isNegated) ||
      (same.length > 0 && same.every((word) => word.isNegated !== said.isNegated))
    );
  });
}

/** -1, 0 or 1 by adjectives and verbs with a clear score, each turned round by a negation; 0 where they speak for both sides. */
function judge({ words }: SaidClause): number {
  const sides = words.filter(isJudging).map(({ word, isNegated }) => (isNegated ? -1 : 1) * clearSideOf(word));
  if (sides.includes(1) === sides.includes(-1)) return 0;
  return sides.includes(1) ? 1 : -1;
}

const judgeAll = (text: string): number =>
  judge({ text, words: readSentences(text).flatMap((sentence) => sentence.words) });

const isJudging = ({ role }: SaidWord): boolean => role === 'adjective' || role === 'verb';

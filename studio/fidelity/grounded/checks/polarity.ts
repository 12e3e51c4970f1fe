import type { CheckedFact } from '../../../../schemas/checked-turn.ts';
import { scoreWord } from '../../../sentiment/word-scores.ts';
import { holdsNegator } from '../../../text/negators.ts';
import type { GroundedCheck } from '../check.ts';
import { alikeStems, antonymStems } from '../antonyms.ts';
import type { ReadQuote } from '../evidence.ts';
import type { TurnReading } from '../read-turn.ts';
import { stemOf, stemsOf } from '../said-words.ts';
import type { SaidClause, SaidWord } from '../said-words.ts';
import { blames, praises } from '../verdicts.ts';
import { isDenial } from './false-denial.ts';
import { relevantFacts } from './numbers.ts';

/**
 * What a clause says of a term is not turned round: not by the opposite word ("quick" where all clauses of it say "slow"), not by a
 * negation ("doesn't hurt" of "hurt"), not by a verdict that no counted review gives ("loves" where none is positive). No lexicon of good
 * and bad words: the words of the quotes decide.
 */
export const findPolarityProblems: GroundedCheck = (reading) => {
  const { turn, ownSentences: sentences } = reading;
  if (turn.speaker === 'user' || !['recommend', 'explain', 'compare'].includes(turn.act)) return [];
  const named = new Set(reading.evidence.facts.flatMap(({ aspect }) => [...stemsOf(aspect)]));
  return sentences
    .filter(({ isQuestion, text }) => !isQuestion && !isDenial(text))
    .flatMap(({ clauses }) => clauses)
    .flatMap((clause) => [...turnedWords(clause, reading, named), ...wrongVerdicts(clause, reading)])
    .map((detail) => ({ check: 'polarity', detail }));
};

/** "One complaint about the flavors" of "bland": an aspect's name, one of the stems in `named`, says nothing of it. */
function turnedWords(clause: SaidClause, { evidence }: TurnReading, named: ReadonlySet<string>): string[] {
  const facts = relevantFacts(clause.text, evidence.facts, 1);
  const quotes = evidence.quotes.filter(({ fact }) => facts.length === 0 || facts.includes(fact));
  return clause.words.flatMap((word) => {
    // How many are happy or complain is a matter of the counts, not of one clause's words.
    if (word.role === 'other' || word.role === 'name' || countedVerdicts.has(word.stem) || named.has(word.stem))
      return [];
    if (word.stem === worth && isPhrase.test(clause.text)) return [];
    const turned = isOpposite(word, quotes, facts.length > 0) ?? isNegatedOtherwise(word, quotes);
    return turned === undefined ? [] : [turned];
  });
}

/** "For what it's worth" and "worth knowing" judge nothing. */
const worth = stemOf('worth');
const isPhrase =
  /\bfor what (?:it['’]s|it is) worth\b|\bworth (?:knowing|noting|saying|mentioning|a mention|adding|pointing out|remembering)\b/iu;

const countedVerdicts: ReadonlySet<string> = new Set(
  ['happy', 'unhappy', 'pleased', 'praise', 'complain', 'complaint', 'positive', 'negative'].map((word) =>
    stemOf(word),
  ),
);

/**
 * Not those of an exception: "good unless they are packed" and "good when it isn't packed" are the same. Nor what is an issue: who has "consistency issues"
 * is not consistent.
 */
const wordsIn = (quotes: readonly ReadQuote[]): { word: SaidWord; id: string }[] =>
  quotes.flatMap(({ quote, clauses }) =>
    clauses
      .filter(({ text }) => !/\b(?:unless|except)\b/iu.test(text))
      .flatMap(({ text, words }) => {
        const issues = new Set(text.toLowerCase().match(issue));
        return words.filter(({ word }) => !issues.has(word.toLowerCase())).map((word) => ({ word, id: quote.id }));
      }),
  );

const issue = /\p{L}+(?= (?:issues?|problems?|troubles?|failures?)\b)/gu;

/** The quotes hold the opposite word and none on this side. */
function isOpposite(said: SaidWord, quotes: readonly ReadQuote[], isRelevant: boolean): string | undefined {
  const antonyms = antonymStems(said.stem);
  if (antonyms.size === 0 || !isRelevant) return undefined;
  const alike = new Set([said.stem, ...alikeStems(said.stem)]);
  const words = wordsIn(quotes);
  const supports = words.some(
    ({ word }) =>
      (alike.has(word.stem) && word.isNegated === said.isNegated) ||
      (antonyms.has(word.stem) && word.isNegated !== said.isNegated),
  );
  const against = words.find(
    ({ word }) =>
      (antonyms.has(word.stem) && word.isNegated === said.isNegated) ||
      (alike.has(word.stem) && word.isNegated !== said.isNegated),
  );
  return supports || against === undefined
    ? undefined
    : `"${said.isNegated ? 'not ' : ''}${said.word}", but ${against.id} says "${against.word.isNegated ? 'not ' : ''}${against.word.word}"`;
}

/** One is negated at once, the other not at all: "won't buy the boxed kind" denies the buying. */
function isDenied(left: SaidWord, right: SaidWord): boolean {
  const [near, far] = [left.negationDistance, right.negationDistance].toSorted((a, b) => a - b);
  return near !== undefined && near <= atOnce && far === Infinity;
}
const atOnce = 2;

/** The same verb or adjective, once with and once without a negation. */
function isNegatedOtherwise(said: SaidWord, quotes: readonly ReadQuote[]): string | undefined {
  if (!said.isContent || (said.role !== 'verb' && said.role !== 'adjective')) return undefined;
  const same = wordsIn(quotes).filter(({ word }) => word.stem === said.stem);
  const [first] = same;
  if (first === undefined || !same.every(({ word }) => !word.isAsked && isDenied(word, said))) return undefined;
  return `"${said.isNegated ? 'not ' : ''}${said.word}", but ${first.id} says "${first.word.isNegated ? 'not ' : ''}${first.word.word}"`;
}

/** A verdict on something that only reviews of the other verdict speak of. */
function wrongVerdicts(clause: SaidClause, { evidence }: TurnReading): string[] {
  const facts = relevantFacts(clause.text, evidence.facts, 1);
  if (facts.length === 0 || holdsNegator(clause.text) || /\bwould\b/iu.test(clause.text)) return [];
  const praise = praises.exec(clause.text)?.[0];
  const blame = blames.exec(clause.text)?.[0];
  if (
    praise !== undefined &&
    blame === undefined &&
    facts.every(({ positive, negative }) => positive === 0 && negative > 0) &&
    !isPraisedInWords(clause, facts, evidence.quotes)
  ) {
    return [`"${praise}", but no review of "${facts[0]?.aspect ?? ''}" is positive`];
  }
  if (
    blame !== undefined &&
    praise === undefined &&
    facts.every(({ positive, negative, polarity }) => negative === 0 && positive > 0 && polarity === 'good')
  ) {
    return [`"${blame}", but no review of "${facts[0]?.aspect ?? ''}" is negative`];
  }
  return [];
}

/** A clause of a quote holds a clear word of praise beside what is said to be praised, whatever its mention was counted as. */
function isPraisedInWords(said: SaidClause, facts: readonly CheckedFact[], quotes: readonly ReadQuote[]): boolean {
  const things = said.words.filter(({ role, isContent }) => role === 'noun' && isContent).map(({ stem }) => stem);
  return quotes.some(
    ({ fact, clauses }) =>
      facts.includes(fact) &&
      clauses.some(
        ({ words }) =>
          words.some(({ stem }) => things.includes(stem)) &&
          words.some(({ word, isNegated }) => !isNegated && scoreWord(word) > 0) &&
          words.every(({ word }) => scoreWord(word) >= 0),
      ),
  );
}

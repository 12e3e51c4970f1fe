import type { GroundedCheck } from '../check.ts';
import { monthNames } from '../../../text/month-names.ts';
import { kindredStems } from '../kindred-words.ts';
import type { TurnReading } from '../read-turn.ts';
import { zipfOf } from '../word-rarity.ts';
import type { SaidClause, SaidSentence, SaidWord } from '../said-words.ts';

/**
 * A thing that the system says an item has stands in a clause, an aspect, the title or the category, or somebody spoke of it before. Verbs
 * and adjectives are how people paraphrase; a new noun is a new thing.
 */
export const findInventedFeatureProblems: GroundedCheck = (reading) => {
  const { turn, sentences } = reading;
  if (turn.speaker === 'user' || !['recommend', 'explain', 'compare'].includes(turn.act)) return [];
  const invented = sentences
    .filter((sentence) => statesSomething(sentence))
    .flatMap((sentence) => statementsOf(sentence).flatMap(({ words }) => thingsIn(words)))
    .filter((word) => !isCarried(word, reading));
  const things = new Map(invented.map((word) => [word.stem, word]));
  const weight = [...things.values()].reduce((sum, { word }) => sum + (zipfOf(word) < rareZipf ? 2 : 1), 0);
  return weight < leastWeight
    ? []
    : [
        {
          check: 'invented-feature',
          detail: `no clause speaks of ${[...new Set(invented.map(({ word }) => `"${word}"`))].join(', ')}`,
        },
      ];
};

/** Less than about eight in a million: such a word does not slip in. */
const rareZipf = 3.9;
/** One rare thing, or two: a single everyday noun may be how somebody sums up. */
const leastWeight = 3;

/** Neither advice nor what announces a statement: "The fine print: …". */
const statementsOf = ({ text: whole, clauses }: SaidSentence): readonly SaidClause[] =>
  clauses.filter(({ text }, at) => !advises.test(text) && !(at === 0 && leadIn.test(whole)));
const leadIn = /^\W*(?:[\w'-]+ ){0,3}[\w'-]+:\s/u;

/** A question, a denial and a refusal to answer say nothing of the item. */
const statesSomething = ({ isQuestion, text }: SaidSentence): boolean =>
  !isQuestion && !denies.test(text) && !imperative.test(text);
const imperative =
  /^\W*(?:(?:so|then|just|maybe|and|but|or|better) )*(?:take|ask|bring|go|try|sit|order|check|keep|call|book|come|wear|get|leave|start|wait|avoid|skip|pick|choose|plan|mind|expect|look|use|give|have|don't|do not|be|make sure|stick|save|read|watch|set|turn|download|install)\b/iu;
const denies =
  /\b(?:nobody|no one|no review\w*|none of|not a word|no word|i (?:don't|can't|couldn't|cannot|haven't|have no|know|only|am|was|did|read|went through|turned|keep)|i'm|i've|i'd|i'll|let me|let us|let's|no idea|sorry|afraid)\b/iu;
/** Nouns that are no voices: "one viewer says", "two commuters like". */
const thingsIn = (words: readonly SaidWord[]): SaidWord[] =>
  words.filter((word, at) => isThing(word) && !(counters.has(words[at - 1]?.word ?? '') && isVerdict(words[at + 1])));

const counters: ReadonlySet<string> = new Set('one another two three four five six'.split(' '));
const isVerdict = (next: SaidWord | undefined): boolean =>
  next === undefined || next.role === 'verb' || verdictWords.has(next.word);
const verdictWords: ReadonlySet<string> = new Set('had who whose has even also really was'.split(' '));

/** Advice and conditions are about the user: "if you bring a laptop". */
const advises =
  /^\W*with an? |\b(?:if|when|should|unless|in case|for (?:your|the two|both)|your|(?:before|until|once) you|you(?:'d|'ll| could| can| might| may)|would (?:settle|tell|show|answer|help)|i'd|maybe|perhaps)\b/iu;

const isThing = ({ role, isContent, isNegated, word }: SaidWord): boolean =>
  (role === 'noun' || role === 'name') && isContent && !isNegated && word.length > 2 && !months.has(word);
/** Dates are another check's. */
const months: ReadonlySet<string> = new Set([
  ...monthNames.map((name) => name.toLowerCase()),
  ...'year years month months'.split(' '),
]);

function isCarried({ stem }: SaidWord, { allEvidence: evidence, saidStems }: TurnReading): boolean {
  // What only another candidate's quotes hold is another check's.
  if (evidence.stems.has(stem) || saidStems.has(stem)) return true;
  if (evidence.items.some(({ price }) => price !== null && price !== undefined) && stem === 'price') return true;
  for (const kindred of kindredStems(stem)) if (evidence.stems.has(kindred)) return true;
  return isPartOfWord(stem, evidence.text);
}

/** "curbside" of "curb side", "pancake" of "pancakes". */
const isPartOfWord = (stem: string, text: string): boolean =>
  stem.length >= 4 && (text.includes(stem) || text.replaceAll(/[\s-]/gu, '').includes(stem));

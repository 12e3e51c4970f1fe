import type { CheckedFact, CheckedTurn, TurnProblem } from '../../../../schemas/checked-turn.ts';
import { holdsNegator } from '../../../text/negators.ts';
import type { GroundedCheck } from '../check.ts';
import type { TurnReading } from '../read-turn.ts';
import { blames, praises } from '../verdicts.ts';
import { numbersIn } from '../spoken-numbers.ts';
import type { SpokenNumber } from '../spoken-numbers.ts';
import { contentStems, stemsOf } from '../said-words.ts';

/**
 * Numbers that the system says: of reviewers they are a count of the plan for what the sentence speaks of, all others stand in the
 * item's clauses, title or price, or were said before.
 */
export const findNumberProblems: GroundedCheck = (reading) => {
  if (reading.turn.speaker === 'user') return [];
  const free = freeNumbers(reading);
  return reading.sentences.flatMap((sentence) =>
    numbersIn(sentence.text).flatMap((number) => {
      const rating = ratingsIn(sentence.text).find(({ isOf }) => isOf(number.value));
      if (rating !== undefined) return isRating(rating.stars, reading.evidence.quotes) ? [] : [unknown(number)];
      if (number.kind === 'voices' && states.has(reading.turn.act) && !isQuoted(number, sentence.text, reading))
        return findCountProblems(number, sentence.text, reading);
      if (free.has(number.value) || (number.kind !== 'money' && number.value < 2)) return [];
      if (isApproximate(number, sentence.text, free) || isAgeOrRating(number, sentence.text, reading)) return [];
      if (isCountOrShare(number, sentence.text, reading)) return [];
      const party = findPartyProblems(number, sentence.text, reading);
      if (party !== undefined) return party;
      if (number.kind !== 'money' && isEnumeration(number)) return [];
      return [unknown(number)];
    }),
  );
};

const unknown = ({ text }: SpokenNumber): TurnProblem => ({
  check: 'number',
  detail: `"${text}" stands in no clause, title or price of the item`,
});

const isRating = (stars: number, quotes: TurnReading['evidence']['quotes']): boolean =>
  quotes.some(({ quote }) => quote.rating === stars);

function freeNumbers({ turn, evidence }: TurnReading): ReadonlySet<number> {
  const dates = [...evidence.quotes.map(({ quote }) => quote.date), ...evidence.facts.map(({ since }) => since ?? '')];
  const years = dates.map((date) => Number(date.slice(0, 4)));
  const texts = [evidence.text, ...turn.transcript.map(({ text }) => text)];
  const values = texts.flatMap((text) => numbersIn(text).map(({ value }) => value));
  // A price is rounded in talk: 5.99 is six dollars.
  const prices = evidence.items.flatMap(({ price }) => Number(price?.replaceAll(/[^\d.]/gu, '')) || []);
  return new Set([
    ...values,
    ...years,
    Number(turn.now.slice(0, 4)),
    ...prices.flatMap((price) => [price, Math.round(price), Math.floor(price)]),
  ]);
}

/** "We paid little for four people": what a reviewer counted, in a quotation of the reviewer's own words. */
const isQuoted = ({ text }: SpokenNumber, sentence: string, { evidence }: TurnReading): boolean =>
  [...sentence.matchAll(/["“]([^"”]+)["”]/gu)].some(([, words = '']) => {
    const quotation = words.toLowerCase().replace(/[.,!?…\s]+$/u, '');
    return quotation.includes(text.toLowerCase()) && evidence.text.includes(quotation);
  });

/** "Under 20" of 18.95, "about ten minutes" of eleven. */
const isApproximate = ({ text, value }: SpokenNumber, sentence: string, free: ReadonlySet<number>): boolean =>
  new RegExp(
    `\\b(?:under|below|less than|over|above|more than|around|about|almost|nearly|roughly|some|close to|just|up to) [$€£]?${text}`,
    'iu',
  ).test(sentence) && [...free].some((known) => Math.abs(known - value) <= 0.2 * value);

/** "Two years ago", "five stars": read off a quote's date and rating. */
function isAgeOrRating({ value, counted }: SpokenNumber, sentence: string, { turn, evidence }: TurnReading): boolean {
  if (/^stars?$/u.test(counted)) return isRating(value, evidence.quotes);
  if (!/\b(?:ago|old|older)\b/iu.test(sentence)) return false;
  const months = evidence.quotes.map(({ quote }) => monthOf(turn.now) - monthOf(quote.date));
  return months.some((age) =>
    counted.startsWith('year')
      ? Math.abs(age / 12 - value) < 1
      : counted.startsWith('month') && Math.abs(age - value) <= 1,
  );
}

/** "4 of 5 stars", "four out of five stars": the stars, and whether a number is one of the two. "3 of 5 reviewers" is a count. */
const ratingsIn = (sentence: string): { stars: number; isOf: (value: number) => boolean }[] =>
  [...sentence.matchAll(/\b(\w+) (?:out )?of (?:5|five) stars?\b/giu)].flatMap((match) => {
    const [stars] = numbersIn(match[1] === 'one' ? '1' : (match[1] ?? '')).map(({ value }) => value);
    return stars === undefined || stars > 5 ? [] : [{ stars, isOf: (value: number) => value === stars || value === 5 }];
  });

/** "Came up six times", "80 percent of them": how many of a named aspect's reviewers, in whatever words. */
function isCountOrShare({ value, counted, kind }: SpokenNumber, sentence: string, { evidence }: TurnReading): boolean {
  if (kind === 'money' || (measures.has(counted.replace(/s$/u, '')) && !/^(?:times|percent)/u.test(counted)))
    return false;
  const said = stemsOf(sentence);
  const named = evidence.facts.filter(({ aspect }) => [...stemsOf(aspect)].some((stem) => said.has(stem)));
  const isShare = counted.startsWith('percent') || sentence.includes(`${value}%`) || sentence.includes(`${value} %`);
  return named.some(({ reviews, positive, negative }) =>
    isShare
      ? [positive, negative].some((count) => Math.round((100 * count) / reviews) === value)
      : countsOf({ reviews, positive, negative }).includes(value),
  );
}

/** Counts that may be said of a fact: of all, of a side, of those with an opinion, of the others. */
const countsOf = ({
  reviews,
  positive,
  negative,
}: Pick<CheckedFact, 'reviews' | 'positive' | 'negative'>): number[] => [
  reviews,
  positive,
  negative,
  positive + negative,
  reviews - positive - negative,
  reviews - positive,
  reviews - negative,
];

const monthOf = (date: string): number => 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7));

/** Acts that say something of an item. */
const states: ReadonlySet<string> = new Set(['recommend', 'explain', 'compare']);

/** "Two small flaws": what the speaker adds up, not what a clause measures. */
const isEnumeration = ({ value, counted }: SpokenNumber): boolean =>
  value <= 4 && !measures.has(counted.replace(/s$/u, ''));

const measures: ReadonlySet<string> = new Set(
  'minute hour day week month year night time dollar buck euro pound cent mile kilometer kilometre meter metre inch feet foot ounce gram kilo liter litre gallon star percent degree level piece pack set page person kid child'.split(
    ' ',
  ),
);

/** The size of the user's party is theirs to say: "the four of you" only where nobody said six. */
function findPartyProblems(
  { text, value }: SpokenNumber,
  sentence: string,
  { turn }: TurnReading,
): ReturnType<GroundedCheck> | undefined {
  if (!new RegExp(`\\b(?:you ${text}|${text} of you|for ${text}(?=[.,!?]|$| of))\\b`, 'iu').test(sentence))
    return undefined;
  const said = turn.transcript
    .filter(({ speaker }) => speaker === 'user')
    .flatMap((utterance) => [...utterance.text.matchAll(party)].flatMap((match) => numbersIn(match[0])));
  const [first] = said;
  return first === undefined || said.some((number) => number.value === value)
    ? []
    : [{ check: 'number', detail: `"${text} of you", but the user said ${first.text}` }];
}
const party =
  /\b(?:[\w-]+) of us\b|\bfor [\w-]+\b|\b[\w-]+ (?:people|persons|guests|kids|children|adults|friends|colleagues)\b/giu;

/** "One of the two happy ones": of those that the system counted in its turn before. */
const isSaidBefore = ({ text, value }: SpokenNumber, sentence: string, { transcript }: CheckedTurn): boolean =>
  new RegExp(`\\b(?:the|those|these) ${text} (?:happy|unhappy|pleased|others?|who)\\b`, 'iu').test(sentence) &&
  numbersIn(transcript.findLast(({ speaker }) => speaker === 'system')?.text ?? '').some(
    (number) => number.kind === 'voices' && number.value === value,
  );

function findCountProblems(
  number: SpokenNumber,
  sentence: string,
  { evidence, turn }: TurnReading,
): ReturnType<GroundedCheck> {
  if (number.value < 2 || isSaidBefore(number, sentence, turn)) return [];
  const spokenOf = relevantFacts(sentence, evidence.facts);
  const facts = spokenOf.length > 0 ? spokenOf : evidence.facts;
  // "2 of 3 complain": the three are all, not those who complain.
  const isTotal = new RegExp(`\\b(?:\\d+|[a-z]+) (?:out )?of (?:the |its |their )?${number.text}\\b`, 'iu').test(
    sentence,
  );
  const verdict = isTotal ? undefined : verdictOn(number, sentence);
  const [only] = spokenOf;
  if (
    verdict !== undefined &&
    only !== undefined &&
    spokenOf.length === 1 &&
    number.value > Math.max(1, only[verdict])
  ) {
    return [
      {
        check: 'number',
        detail: `"${number.text}": of "${only.aspect}" ${only[verdict]} of ${only.reviews} reviews are ${verdict}`,
      },
    ];
  }
  const counts = new Set(facts.flatMap(countsOf));
  // Several aspects in one sentence: as many as their reviewers together.
  // "Two of them single it out": a part of those who speak of it.
  const isPart =
    /\b(?:mention|speak|bring|name|single|note|point|talk)\w*\b/iu.test(sentence) &&
    facts.some(({ reviews }) => number.value < reviews);
  const isCounted =
    isPart || counts.has(number.value) || (spokenOf.length > 1 && number.value <= countVoices(spokenOf));
  return isCounted
    ? []
    : [
        {
          check: 'number',
          detail: `"${number.text}": the plan counts ${
            [...counts]
              .filter((count) => count > 0)
              .toSorted((a, b) => a - b)
              .join(', ') || 'nobody'
          }`,
        },
      ];
}

/** What the counted reviewers are said to think, in the stretch after the number. */
function verdictOn({ text }: SpokenNumber, sentence: string): 'positive' | 'negative' | undefined {
  const stretch = sentence.slice(sentence.indexOf(text)).split(/[,;:.]| but | while | though /u)[0] ?? '';
  if (holdsNegator(stretch)) return undefined;
  const isPraise = praises.test(stretch);
  return isPraise === blames.test(stretch) ? undefined : isPraise ? 'positive' : 'negative';
}

/** Distinct reviews behind the quotes of some facts. */
export const countVoices = (facts: readonly CheckedFact[]): number =>
  new Set(facts.flatMap(({ quotes }) => quotes.map(({ review }) => review))).size;

/** Facts that a sentence names, by their aspect or by `least` content words of one of their quotes. */
export function relevantFacts(sentence: string, facts: readonly CheckedFact[], least = 2): CheckedFact[] {
  const said = stemsOf(sentence);
  return facts.filter(({ aspect, quotes }) => {
    const named = [...stemsOf(aspect)].some((stem) => said.has(stem));
    return named || quotes.some(({ text }) => sharedContent(said, text) >= least);
  });
}

const sharedContent = (said: ReadonlySet<string>, text: string): number =>
  contentStems(text).filter((stem) => said.has(stem)).length;

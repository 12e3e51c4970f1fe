import type { GroundedCheck } from '../check.ts';
import type { TurnReading } from '../read-turn.ts';
import { isDenial } from './false-denial.ts';
import { numbersIn } from '../spoken-numbers.ts';
import { countVoices, relevantFacts } from './numbers.ts';
import { stemmer } from 'stemmer';
import { wordsOf } from '../../../text/words.ts';

/**
 * Nothing is said more strongly than a clause says it: no universal ("everyone", "never", "guaranteed") that no clause of the item holds, no
 * superlative without its author, no plural of reviewers where there is one.
 */
export const findOverclaimProblems: GroundedCheck = (reading) => {
  const { turn, sentences } = reading;
  if (turn.speaker === 'user' || !['recommend', 'explain', 'compare'].includes(turn.act)) return [];
  return (
    sentences
      // That nobody speaks of a thing is as strong as it is true, which is another check's.
      .filter(({ isQuestion, text }) => !isQuestion && !isDenial(text))
      .flatMap(({ text }) => {
        const said = withoutQuotations(text, reading);
        return [
          ...universalsIn(said, reading),
          ...superlativesIn(said, reading),
          ...pluralsIn(said, reading),
          ...bothIn(said, reading),
        ].map((detail) => ({ check: 'overclaim', detail }));
      })
  );
};

/** A quotation that stands in a clause is as strong as it was. */
const withoutQuotations = (text: string, { evidence }: TurnReading): string =>
  text.replaceAll(/["“]([^"“”]+)["”]/gu, (whole, inner: string) => {
    const words = wordsOf(inner).join(' ');
    return wordsOf(evidence.text).join(' ').includes(words) ? '""' : whole;
  });

const people =
  'guests?|visitors?|users?|buyers?|owners?|reviewers?|customers?|players?|people|diners?|parents?|families|kids?|children|child|readers?|fans|shoppers|home|person|reviews?';
const universals: readonly RegExp[] = [
  /\b(?:everyone|everybody|every last|every single|each and every|one and all|nobody ever|no one ever|not a single|not one|without exception|to a man|across the board|unanimous\w*|by all accounts|no contest|no question|hands down|bar none)\b/giu,
  new RegExp(`\\b(?:every|each|all(?: of)?(?: the| its| our| their)?|most)(?: \\w+)? (?:${people})\\b`, 'giu'),
  /\ball (?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)\b(?! stars?\b)/giu,
  /\b([a-z]+|\d+) (?:out )?of (?:the )?\1\b/giu,
  /\b(?:never|always|forever|lifetime|each time|every time|in the world|in the universe|on earth|on the planet|world['’]?s)\b/giu,
  /\b(?:guarantee\w*|officially|official|proven|certified|award\w*|voted|impossible|flawless\w*|infallibl\w*|perfectly|undisputed\w*|undoubtedly|unbeatable|unrivall?ed|unmatched|indestructible|foolproof|fail-?safe|absolutely|completely|utterly|totally|entirely|definitely|certainly|without (?:a )?(?:doubt|fail)|for sure|100 ?%|a hundred percent|famous for|count on it|bet on it|second to none|world[- ]class|legendary|top-rated|hopeless|altogether|whatsoever)\b/giu,
  /\b(?:whatever you|whoever you|whichever you|no matter (?:what|who|how|which))\b/giu,
  /\b(?:dozens|scores|hundreds|thousands|masses|countless|loads) of\b/giu,
  /\b(?:no|nothing|not any|unlike any|better than any)(?: other)? \w+(?: \w+){0,3}? (?:better|cheaper|nicer|finer|faster|tastier|close)\b|\bnothing (?:beats|compares|comes close|tops)\b|\b(?:better|nicer|cheaper|faster) than (?:any|every|all)\b/giu,
  /\b(?:people|guests|users|buyers|owners|they) (?:keep|can't stop|never stop|can't get enough)\b/giu,
  new RegExp(
    `\\b(?:nobody|no one|none of them|no (?:${people})) (?!(?:that |whom? )?(?:i|we) (?:can|could|have|know|read|found|may)\\b|(?:in|among|on) (?:here|these|those|my|the) |(?:(?:has|have|had|ever|really|actually|yet|so far|here|\\w+) ){0,2}?(?:mention|sa(?:ys|id)|sp[eo]ke?|wr[io]t|talk|know|comment|complain|bring|brought|report|touch|tell|told|go(?:es|ne)? into|got around|address|describe|discuss|cover|rate|judge|review|share|note|anything)\\w*|(?:(?:gives?|gave|puts?|names?|named|quotes?|quoted) (?:a|an|any|the|exact) )(?:exact |real |actual )?(?:numbers?|figures?|prices?|amounts?|sums?|names?|details?|reasons?)\\b)`,
    'giu',
  ),
];

function universalsIn(text: string, { evidence, turn }: TurnReading): string[] {
  const held = evidence.quotes.flatMap(({ quote }) => wordsOf(quote.text)).map((word) => stemmer(word));
  return universals.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ 0: match, index }) => {
      const telling = wordsOf(match)
        .filter((word) => !light.has(word))
        .map((word) => stemmer(word));
      if (
        telling.length > 0 &&
        telling.every(
          (stem) =>
            held.includes(stem) ||
            held.some((other) => stem.length >= 6 && other.startsWith(stem.slice(0, 6))) ||
            synonyms(stem).some((other) => held.includes(other)),
        )
      )
        return [];
      // "not always", "can't guarantee", "not everyone agrees".
      if (
        /(?:\b(?:not|cannot|hardly|nor|rather than|instead of|if|whether)|n't) (?:\w+ )?$/iu.test(text.slice(0, index))
      )
        return [];
      // One reviewer's word may be strong.
      if (mild.test(match) && attribution.test(text)) return [];
      if (isWholeCount(match, text, evidence.facts) || isOneSided(match, text, evidence.facts)) return [];
      return turn.act === 'recommend' && /^(?:definitely|certainly|absolutely)$/iu.test(match) && index === 0
        ? []
        : [`"${match}" is stronger than any clause`];
    }),
  );
}

const mild =
  /^(?:never|always|forever|each time|every time|absolutely|completely|utterly|totally|entirely|definitely|certainly|perfectly|for sure|without (?:a )?doubt)$/iu;

const light: ReadonlySet<string> = new Set(
  'the a an of in on its our their and to is it has single last time not'.split(' '),
);
const kin: readonly (readonly string[])[] = [
  'always every each ever constantly whenever',
  'never ever no not nothing',
  'everyone everybody all',
  'definitely certainly absolutely totally completely entirely utterly',
].map((group) => group.split(' ').map((word) => stemmer(word)));
const synonyms = (stem: string): string[] => kin.filter((group) => group.includes(stem)).flat();

/** "All three love it", "most guests like it": a count, where the reviews are that many and of that mind, or only said to speak of it. */
function isWholeCount(match: string, text: string, all: TurnReading['evidence']['facts']): boolean {
  if (!/^(?:all|every|each|most)\b|^(\w+) (?:out )?of (?:the )?\1$/iu.test(match)) return false;
  const spokenOf = relevantFacts(text, all);
  const facts = spokenOf.length > 0 ? spokenOf : all;
  const isMention = /\b(?:mention|speak|talk|bring|come up|name)\w*\b/iu.test(text);
  return facts.some(({ reviews, positive, negative }) => {
    const agreeing = Math.max(positive, negative);
    if (reviews < 2) return false;
    // Reviews without an opinion are none of those "who judge it".
    const isOfJudges = /\bwho judge\b/iu.test(text) && agreeing === positive + negative;
    return isMention || isOfJudges || agreeing === reviews || (/^most\b/iu.test(match) && agreeing > reviews / 2);
  });
}

/** "Nobody complains", "not one good word": as strong as it is true, where the reviews have opinions on one side only. */
function isOneSided(match: string, text: string, all: TurnReading['evidence']['facts']): boolean {
  if (!/^(?:nobody|no one|none|not one|not a single)\b/iu.test(match.trim())) return false;
  if (!/\b(?:complain\w*|prais\w*|good word|bad word|good one|bad one|happy|pleased)\b/iu.test(text)) return false;
  return relevantFacts(text, all).some(
    ({ positive, negative }) => Math.min(positive, negative) === 0 && positive + negative > 0,
  );
}

/** "The best in town" is one guest's word. */
function superlativesIn(text: string, { evidence, plainText }: TurnReading): string[] {
  return [
    ...text.matchAll(
      /\b(?:by far )?the (?:very )?(best|finest|worst|greatest|cheapest|fastest|safest|most \w+|largest|biggest|friendliest|tastiest|sturdiest|easiest|number one)\b(?! (?:of|part|thing|way|bet|fit|choice|i (?:have|can|could|know)|i've|that i|match|reviewed|people|praise))/giu,
    ),
  ].flatMap(({ 0: match, 1: word = '', index }) => {
    if (
      /(?:\b(?:not|hardly)|n't) (?:\w+ )?$/iu.test(text.slice(0, index)) ||
      /^most (?:common|recent|reviews|mentions|mentioned|praised|talked|useful|relevant|helpful)$/iu.test(word)
    )
      return [];
    const isHeld = wordsOf(word).every((part) => evidence.stems.has(stemmer(part)));
    return isHeld && attribution.test(plainText)
      ? []
      : [`"${match}" ${isHeld ? "is one reviewer's word, told as a fact" : 'is in no clause'}`];
  });
}

export const attribution = new RegExp(
  `["“”]|\\b(?:one|another|somebody|someone|a|an|first|second|third|other|regular|fan|reviewer|guest|user|buyer|owner)(?: \\w+){0,2}? (?:${people}|fan|regular|says|said|calls|called|found|finds|thinks|thought|writes|wrote|swears|loves|likes|praises)\\b|\\b(?:says|calls|called|finds|thinks|writes|wrote|swears|according to|in (?:his|her|their) words|for (?:one|another|someone|somebody)|one (?:says|calls|finds|thinks|of them)|(?:someone|somebody|another|one)(?:'s)?)\\b`,
  'iu',
);

/** "Several guests", "users agree": more than one voice, or nobody's. */
function pluralsIn(text: string, { evidence }: TurnReading): string[] {
  const plural = new RegExp(
    `\\b(?:several|many|a lot of|lots of|a few|some|numerous|plenty of|various|a number of|multiple|countless) (?:\\w+ )?(?:guests|visitors|users|buyers|owners|reviewers|customers|players|people|diners|parents|reviews|families|readers|others)\\b|(?<!\\b(?:two|three|four|five|six|seven|eight|nine|ten|both|the|other|what|from|by|of|no|which|\\d+) )\\b(?:guests|visitors|users|buyers|owners|reviewers|customers|players|people|diners|fans) (?:say|love|agree|praise|swear|report|rave|find|call|adore|complain|mention|like|hate|think|keep|enjoy|write|confirm|note)\\b`,
    'giu',
  );
  // Where the sentence counts, the number check judges.
  if (
    numbersIn(text).some(({ kind }) => kind === 'voices') ||
    /\b(?:three|two|four|one|\d+) of (?:two|three|four|five|\d+)\b/iu.test(text)
  )
    return [];
  return [...text.matchAll(plural)].flatMap(({ 0: match }) => {
    const spokenOf = relevantFacts(text, evidence.facts);
    const facts = spokenOf.length > 0 ? spokenOf : evidence.facts;
    const least = /\b(?:many|lots?|numerous|plenty|countless|rave|keep)\b/iu.test(match) ? 4 : 2;
    const counted = Math.max(countVoices(facts), ...facts.map(({ reviews }) => reviews));
    return counted < least
      ? [`"${match}": ${counted === 1 ? 'one review speaks' : `${counted} reviews speak`} of it`]
      : [];
  });
}

/** "Both who mention it find it easy": two of one mind. */
function bothIn(text: string, { turn, evidence }: TurnReading): string[] {
  const match =
    /\bboth (?:of (?:the|them|those) )?(?:\w+ )?(?:who|people|guests|visitors|users|buyers|owners|reviewers|reviews|customers|players|diners|say|call|love|like|find|praise|agree)\b/iu.exec(
      text,
    )?.[0];
  const facts = relevantFacts(text, evidence.facts);
  if (match === undefined || facts.length === 0 || turn.act === 'compare') return [];
  const isDivided = facts.every(({ positive, negative }) => positive < 2 && negative < 2 && positive + negative > 0);
  return isDivided && !/\b(?:mention|speak of|bring up|touch on)\w* (?:it|that|this)[.,;]?$/iu.test(text)
    ? [`"${match}": the reviews are not of one mind`]
    : [];
}

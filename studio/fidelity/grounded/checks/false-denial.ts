import type { CheckedFact } from '../../../../schemas/checked-turn.ts';
import type { GroundedCheck } from '../check.ts';
import type { TurnReading } from '../read-turn.ts';
import { contentStems, stemOf, stemsOf } from '../said-words.ts';
import type { SaidSentence } from '../said-words.ts';
import { holdsKindred } from '../kindred-words.ts';
import { readEvidence } from '../evidence.ts';
import type { Evidence } from '../evidence.ts';
import { ownTitleStems } from '../read-turn.ts';

/** "Nobody mentions it" is said only of what no clause and no aspect of the item speaks of. */
export const findFalseDenialProblems: GroundedCheck = (reading) => {
  const { turn, ownSentences: sentences } = reading;
  if (turn.speaker === 'user') return [];
  return sentences.flatMap(({ text }, at) => {
    const denial = denialIn(text);
    if (denial === undefined) return deniedComplaints(text, reading);
    const topics = topicsOf(text, denial, sentences[at - 1], reading);
    const fact = findSpokenOf(topics, aboutOf(text, reading));
    const isHidden = fact !== undefined && !isTold(fact, topics, reading);
    const spokenOf = !isHidden ? undefined : describeVoices(fact, deniedSide(text, denial));
    return spokenOf === undefined ? [] : [{ check: 'false-denial', detail: `"${denial}", but ${spokenOf}` }];
  });
};

/** Nothing is hidden where the same turn says what a clause of it says: "no fries, only a stir fry, better than the curry". */
function isTold({ quotes }: CheckedFact, topics: readonly string[], { plainText }: TurnReading): boolean {
  const said = new Set(contentStems(plainText).filter((stem) => !topics.includes(stem)));
  return quotes.some(({ text }) => contentStems(text).filter((stem) => said.has(stem)).length >= 2);
}

/** "Nobody says anything good of it" denies praise, not that it is spoken of. */
function deniedSide(text: string, denial: string): 'positive' | 'negative' | undefined {
  const after = text.slice(text.indexOf(denial) + denial.length);
  if (
    /^(?: (?:anything|much|a lot|all that|very|too|a|one|many))* (?:good|nice|kind|positive|great|glowing)\b/iu.test(
      after,
    )
  )
    return 'positive';
  return /^(?: (?:anything|much|a lot|all that|very|too|a|one|many))* (?:bad|ill|negative|unkind|critical)\b/iu.test(
    after,
  )
    ? 'negative'
    : undefined;
}

/** "None at all" to a question for complaints, where reviews complain. */
function deniedComplaints(text: string, reading: TurnReading): ReturnType<GroundedCheck> {
  if (
    !/^\W*(?:none|nothing|no|nope|not one|not a single|zero|not really|never)\b/iu.test(text) ||
    !complaints.test(lastQuestion(reading))
  )
    return [];
  const [bad] = reading.evidence.facts.filter(({ negative }) => negative > 0);
  const quoted = reading.evidence.quotes.some(
    ({ stems, fact }) => fact.negative > 0 && contentStems(reading.plainText).some((stem) => stems.has(stem)),
  );
  return bad === undefined || quoted
    ? []
    : [{ check: 'false-denial', detail: `"${text}", but a review of "${bad.aspect}" is negative` }];
}
const complaints =
  /\b(?:complain\w*|complaints?|downsides?|drawbacks?|problems?|issues?|catch|bad (?:word|side|point|thing)s?|negatives?|criticisms?|cons|flaws?|weak (?:point|spot|side)s?|anything (?:bad|wrong|negative))\b/iu;

/** The words of a denial, undefined where there is none. */
const denialIn = (text: string): string | undefined =>
  denials.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined && !/\belse\b/iu.test(match));

export const isDenial = (text: string): boolean =>
  denialIn(text) !== undefined || /^\W*(?:nothing|no word|not a word)\b/iu.test(text);

/** What it is said of: the items that the sentence names, else those of the turn. */
function aboutOf(text: string, { turn, evidence }: TurnReading): Evidence {
  const named = turn.candidates.filter((item) => {
    const stems = stemsOf(text);
    const names = [...ownTitleStems(item, turn.candidates)];
    return names.length > 0 && names.filter((stem) => stems.has(stem)).length >= Math.min(2, names.length);
  });
  return named.length === 0 || named.length === turn.candidates.length ? evidence : readEvidence(named);
}

/**
 * What nobody is said to speak of: the words after the denial, else those before it; where these are "that" or nothing, a question of the
 * speaker's own just before ("Chromecast? Not a word"), else the user's.
 */
function topicsOf(text: string, denial: string, before: SaidSentence | undefined, reading: TurnReading): string[] {
  const start = text.indexOf(denial);
  const after = text.slice(start + denial.length).split(/[,;:]\s|\.|\b(?:but|only|so|and|though|which)\b/u)[0] ?? '';
  for (const part of [after, denial, text.slice(0, start)]) {
    const quality = qualityIn(part);
    if (quality.length > 0) return quality;
    // "Whether it is loud", "who cooks": a detail, which a clause on the same aspect need not give.
    if (/\b(?:what|how|who|whether|if|when|where|why)\b/iu.test(part)) return [];
    if (topicsIn(part).length > 0) return topicsIn(part);
  }
  return topicsIn(before?.isQuestion === true ? before.text : lastQuestion(reading));
}

/** "How easy it is", "what it costs", "what they paid": an aspect in other words. */
function qualityIn(part: string): string[] {
  const how = /\bhow (\w+) (?:it|they|that|this|these) (?:is|are|was|were|turns? out)\b/iu.exec(part)?.[1];
  if (how !== undefined && !/^(?:many|much|long|often|old|far|the|it)$/iu.test(how)) return contentStems(how);
  return /\bwhat (?:it|they|one|you|people|others) (?:costs?|paid|pays?|charges?)\b/iu.test(part)
    ? [stemOf('price')]
    : [];
}

const source =
  '(?:reviews?|reviewers?|guests?|users?|buyers?|owners?|clauses?|visitors?|customers?|players?|people|comments?|opinions?)';
const speaking =
  '(?:mention|speak|say|said|write|wrote|talk|comment|bring|touch|cover|report|describe|discuss|address|tell|share|go(?:ne|es)? into|got around)';
/** "No review of the kettle that I have": which reviews are meant. */
const which =
  "(?: (?:of|on|about|for) [\\w'’]+(?: [\\w'’]+){0,3}?)?(?: (?:that |which )?i (?:have|know|found|read|see|can see))?";
const denials: readonly RegExp[] = [
  new RegExp(
    `\\b(?:nobody|no one|none(?: of (?:the |these |those |my )?${source})?|no (?:earlier |previous |past )?${source}|not (?:one|a single) (?:earlier |previous |past )?${source})${which} (?:\\w+ ){0,2}?${speaking}\\w*(?: (?:a thing|a word|anything))?`,
    'iu',
  ),
  new RegExp(
    `\\b(?:not a|no|isn't a|is no|single) (?:single )?word\\b|\\b(?:aren't|isn't|not|never|wasn't|weren't) (?:\\w+ )?(?:mentioned|discussed|covered|brought up|talked about|reviewed|addressed)\\b`,
    'iu',
  ),
  new RegExp(
    `\\b(?:i )?(?:(?:see|have|find|found|got|know of|there's|there is|there are|could find) (?:no|nothing|not(?: a| any)?)|(?:couldn't|can't|cannot|don't|didn't|haven't) (?:see|have|find|found|got)(?: any| a)?)\\b(?= (?:\\w+ ){0,3}?(?:in|on|about|from|of|here)\\b)[^.,;]*\\b${source}\\b`,
    'iu',
  ),
  /\b(?:reviews|reviewers|clauses) (?:(?:are|stay|keep|remain) (?:silent|quiet|mum)|skip)\b|\b(?:saw|found) nothing\b|\b(?:reviews|reviewers|guests|users|buyers|owners|they) (?:don't|do not) (?:say|mention|speak of|talk about)\b/iu,
  /^\W*(?:nothing|no word|not a word) (?:about|on|of|regarding)\b/iu,
  /\bi (?:have|know|find|found|see|can find|could find) nothing\b|\bi've (?:got |found |seen )?nothing\b|\bi (?:can't|cannot|couldn't) (?:tell|say(?! enough)|find (?:a word|anything))\b|\bno (?:idea|information|info|data|clue)\b/iu,
];

/** Nouns, adjectives and verbs, with those of the same meaning. */
const topicsIn = (text: string): string[] => contentStems(text).filter((stem) => !heads.has(stem));
const heads: ReadonlySet<string> = new Set([
  'mention',
  'specif',
  'clue',
  'anyon',
  'bother',
  'wonder',
  'ask',
  'owner',
  'kind',
  'check',
  'far',
]);

function lastQuestion({ turn }: TurnReading): string {
  const last = turn.transcript.at(-1);
  if (last === undefined || last.speaker === turn.speaker) return '';
  const questions = last.text.split(/(?<=[.?!])\s+/u).filter((sentence) => sentence.includes('?'));
  return questions.length > 0 ? questions.join(' ') : last.text;
}

/** One fact that covers all topics. */
function findSpokenOf(topics: readonly string[], evidence: Evidence): CheckedFact | undefined {
  if (topics.length === 0) return undefined;
  const titled = stemsOf(evidence.items.map(({ title, category }) => `${title} . ${category}`).join(' . '));
  return evidence.facts.find(({ aspect, quotes }) => {
    const named = stemsOf(aspect);
    const told = new Set([...named, ...stemsOf(quotes.map(({ text }) => text).join(' . '))]);
    return (
      topics.every((stem) => holdsKindred(told, stem)) && topics.some((stem) => named.has(stem) || !titled.has(stem))
    );
  });
}

/** Who speaks of it, or is of the side that is denied; undefined where nobody is. */
function describeVoices(fact: CheckedFact, side: 'positive' | 'negative' | undefined): string | undefined {
  const count = side === undefined ? fact.reviews : fact[side];
  if (count === 0) return undefined;
  const voices = count === 1 ? '1 review' : `${count} reviews`;
  if (side === undefined) return `${voices} ${count === 1 ? 'speaks' : 'speak'} of "${fact.aspect}"`;
  return `${voices} of "${fact.aspect}" ${count === 1 ? 'is' : 'are'} ${side}`;
}

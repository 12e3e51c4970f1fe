import type { CheckedItem, CheckedTurn, Decision } from '../../../../schemas/checked-turn.ts';
import type { GroundedCheck } from '../check.ts';
import { findCandidates } from '../read-turn.ts';
import type { TurnReading } from '../read-turn.ts';

/**
 * The turn does what its act says: the structured decision where its writer gave one, else by what contradicts the act. Ways to accept are
 * endless ("gimme"), so that only deferring, refusing, asking and taking the wrong item are looked for.
 */
export const findDecisionProblems: GroundedCheck = (reading) => {
  const { turn } = reading;
  const given = turn.decision ?? undefined;
  const expected = decisionOf[turn.act];
  if (given !== undefined && expected !== undefined && given !== expected) {
    return [{ check: 'decision', detail: `the act is ${turn.act}, the decision "${given}"` }];
  }
  return [...(contradictions[turn.act]?.(reading) ?? []), ...wrongItem(reading)].map((detail) => ({
    check: 'decision',
    detail,
  }));
};

const decisionOf: Readonly<Record<string, Decision>> = {
  accept: 'accept',
  reject: 'reject',
  leave: 'leave',
  postpone: 'postpone',
  already_known: 'already_known',
};

const contradictions: Readonly<Record<string, (reading: TurnReading) => string[]>> = {
  accept: (reading) => [
    ...found(defers, reading, 'puts off'),
    ...(takes.test(reading.plainText) || takesByName(reading) ? [] : found(seesLater, reading, 'puts off')),
    ...found(refuses, reading, 'refuses'),
    ...(takes.test(reading.plainText) ? [] : found(seeksOther, reading, 'asks for another')),
    ...(takes.test(reading.plainText) || softYes.test(reading.plainText)
      ? []
      : found(/\b(?:bye|goodbye)\b/iu, reading, 'leaves')),
    ...(asksOnly(reading) && !takes.test(reading.plainText) && !softYes.test(reading.plainText) ? ['only asks'] : []),
  ],
  reject: (reading) => [
    ...found(takes, reading, 'takes it'),
    ...(asksOnly(reading) &&
    !refuses.test(reading.plainText) &&
    !seeksOther.test(reading.plainText) &&
    !turnsDown.test(reading.plainText)
      ? ['only asks']
      : []),
  ],
  leave: (reading) => found(takes, reading, 'takes it'),
  postpone: (reading) => found(takes, reading, 'takes it'),
  already_known: (reading) => [
    ...found(takes, reading, 'takes it'),
    ...(asksOnly(reading) && !knows.test(reading.plainText) && !seeksOther.test(reading.plainText)
      ? ['only asks']
      : []),
  ],
  greet: (reading) => (greets.test(reading.plainText) ? [] : asksNothing(reading)),
  state_need: (reading) => found(firmlyTakes, reading, 'takes it'),
  ask_detail: asksNothing,
  ask_aspects: asksNothing,
  ask_about: (reading) => [...asksNothing(reading), ...found(firmlyTakes, reading, 'takes it')],
  answer_detail: answersNothing,
  state_aspects: answersNothing,
  explain: (reading) => (asksOnly(reading) ? ['explains nothing, but asks'] : []),
  recommend: (reading) => (reading.namedHere.length === 0 ? ['names no item'] : []),
};

const defers =
  /\b(?:sleep on it|think (?:about|over) (?:it|that)|think it over|let me think|let me (?:ask|check with|talk to)|ask (?:her|him|my \w+|them|around) first|come back to you|get back to you|before i decide|not (?:sure|decided|ready) yet|haven't decided|can't decide|undecided|maybe (?:later|another (?:time|day)|some other|next|look)|some other (?:time|day)|another time|not (?:now|today|tonight|this time)|(?<!can't |cannot |couldn't |hardly )(?:wait|hold off|hold on)(?: a| for| until| till|,|\.|$)|bye for now|look (?:elsewhere|around|further)|shop around|keep looking|keep it in mind|bookmark it|on my list for|leave it (?:there|at that|for now))\b/iu;
/** Puts off only where nothing is taken: "I'll take it, we'll see about the color". */
const seesLater = /\b(?:we'll|i'll) see(?! (?:you|them|it|how|him|her|for (?:my|our)sel))/iu;
const refuses =
  /\b(?:no,? thanks|no thank you|(?:i'd|i would|we'd) rather not|not (?:for (?:me|us)|interested|convinced|my thing)|i'll pass|i pass|pass on (?:it|this|that)|i'll skip|skip (?:it|this one)|count me out|forget it|never mind(?!,? (?:the|about|my|that|if|not)\b)|not a chance|no way|leave it|i don't want (?:it|that|this)|won't (?:take|buy|do)|dealbreaker|deal breaker)\b/iu;
const seeksOther =
  /\b(?:(?:show|give|find|get|got|have|suggest|try|any|is there|are there|what)(?: me| us| you got| have you| is there)? (?:something|anything|somewhere|anywhere|someone)?(?: ?else(?! (?:they|he|she|it|people)\b)|other|others|another|different|two or three others)|(?:something|anything|somewhere|anywhere) (?:else|different|new|similar|cheaper|better)|show me (?:two|three|some|a few|other|another|more)|(?:what|who) else(?! (?:they|he|she|it|people)\b)|next (?:one|please)|next[.!?]|another (?:option|idea|suggestion)|alternatives?|other (?:options?|ideas?|suggestions?|places?|apps?))\b/iu;
const takes =
  /\b(?:(?:i'll|i will|we'll|we will|i'm going to) (?:definitely |gladly |just |then )?(?:take|order|buy|get|book|install|download|go (?:with|for)|grab|reserve) (?:it|that|this|them|one|a|the|two)\b(?! (?:other|different|look|pass|rain|miss))|(?:i'm|we're|count (?:me|us)) (?:in|sold)\b(?! (?:a|the|no|my))|installing(?: it)?(?=[.!,]|$)|downloading|(?:you've )?(?:sold|convinced|persuaded) (?:me|us)|i'm convinced|it's a (?:deal|yes)|add (?:it|them|one) to (?:the|my)|won't (?:kill|hurt) (?:us|me|anyone|anybody)?)/iu;
const takesThing =
  /\b(?:i'll|i will|we'll|we will|i'm going to) (?:definitely |gladly |just |then )?(?:take|order|buy|get|book|install|download|go (?:with|for)|grab|reserve|try|give)\b(?! (?:a look|a moment|time|back)\b)/iu;
const takesByName = ({ text, namedHere, lastOffered }: TurnReading): boolean =>
  lastOffered !== undefined && namedHere.includes(lastOffered) && takesThing.test(text);
const firmlyTakes =
  /\b(?:(?:that's|this is|it's) the one\b(?![^.]*\?)|(?:i'll|i will) take (?:it|that|one)\b|(?:i'm|we're) (?:sold|in)[.!]|sold[.!]|installing (?:it )?now)/iu;
const softYes =
  /\b(?:why not|shall we|where do i|when can|can i (?:have|get|order|book)|ok|okay|yes|yeah|sure|deal|fine|please)\b/iu;
const turnsDown = /\b(?:no|not|nah|nope|isn't|don't|doesn't|too|never|without|rather|sorry|hate|pass)\b|n't\b/iu;
const knows =
  /\b(?:know|knew|been|have (?:it|that|one)|had|got (?:it|that|one)|use|used|tried|there|already|familiar)\b/iu;

function found(pattern: RegExp, { plainText }: TurnReading, what: string): string[] {
  const match = pattern.exec(plainText)?.[0];
  return match === undefined ? [] : [`${what}: "${match.trim()}"`];
}

const asksOnly = ({ sentences }: TurnReading): boolean =>
  sentences.length > 0 && sentences.every(({ isQuestion }) => isQuestion);

/** A question needs no question mark, only the words of one. */
function asksNothing({ sentences, plainText }: TurnReading): string[] {
  return sentences.some(({ isQuestion }) => isQuestion) || asking.test(plainText) ? [] : ['asks nothing'];
}
const asking =
  /(?:^|[.!,;–—-] ?|\b(?:and|but|so|ok|okay|or|also|then|hm+|wait|cool|well|nice|great) )(?:what|which|who|whose|where|when|why|how|is|are|was|were|do|does|did|can|could|will|would|should|any|anything|isn't|aren't|doesn't|tell|got)\b|\b(?:wonder\w*|curious|tell me|name me|(?:give|show|read) me (?!another|something|somewhere|other|an?\b|two\b)|remind me|let me know|do you know|i'd like to know|want to know|need to know|whether|what about|how about|worried|afraid|hope (?:it|they|there))\b/iu;

const greets =
  /\b(?:hi|hiya|hello|hey|welcome|greetings|good (?:morning|afternoon|evening|day|to see)|nice to|howdy|hear|help|listening|ears|shoot|go ahead|floor|start|looking)\b/iu;

function answersNothing(reading: TurnReading): string[] {
  return [...(isWhQuestion(reading) ? ['answers nothing, but asks'] : []), ...found(firmlyTakes, reading, 'takes it')];
}

const isWhQuestion = (reading: TurnReading): boolean =>
  asksOnly(reading) &&
  /^(?:\W*(?:ok|okay|hm+|well|so|and|oh)\W+)*(?:what|which|how|who|where|when|why|are there|is there|do you|can you|could you|have you)\b/iu.test(
    reading.plainText,
  ) &&
  !/\b(?:matter|difference|important)\b/iu.test(reading.plainText);

/** An acceptance of what was passed over: the system went on to another item, and the user names the former alone. */
function wrongItem({ turn, text, lastOffered }: TurnReading): string[] {
  if (turn.act !== 'accept' || lastOffered === undefined) return [];
  const named = findCandidates(turn, text);
  const others = named.filter((item) => item !== lastOffered);
  const [other] = others;
  if (other === undefined || named.includes(lastOffered) || returns.test(text)) return [];
  if (!turn.named_titles.includes(other.title)) return [`takes "${other.title}", which was never offered`];
  return wasRefused(other, turn) ? [`takes "${other.title}", which was turned down`] : [];
}

/** The system named it, and the user turned it down or asked for another. */
function wasRefused(item: CheckedItem, turn: CheckedTurn): boolean {
  const offered = turn.transcript.findIndex(
    ({ speaker, text }) => speaker === 'system' && findCandidates({ ...turn, speaker }, text).includes(item),
  );
  const answers = turn.transcript.slice(offered + 1).filter(({ speaker }) => speaker === 'user');
  return offered >= 0 && answers.some(({ text }) => isRefusal(text));
}
const isRefusal = (text: string): boolean =>
  seeksOther.test(text) || refuses.test(text) || /^\W*(?:no|nah|nope|pass|ouch|not|too)\b/iu.test(text);

const returns =
  /\b(?:after all|back to|changed my mind|on second thought|second thoughts|the first one|rather|instead|better than)\b/iu;

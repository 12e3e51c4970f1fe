import type { GroundedCheck } from '../check.ts';
import { antonymStems } from '../antonyms.ts';
import { kindredStems } from '../kindred-words.ts';
import type { TurnReading } from '../read-turn.ts';
import { contentStems, stemsOf } from '../said-words.ts';
import { numbersIn } from '../spoken-numbers.ts';
import type { SpokenNumber } from '../spoken-numbers.ts';

/**
 * "As you said", "you asked about", "like I told you": what is recalled was said, by the one who is said to have said it. And a number that
 * was said of a thing stays: twelve kids do not become twenty.
 */
export const findRecallProblems: GroundedCheck = (reading) => [
  ...reading.sentences.flatMap(({ text }) => recallProblems(text, reading)),
  ...changedNumbers(reading),
  ...changedParty(reading),
];

/** What one does with what was said, and no part of it: "compare that with what you said of the other". */
const ofRecalling: ReadonlySet<string> = new Set(['rememb', 'compar', 'differ']);

type Who = 'self' | 'other';
const recalls: readonly { pattern: RegExp; who: Who }[] = [
  {
    pattern:
      /(?<!\b(?:would|makes?|made|let|have|hear) )\b(?:like|as|which|what|because|since|that)? ?(?<!\b(?:would|makes?|made|let|have|hear) )you(?:'ve| have)? (?:just |already |also )?(?:said|say|told(?: me)?|mentioned|promised|asked(?: about| for)?|wrote|called)\b|\bsince you(?:'d| would)? (?:want|like|love|prefer|need|play|have|are)\b|\byour (?:wish|request) (?:for|to)\b/iu,
    who: 'other',
  },
  {
    pattern:
      /\b(?:like|as) i(?:'ve| have)? (?:just |already )?(?:said|say|told(?: you)?|mentioned|asked)\b|(?<!\bif )\bi (?:did )?(?:say|said|told you|mentioned)\b|\b(?:is|was) what i (?:was after|asked for|wanted|said)\b/iu,
    who: 'self',
  },
];

function recallProblems(text: string, { turn }: TurnReading): ReturnType<GroundedCheck> {
  return recalls.flatMap(({ pattern, who }) => {
    const match = pattern.exec(text)?.[0];
    if (match === undefined) return [];
    const speaker = who === 'self' ? turn.speaker : turn.speaker === 'user' ? 'system' : 'user';
    const said = turn.transcript
      .filter((utterance) => utterance.speaker === speaker)
      .map((utterance) => utterance.text);
    if (said.length === 0)
      return [{ check: 'recall', detail: `"${match.trim()}", but the ${speaker} has said nothing yet` }];
    const wishes = speaker === 'user' ? turn.wishes.map(({ aspect }) => aspect) : [];
    const heard = stemsOf([...said, ...wishes].join(' . '));
    const part = recalledPart(text, match);
    const recalled = contentStems(part).filter((stem) => !ofRecalling.has(stem));
    const missing = recalled.filter(
      (stem) =>
        !heard.has(stem) &&
        (![...kindredStems(stem)].some((kindred) => heard.has(kindred)) ||
          [...antonymStems(stem)].some((antonym) => heard.has(antonym))),
    );
    const heardNumbers = new Set(
      turn.transcript.flatMap((utterance) => numbersIn(utterance.text).map(({ value }) => value)),
    );
    const numbers = numbersIn(part).filter(({ value }) => !heardNumbers.has(value) && !heardNumbers.has(value - 0.01));
    // "The brownie was good and the staff friendly, which you asked for": what stands nearest is meant.
    const isNearHeard =
      trailing.test(text.slice(text.indexOf(match))) && recalled.slice(-2).some((stem) => !missing.includes(stem));
    const isMissing = missing.length > 0 && missing.length >= recalled.length / 2 && !isNearHeard;
    if (!isMissing && numbers.length === 0) return [];
    return [
      {
        check: 'recall',
        detail: `"${match.trim()}", but the ${speaker} said nothing of ${[...missing, ...numbers.map((number) => number.text)].map((word) => `"${word}"`).join(', ')}`,
      },
    ];
  });
}

const trailing = /^\W*which you\b[^,;.?!:]*[,;.?!:]/iu;

/** The clause around the cue: what stands after it, else before it. */
function recalledPart(text: string, match: string): string {
  const at = text.indexOf(match);
  const after = text.slice(at + match.length).split(/[,;.?!:]| so | but /u)[0] ?? '';
  if (contentStems(after).length > 0 || numbersIn(after).length > 0) return after;
  return (
    text
      .slice(0, at)
      .replace(/[,\s]+$/u, '')
      .split(/[,;.?!:] ?| so | but /u)
      .at(-1) ?? ''
  );
}

/** Numbers of the speaker's own things. */
function changedNumbers({ turn, text }: TurnReading): ReturnType<GroundedCheck> {
  const before = turn.transcript.flatMap((utterance) =>
    numbersIn(utterance.text).map((number) => ({ ...number, speaker: utterance.speaker })),
  );
  return numbersIn(text).flatMap((number) => {
    if (number.kind === 'money' || number.counted === '' || measures.has(number.counted)) return [];
    const same = before.filter(
      ({ counted, speaker }) => speaker === 'user' && singular(counted) === singular(number.counted),
    );
    const isKnown = before.some(({ value }) => value === number.value);
    const [first] = same;
    return first === undefined || isKnown
      ? []
      : [{ check: 'recall', detail: `"${number.text} ${number.counted}", but before it was "${first.text}"` }];
  });
}

const singular = (word: string): string => word.replace(/s$/u, '');
const measures: ReadonlySet<string> = new Set(
  'or to of and more other times hours minutes days weeks dollars bucks in on at for is the'.split(' '),
);

/** "The three of us": as many as before. */
function changedParty({ turn, text }: TurnReading): ReturnType<GroundedCheck> {
  if (turn.speaker === 'system') return [];
  const said = turn.transcript
    .filter(({ speaker }) => speaker === 'user')
    .flatMap((earlier) => partiesIn(earlier.text));
  const [first] = said;
  if (first === undefined) return [];
  return partiesIn(text)
    .filter(({ value }) => !said.some((number) => number.value === value))
    .map((number) => ({ check: 'recall', detail: `"${number.text} of us", but before it was "${first.text}"` }));
}

const partiesIn = (text: string): SpokenNumber[] =>
  [...text.matchAll(/\b[\w-]+ of us\b|\btable for [\w-]+/giu)].flatMap((match) => numbersIn(match[0]));

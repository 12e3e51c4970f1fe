import type { CheckedTurn, OwnClause } from '../../../../schemas/checked-turn.ts';
import type { GroundedCheck } from '../check.ts';
import { holdsKindred } from '../kindred-words.ts';
import type { TurnReading } from '../read-turn.ts';
import { contentStems, readWords, stemsOf } from '../said-words.ts';

/**
 * What a user says of items they had, visited or used stands in their own earlier reviews. Circumstances are free, and so are wishes,
 * plans and, where an item just offered is known already, plain familiarity ("been there twice").
 */
export const findOwnExperienceProblems: GroundedCheck = (reading) => {
  const { turn } = reading;
  if (turn.speaker === 'system') return [];
  return experiencesIn(reading).flatMap((experience) => {
    const detail = judge(experience, reading);
    return detail === undefined ? [] : [{ check: 'invented-experience', detail }];
  });
};

interface Experience {
  text: string;
  /** How it is known to be one. */
  cue: string;
}

function experiencesIn({ sentences, turn, allEvidence }: TurnReading): Experience[] {
  return sentences
    .filter(({ text }) => !recalls.test(text))
    .flatMap(({ text }) => {
      const cue = cues.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined);
      const kind = cue === undefined ? kindTold(clausesOf(text), allEvidence.stems) : undefined;
      if (kind !== undefined && !isWish.test(text)) return [kind];
      if (cue === undefined || isWish.test(text)) return [];
      return turn.act === 'already_known' && text.split(/\s+/u).length <= 12 && !harm.test(text) ? [] : [{ text, cue }];
    });
}

const clausesOf = (text: string): string[] => text.split(/[,;:]\s| but | so | because /u);

/** "I" or "we" in the past, and a thing of the kind that is talked about. */
function kindTold(clauses: readonly string[], kinds: ReadonlySet<string>): Experience | undefined {
  for (const clause of clauses) {
    const cue = pastOfMine.exec(clause)?.[0];
    if (cue === undefined) continue;
    const things = readWords(clause).filter(
      ({ role, stem, isContent }) => role === 'noun' && isContent && kinds.has(stem),
    );
    if (things.length > 0) return { text: clause, cue };
  }
  return undefined;
}

const pastOfMine =
  /\b(?:i|we)(?:'ve|'d| have| had)? (?:(?:once|always|already|just|only|actually|even|also|really|never) )*(?:had|bought|tried|used|ordered|owned|ate|drank|paid|waited|sat|stayed|visited|downloaded|installed|deleted|returned|sent|threw|loved|hated|liked|played|found|got|went|broke|lost|wore|lived with|ended up|burned|learned|learnt|finished|eaten)\b/iu;

const product = '(?:ones?|place|app|game|pair|set|product|brand|restaurant|bar|cafe|pub|shop|store|version|model|time)';
const used =
  'had|bought|tried|used|ordered|owned|visited|ate|downloaded|installed|stayed|dined|got burned|got stung|paid|lost|played|drank|went';
const cues: readonly RegExp[] = [
  new RegExp(
    `\\b(?:the|my|our) (?:last|previous|old|first|former) (?:\\w+ )?(?:${product}|\\w+ (?:i|we) (?:had|bought|tried|used|ordered|went))\\b`,
    'iu',
  ),
  /\bmy (?:last|previous|old) \w+(?: \w+)? (?:broke|died|snapped|fell|charged|crashed|stopped|failed|leaked|burned|burnt|lasted|cost|was|were|had|kept|never|always|gave|made|got|came|went)\b/iu,
  /\b(?:mine|ours) (?:broke|died|snapped|fell|crashed|stopped|failed|leaked|lasted|was|were|had|kept|never|always|came|arrived)\b/iu,
  new RegExp(
    `\\b(?:i|we)(?:'ve|'d| have| had)? (?:(?:once|never|always|already|just|only|actually|even|also|really) )*(?:${used})\\b(?! to (?:be|do|work|go|get|have|think|know|live)\\b)[^.?!]{0,60}\\b(?:once|last|ago|before|yesterday|already|twice|back in|in (?:19|20)\\d\\d|when|there|week|month|year|summer|spring|fall|winter)\\b`,
    'iu',
  ),
  /\b(?:i|we) (?:still )?remember (?:the|their|that|how|my)\b|\bi(?:'ve| have) been (?:there|here|going|using|to (?:it|that|this))\b|\b(?:i|we) (?:was|were) (?:there|at (?:it|that))\b/iu,
  /\b(?:last|this) (?:week|month|year|summer|spring|fall|autumn|winter|night|weekend|time)\b[^.?!]{0,40}\b(?:they|it|i|we|the \w+) (?:forgot|broke|was|were|had|lost|charged|served|made|got|kept|cheated|waited|paid|ate|bought|used|tried|gave)\b/iu,
  /\b(?:cheated|ripped off|overcharged|scammed|burned|burnt|poisoned|food poisoning|gave me|charged me|charged us|made me sick|let me down|forgot us|ignored us)\b/iu,
  new RegExp(
    `^(?:had|tried|bought|used|ordered|been|went|ate|got) (?!(?:it|any|no|enough)\\b)[^.?!]{4,}\\b(?:once|last|ago|before|already|twice|and it|but it|there|in (?:19|20)\\d\\d)\\b`,
    'iu',
  ),
  /\bi(?:'ve| have) (?:had|used|owned|played|eaten|been using|finished|worn) [^.?!]{1,40}\b(?:for (?:years|months|weeks|ages|a (?:year|while|month)|\w+ (?:years|months))|since)\b|\b(?:got|bought|ordered|had) (?:\w+ ){0,3}from you\b/iu,
  /\b(?:place|app|restaurant|bar|shop|one|spot|game) (?:i|we) (?:went to|had|tried|used|know|bought|visited|ate at|got)\b/iu,
];
const recalls =
  /\b(?:you|reviews?|reviewers?|one|they|guests?|somebody|someone) (?:said|say|says|told|mentioned|wrote|call|called)\b/iu;
const isWish =
  /\b(?:i'd|i would|i'll|i want|i need|if i|it's time|would be|should|wish|hope|want to|looking for)\b(?!.*\b(?:last|once|ago|broke|had)\b)/iu;
const harm =
  /\b(?:poison\w*|sick|broke|cheated|charged|rude|awful|terrible|horrible|worst|hair|bug|cockroach\w*|stole\w*|refund)\b/iu;

/** Undefined where the user's own clauses carry it. */
function judge({ text, cue }: Experience, { turn, saidStems }: TurnReading): string | undefined {
  if (isGeneral(text, turn)) return undefined;
  const at = text.indexOf(cue);
  const from = Math.max(text.lastIndexOf(', ', at), text.lastIndexOf(' but ', at), text.lastIndexOf(' so ', at), 0);
  const told = contentStems(text.slice(from)).filter((stem) => !saidStems.has(stem) && !circumstances.has(stem));
  if (turn.own.length === 0)
    return told.length >= 1 ? `"${cue.trim()}", and the user has no earlier review` : undefined;
  const best = Math.max(...turn.own.map((own) => carriedShare(told, own)));
  return told.length >= 2 && best < leastCarried
    ? `"${cue.trim()}": no earlier review of the user's tells that`
    : undefined;
}

/** "I've been let down by the parking before": what a wish says, of no place and no day. */
function isGeneral(text: string, { wishes }: CheckedTurn): boolean {
  const said = stemsOf(text);
  return (
    wishes.some(({ aspect }) => [...stemsOf(aspect)].some((stem) => said.has(stem))) &&
    !particular.test(text) &&
    readWords(text).every(
      ({ role, stem, isContent }) =>
        role !== 'name' || !isContent || wishes.some(({ aspect }) => stemsOf(aspect).has(stem)),
    )
  );
}
const particular =
  /\b(?:once|last|ago|yesterday|twice|there|when|where|week|month|year|night|day|summer|winter|spring|weekend|visit|time i|trip|\d+|two|three|four|five|hours?|minutes?|they|them|he|she|waiter|owner|we|our|it (?:broke|died|crashed|stopped|lasted))\b/iu;

/** Part of what is told that one own clause must hold; the rest is how it is told. */
const leastCarried = 0.34;

function carriedShare(told: readonly string[], { item, text }: OwnClause): number {
  const own = stemsOf(`${item} . ${text}`);
  const carried = told.filter((stem) => holdsKindred(own, stem));
  return told.length === 0 ? 1 : carried.length / told.length;
}

/** Who and when: nobody's review. */
const circumstances: ReadonlySet<string> = new Set(
  'wife husband partner brother sister daughter son kid friend mother father mum mom dad home work week month year weekend monday tuesday wednesday thursday friday saturday sunday birthday night evening morning lunch dinner'.split(
    ' ',
  ),
);

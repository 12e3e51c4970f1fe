import { monthNames } from '../../../text/month-names.ts';
import type { GroundedCheck } from '../check.ts';
import type { TurnReading } from '../read-turn.ts';

/** Reviews tell what was: no plans, releases, offers or closing days, and no dates but those of the clauses. */
export const findFutureProblems: GroundedCheck = (reading) => {
  const { turn, plainText } = reading;
  if (turn.speaker === 'user') return [];
  const futures = patterns
    .flatMap((pattern) => [...plainText.matchAll(pattern)].map((match) => match[0].trim()))
    .filter((match) => !isHeld(match, reading));
  return [
    ...futures.map((match) => ({ check: 'future-or-date', detail: `"${match}": no clause tells what will be` })),
    ...(['recommend', 'explain', 'compare'].includes(turn.act) ? datesIn(plainText) : [])
      .filter((date) => !isKnownDate(date, reading))
      .map((date) => ({ check: 'future-or-date', detail: `"${date}" is no date of a clause` })),
  ];
};

const soon =
  '(?:soon|tomorrow|next (?:week|month|year|spring|summer|fall|autumn|winter|season|weekend|version|update|release)|this (?:coming )?(?:week|month|spring|summer|fall|autumn|winter|season|year)|in (?:a few|two|three|the coming|\\d+) (?:days|weeks|months|years))';
const patterns: readonly RegExp[] = [
  new RegExp(
    `\\b(?:next|this coming) (?:week|month|year|spring|summer|fall|autumn|winter|season|version|update|release|model)(?:'s)?\\b|\\b(?:until|till|through|by) (?:the )?(?:end|beginning|next(?! (?:time|search|chat|one))|tomorrow)\\b|\\b(?:fixed|ready|out|open|opened|gone|solved|finished|available|cheaper)(?: it| them)? by then\\b|\\b(?:coming|available|released|launching|out|back|fixed|opening|reopening|closing) ${soon}\\b`,
    'giu',
  ),
  /\b(?<!\bi ?)(?:will|'ll|is going to|are going to|is about to|are about to) (?:soon |probably |surely |also |shortly |then |certainly |again )*(?:be (?:out|released|fixed|open|opening|closed|closing|available|added|launched|updated|cheaper|replaced|discontinued|back|on sale|gone|ready|delivered|shipped|redone|renovated|improved|free|half)|open|close|fix|release|launch|add|expand|reopen|renovate|discontinue|raise|lower|drop|change|improve|replace|ship|arrive|come out|start|have (?:a|an|it|them|fixed|new|more)|last you|get (?:better|cheaper|worse|an))\b/giu,
  /\b(?:it's|it is|is|are|already|being) (?:planned|scheduled|due|announced|promised|in the works|underway|expected)\b|\b(?:upcoming|forthcoming|in the pipeline|coming up|on its way|works on (?:it|a fix)|are working on)\b/giu,
  /\b(?:they|it|the \w+) (?:close|closes|open|opens|end|ends|move|moves|reopen|reopens|expire|expires) (?:for good |down |up |again )?(?:on|in|at|next|soon|this|tomorrow|from)\b/giu,
  /\b(?:today only|limited time|while stocks last|last chance|on sale (?:until|till|now|this)|offer (?:ends|ended|expires)|(?<!\b(?:no|any|a|great|the) )hurry,? (?:they|it|the))\b/giu,
];

const isHeld = (match: string, { evidence, turn }: TurnReading): boolean =>
  evidence.text.includes(match.toLowerCase()) ||
  turn.transcript.some(({ text }) => text.toLowerCase().includes(match.toLowerCase()));

const seasons = 'spring|summer|fall|autumn|winter';
const weekdays = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const datePattern = new RegExp(
  `\\b(?:${monthNames.filter((name) => name !== 'May').join('|')})\\b|\\b(?:in|since|of|by|until|till|last|from|early|late) May\\b|\\b(?:in|since|by|until|last|from|of) (?:early |late |the )*(?:${seasons})\\b|\\b(?:${weekdays})s?\\b`,
  'gu',
);
/** "Don't go on a Saturday" is advice, which anybody may give; it claims no date. */
const advice = new RegExp(
  `\\b(?:go|come|drop by|stop by|visit|try|avoid|skip|pick|call|book|aim)(?: \\w+){0,4} (?:(?:${weekdays})s?(?:,| or| and)? ?)+`,
  'gu',
);
const datesIn = (text: string): string[] =>
  [...text.replaceAll(advice, ' ').matchAll(datePattern)].map((match) => match[0]);

const monthsOf: Readonly<Record<string, readonly number[]>> = {
  spring: [3, 4, 5],
  summer: [6, 7, 8],
  fall: [9, 10, 11],
  autumn: [9, 10, 11],
  winter: [12, 1, 2],
};

function isKnownDate(date: string, { evidence, turn }: TurnReading): boolean {
  const name = date.split(' ').at(-1) ?? date;
  const said = name.toLowerCase().replace(/days$/u, 'day');
  if (evidence.text.includes(said) || turn.transcript.some(({ text }) => text.toLowerCase().includes(said)))
    return true;
  const months = monthsOf[said] ?? [monthNames.indexOf(name) + 1];
  const since = evidence.facts.flatMap((fact) => fact.since ?? []);
  const dates = [...evidence.quotes.map(({ quote }) => quote.date), ...since, turn.now];
  return dates.some((day) => months.includes(Number(day.slice(5, 7))));
}

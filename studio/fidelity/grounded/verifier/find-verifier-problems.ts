import type { CheckedItem, CheckedTurn, TurnProblem } from '../../../../schemas/checked-turn.ts';
import type { VerifierAnswer } from '../../../../schemas/verifier-answer.ts';

/**
 * What a verifier's answer means for the turn: the model lists statements and what supports them, code decides. A statement fails where it is
 * not supported, where it cites nothing, or where it cites an id that does not exist or quotes of other items alone.
 */
export function findVerifierProblems(turn: CheckedTurn, answer: VerifierAnswer): TurnProblem[] {
  const problems = answer.statements.flatMap((statement) => {
    const reason = statement.supported ? citationProblem(statement, turn) : (statement.why ?? 'unsupported');
    return reason === undefined ? [] : [{ check: 'verifier', detail: `"${statement.says}": ${reason}` }];
  });
  const flags: [boolean, string][] = [
    [answer.does_act, `does not do what ${turn.act} is`],
    [answer.in_role, `is no line of the ${turn.speaker}`],
    [answer.on_topic, 'is off topic'],
    [isNoLeak(answer.leak), `gives an item away: ${answer.leak ?? ''}`],
  ];
  return [...problems, ...flags.flatMap(([isFine, detail]) => (isFine ? [] : [{ check: 'verifier', detail }]))];
}

/** Small models write a word where null was asked for. */
const isNoLeak = (leak: string | null): boolean => leak === null || /^(?:none|null|no)?$/iu.test(leak.trim());

type Statement = VerifierAnswer['statements'][number];

function citationProblem({ about, support }: Statement, turn: CheckedTurn): string | undefined {
  const [item] = turn.candidates.filter(({ title }) => isSameTitle(title, about));
  if (item !== undefined && support.length === 0) return 'cites nothing';
  const owners = new Map(turn.candidates.flatMap((candidate) => quoteIdsOf(candidate).map((id) => [id, candidate])));
  const quoted = support.filter((id) => /^q\d+$/u.test(id));
  const unknown = quoted.find((id) => !owners.has(id));
  if (unknown !== undefined) return `cites ${unknown}, which does not exist`;
  // A comparison cites both of its items, whichever of them it is about.
  const [foreign] = quoted;
  if (item === undefined || foreign === undefined || quoted.some((id) => owners.get(id) === item)) return undefined;
  return `cites ${foreign}, which is of another item`;
}

const quoteIdsOf = ({ facts }: CheckedItem): string[] => facts.flatMap(({ quotes }) => quotes.map(({ id }) => id));

/** Models shorten long titles. */
const isSameTitle = (title: string, about: string): boolean =>
  title === about || (about.length >= 4 && title.toLowerCase().startsWith(about.toLowerCase()));

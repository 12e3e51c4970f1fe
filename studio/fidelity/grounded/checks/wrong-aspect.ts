import type { GroundedCheck } from '../check.ts';
import type { TurnReading } from '../read-turn.ts';
import type { SaidClause, SaidWord } from '../said-words.ts';

/**
 * A property stays with its bearer: where a noun and the adjective or verb said of it both stand in the item's quotes, some quote or fact
 * holds them together ("the strap came loose" where it was the padding).
 */
export const findWrongAspectProblems: GroundedCheck = (reading) => {
  const { turn, sentences } = reading;
  if (turn.speaker === 'user' || !['recommend', 'explain'].includes(turn.act)) return [];
  return sentences
    .filter(({ isQuestion }) => !isQuestion)
    .flatMap(({ clauses }) => clauses)
    .flatMap((clause) => misplaced(clause, reading))
    .slice(0, 1)
    .map((detail) => ({ check: 'wrong-aspect', detail }));
};

/** Words between a bearer and what is said of it. */
const reach = 3;

function misplaced({ words }: SaidClause, { evidence }: TurnReading): string[] {
  const bearers = words.flatMap((word, at) =>
    word.role === 'noun' && word.isContent && isHeld(word, evidence) ? [{ word, at }] : [],
  );
  const [bearer] = bearers;
  if (bearer === undefined || bearers.length > 2) return [];
  const last = bearers.at(-1) ?? bearer;
  return words.slice(last.at + 1, last.at + 2 + reach).flatMap((said) => {
    if ((said.role !== 'adjective' && said.role !== 'verb') || !said.isContent || !isHeld(said, evidence)) return [];
    const together = evidence.quotes.some(
      ({ stems }) => stems.has(said.stem) && bearers.some(({ word }) => stems.has(word.stem)),
    );
    return together ? [] : [`"${said.word}" is said of "${last.word.word}" in no clause`];
  });
}

const isHeld = ({ stem }: SaidWord, { quotes }: TurnReading['evidence']): boolean =>
  quotes.some(({ stems }) => stems.has(stem));

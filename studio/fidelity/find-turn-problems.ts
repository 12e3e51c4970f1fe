import type { Problem } from '../../schemas/dialog.ts';
import { behavioral, executional } from './check.ts';
import type { TurnCheck, TurnCheckContext } from './check.ts';
import { findAcceptedItemProblems } from './executional/accepted-item.ts';
import { findCitationProblems } from './executional/citations.ts';
import { findLanguageProblems } from './executional/language.ts';
import { findLengthProblems } from './executional/length.ts';
import { findMarkupProblems } from './executional/markup.ts';
import { findTitleProblems } from './executional/title.ts';
import { findTitleLeakProblems } from './executional/title-leak.ts';
import { findCheckedTurnProblems } from './grounded/find-checked-turn-problems.ts';
import { toCheckedTurn } from './grounded/to-checked-turn.ts';
import { findClaimPolarityProblems } from './slots/claim-polarity.ts';
import { findSlotProblems } from './slots/slots.ts';
import { findUnbackedClaimProblems } from './slots/unbacked-claim.ts';
import { findWishPolarityProblems } from './slots/wish-polarity.ts';
import { wordsOf } from '../text/words.ts';

/**
 * All problems of one turn, empty when it does what the plan said and is true to the evidence that its speaker was given. Three layers: what
 * no evidence decides (titles, length, markup, language); for a line that was to name the step's aspects, whether it does and says of each
 * what the plan says; and every line's words against quotes, counts, memories and what was said before.
 */
export function findTurnProblems(context: TurnCheckContext): Problem[] {
  // Nothing else can be said of an empty turn.
  if (wordsOf(context.text).length === 0) return [executional('empty', 'the turn holds no word')];
  const own = [...formChecks, ...(context.saysSlots ? slotChecks : [])].flatMap((find) => find(context));
  const grounded = findCheckedTurnProblems(toCheckedTurn(context)).map(({ check, detail }) =>
    aboutForm.has(check) ? executional(check, detail) : behavioral(check, detail),
  );
  return [...own, ...grounded];
}

const formChecks: readonly TurnCheck[] = [
  findTitleProblems,
  findAcceptedItemProblems,
  findCitationProblems,
  findTitleLeakProblems,
  findLengthProblems,
  findMarkupProblems,
  findLanguageProblems,
];

const slotChecks: readonly TurnCheck[] = [
  findSlotProblems,
  findWishPolarityProblems,
  findClaimPolarityProblems,
  findUnbackedClaimProblems,
];

/** Grounded checks that ask whether the turn is one of its kind; the others ask whether it is true. */
const aboutForm: ReadonlySet<string> = new Set([
  'meta-talk',
  'repeat',
  'role-swap',
  'foreign-title',
  'target-leak',
  'off-topic',
  'decision',
]);

import type { TurnSlots } from '../../schemas/dialog-plan.ts';
import { cleanUtterance } from './clean-utterance.ts';
import { readAnswer } from './read-answer.ts';

/** The utterance in what a model wrote for a turn with these slots. `isCut`: the token limit ended it. */
export function readUtterance(content: string, isCut: boolean, slots: TurnSlots): string {
  const text = cleanUtterance(readAnswer(content), labelsOf(slots));
  return isCut ? wholeSentences(text) : text;
}

const labelsOf = ({ wishes = [], claims = [], about }: TurnSlots): string[] =>
  [...wishes, ...claims, ...(about === undefined ? [] : [about])].map(({ label }) => label);

/** An answer cut at the token limit, up to its last whole sentence; empty where there is none. */
function wholeSentences(text: string): string {
  return /^.*[.!?…]["'”’)]*(?=\s|$)/u.exec(text)?.[0] ?? '';
}

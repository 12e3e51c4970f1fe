import type { Random } from '../random.ts';

/** How one person types, the same through a dialog. */
export interface TypingHabits {
  /** Chance that a turn ends without its full stop or exclamation mark. */
  dropsStop: number;
  isLowerCase: boolean;
}

/**
 * Habits of one user. In chats with people 41 to 50 % of the user turns end without punctuation; questions keep their mark here, so that full
 * stops are dropped more often.
 */
export const drawTypingHabits = (random: Random): TypingHabits => ({
  dropsStop: random.pick([0.1, 0.5, 0.7, 1]),
  isLowerCase: random.chance(0.3),
});

/** The text as a person of these habits types it; `names` keep their capitals. */
export function typeAs(
  text: string,
  { dropsStop, isLowerCase }: TypingHabits,
  names: readonly string[],
  random: Random,
): string {
  const ended = random.chance(dropsStop) ? text.replace(/(?<![.!])[.!]$/u, '') : text;
  return isLowerCase ? lowerStarts(ended, names) : ended;
}

/** Sentence starts and "I" in lower case. */
function lowerStarts(text: string, names: readonly string[]): string {
  const isName = (at: number): boolean => names.some((name) => name !== '' && text.startsWith(name, at));
  const isInName = (at: number): boolean =>
    names.some((name) => name !== '' && text.slice(Math.max(0, at - name.length), at + name.length).includes(name));
  return text
    .replaceAll(/(?<=^|[.!?…:] )\p{Lu}(?=\p{Ll}|['’ ])/gu, (letter, at: number) =>
      isName(at) ? letter : letter.toLowerCase(),
    )
    .replaceAll(/\bI(?=['’ ,.!?]|$)/gu, (letter, at: number) => (isInName(at) ? letter : 'i'));
}

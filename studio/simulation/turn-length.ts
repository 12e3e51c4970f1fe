import type { UserContext } from '../../schemas/agent-context.ts';
import type { Act } from '../../schemas/super-node.ts';
import { createRandom, deriveSeed } from '../random.ts';

/** In chats with people 12 % of the user turns have at most so many words. */
export const fewWords = 3;
const fewWordsShare = 0.12;

/** Acts that people do in a word or two: nothing is lost by it. About a quarter of the user turns of a plan. */
const canBeShort: ReadonlySet<Act> = new Set(['answer_detail', 'drop_wish', 'reject', 'recognise']);
const shareThatCan = 0.25;
/** Further ones in a dialog leave the other side nothing to react to. */
const mostShortTurns = 2;

/** Words that a reason, a question or an experience takes. */
const leastWords: Partial<Record<Act, number>> = {
  state_need: 10,
  state_aspects: 6,
  answer_history: 8,
  ask_about: 8,
  ask_compare: 8,
  // A decision without its reason leaves the reader guessing.
  accept: 8,
  postpone: 10,
  leave: 8,
};
/** Words that a turn with a doubt in it takes. */
const wordsOfDoubt = 16;

const longest = 45;

/**
 * How many words this turn of this user has, drawn once for the turn: a few now and then, more often of who talks little; else from half a sentence to
 * three, sentences being as long as in the user's own reviews. Told to vary the length, a model writes turns of one length.
 */
export function drawTurnLength({ persona, style, step, variety, transcript }: UserContext): number {
  const random = createRandom(deriveSeed(variety, 'length', step.turn));
  const shortTurns = transcript.filter(({ speaker, text }) => speaker === 'user' && countWords(text) <= fewWords);
  const hasDoubt = step.slots.doubt !== undefined || step.slots.dropped !== undefined;
  // Twice as often of the briefest users, never of the most talkative.
  const chance = (fewWordsShare / shareThatCan) * 2 * (1 - style.talkativeness);
  const isShort = random.chance(chance);
  if (isShort && canBeShort.has(step.act) && !hasDoubt && shortTurns.length < mostShortTurns)
    return random.integer(2, fewWords);
  const sentence = Math.min(18, Math.max(6, persona?.sentenceWords ?? 10));
  const sentences = random.pick([0.6, 1, 1, 1.5, 2]) * (0.6 + 0.8 * style.talkativeness);
  const least = hasDoubt ? wordsOfDoubt : (leastWords[step.act] ?? fewWords + 1);
  return Math.min(longest, Math.max(least, Math.round(sentence * sentences)));
}

const countWords = (text: string): number => text.trim().split(/\s+/u).length;

/** The length as an instruction. */
export const describeLength = (words: number): string =>
  words <= fewWords
    ? `This time ${words} words at most, as people do; everything else can stay unsaid.`
    : `This time about ${words} words.`;

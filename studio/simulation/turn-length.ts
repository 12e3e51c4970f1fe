import type { UserContext } from '../../schemas/agent-context.ts';
import type { Act } from '../../schemas/super-node.ts';
import { createRandom, deriveSeed } from '../random.ts';

/** In chats with people 12 % of the user turns have at most so many words. */
export const fewWords = 3;
const fewWordsShare = 0.12;

/** Acts that people do in a word or two; about two thirds of the user turns of a plan. */
const canBeShort: ReadonlySet<Act> = new Set([
  'state_aspects',
  'answer_detail',
  'answer_history',
  'ask_about',
  'drop_wish',
  'reject',
  'accept',
  'postpone',
  'leave',
  'recognise',
]);
const shareThatCan = 0.75;

const longest = 45;

/**
 * How many words this turn of this user has, drawn once for the turn: a few now and then, more often of who talks little; else from half a sentence to
 * three, sentences being as long as in the user's own reviews. Told to vary the length, a model writes turns of one length.
 */
export function drawTurnLength({ persona, style, step, variety }: UserContext): number {
  const random = createRandom(deriveSeed(variety, 'length', step.turn));
  // Twice as often of the briefest users, never of the most talkative.
  const chance = (fewWordsShare / shareThatCan) * 2 * (1 - style.talkativeness);
  if (canBeShort.has(step.act) && random.chance(chance)) return random.integer(1, fewWords);
  const sentence = Math.min(18, Math.max(6, persona?.sentenceWords ?? 10));
  const sentences = random.pick([0.6, 1, 1, 1.5, 2]) * (0.6 + 0.8 * style.talkativeness);
  return Math.min(longest, Math.max(fewWords + 1, Math.round(sentence * sentences)));
}

/** The length as an instruction. */
export const describeLength = (words: number): string =>
  words <= fewWords
    ? `This time ${words === 1 ? 'one word' : `${words} words`} at most, as people do; everything else can stay unsaid.`
    : `This time about ${words} words.`;

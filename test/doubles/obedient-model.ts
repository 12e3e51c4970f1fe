import { createRandom } from '../../studio/random.ts';
import type { ChatRequest } from './model-endpoint.ts';

/**
 * What a model says that has nothing of its own: the prompt's example, with a remark drawn by the seed, which keeps two like steps of one
 * dialog apart. A prompt whose example does not do what the checks demand shows at once.
 */
export function sayWhatIsAsked({ messages, seed = 0 }: Pick<ChatRequest, 'messages' | 'seed'>): string {
  const example = /A line like this one, in your own words: (.*)$/mu.exec(messages.at(-1)?.content ?? '')?.[1] ?? '';
  return `${example} ${createRandom(seed).pick(remarks)}`.trim();
}

const remarks = [
  'That is the long and short of it.',
  'So much for now.',
  'Just so you know.',
  'No more, no less.',
  'Those are my words on the matter.',
  'Simple as that.',
  'There you have it.',
  'Nothing to add from my side.',
  'As plainly as anyone could put it.',
  'Which is all there is to say today.',
  'Make of it what you like.',
  'Put in as few words as possible.',
];

import { createRandom } from '../../studio/random.ts';
import type { ChatRequest } from './model-endpoint.ts';

/**
 * What a model would say that does just what the prompt asks: the prompt's own example with the things that the line must mention in place of
 * the example's. It reads the prompt alone, so a prompt that leaves out what the checks demand shows at once. A remark drawn by the seed
 * keeps two like steps of one dialog apart.
 */
export function sayWhatIsAsked({ messages, seed = 0 }: Pick<ChatRequest, 'messages' | 'seed'>): string {
  const request = messages.at(-1)?.content ?? '';
  const example = /^Such a line about other things would be: (.*)$/mu.exec(request)?.[1] ?? '';
  const labels = [...request.matchAll(/^- "(.+?)"/gmu)].map((match) => match[1] ?? '');
  const category = /something of the kind <data>(.*?)<\/data>/u.exec(request)?.[1];
  const line = neutralWords.reduce((text, word, at) => text.replace(word, labels[at] ?? word), example);
  const said =
    category === undefined
      ? line
      : `I am looking for something of the kind ${category}. ${line.replace(/^I am looking for [^.]*\.\s*/u, '')}`;
  return `${said} ${createRandom(seed).pick(remarks)}`.trim();
}

const neutralWords = ['lighting', 'carpet', 'door handle', 'wallpaper'];

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

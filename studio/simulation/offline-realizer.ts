import type { AgentContext } from '../../schemas/agent-context.ts';
import type { Realization, RealizationRequest } from '../../schemas/realization.ts';
import { isNearRepeat } from '../fidelity/near-repeat.ts';
import { wordsOf } from '../text/words.ts';
import { createRandom, deriveSeed } from '../random.ts';
import { grammarOf } from './grammar/act-grammars.ts';
import { fragment } from './grammar/fragments.ts';
import { citesIn } from './grammar/quote-sentences.ts';
import { buildTurnFacts, personaSeed } from './grammar/turn-facts.ts';
import type { TurnFacts } from './grammar/turn-facts.ts';
import { drawTypingHabits, typeAs } from './typing-habits.ts';

/** Draws of one turn until one repeats nothing; the one that repeats least wins where none does. */
const maximumDraws = 20;

/** A run of so many words that stood in the dialog before, or twice in the same turn, sounds like a form letter. */
const noticedRun = { inDialog: 5, inTurn: 3 };

/** A `Realizer` whose calls never leave the process. */
export interface OfflineRealizer {
  readonly name: 'offline-realizer';
  readonly isOffline: true;
  realize(request: RealizationRequest, signal?: AbortSignal): Promise<Realization>;
}

/** The default realizer: a seeded grammar over the plan's slots. Pure; no language model, and named so in every output. */
export function createOfflineRealizer(): OfflineRealizer {
  return {
    name: 'offline-realizer',
    isOffline: true,
    realize({ context, seed }) {
      const text = drawUtterance(context, seed);
      return Promise.resolve({ text, cites: citesIn(context, text), modelCall: null });
    },
  };
}

/** The same context and seed give the same utterance. */
export function drawUtterance(context: AgentContext, seed: number): string {
  const titles =
    context.role === 'system' ? context.candidates.map(({ title }) => title) : [context.step.slots.title ?? ''];
  const earlier = context.transcript.map(({ text }) => skeletonOf(text, titles));
  const earlierWords = earlier.map(wordsOf);
  const factsFor = buildTurnFacts(context);
  const habits = context.role === 'user' ? drawTypingHabits(createRandom(personaSeed(context))) : undefined;
  let best = '';
  let leastRepeated = Number.POSITIVE_INFINITY;
  for (let draw = 0; draw < maximumDraws && leastRepeated > 0; draw += 1) {
    const random = createRandom(deriveSeed(seed, draw));
    const facts = factsFor(random);
    const said = (context.role === 'user' ? fragment(facts) : undefined) ?? grammarOf[context.step.act](facts);
    const text = habits === undefined ? said : typeAs(said, habits, namesIn(facts), random);
    const skeleton = skeletonOf(text, titles);
    const words = wordsOf(skeleton);
    const inDialog = Math.max(0, ...earlierWords.map((other) => longestSharedRun(words, other)));
    const repeated =
      (earlier.some((other) => isNearRepeat(other, skeleton)) ? 1000 : 0) +
      Math.max(0, inDialog - noticedRun.inDialog + 1) +
      Math.max(0, longestRepeatedRun(words) - noticedRun.inTurn + 1);
    if (repeated < leastRepeated) [best, leastRepeated] = [text, repeated];
  }
  return best;
}

const namesIn = ({ title, titleShort = '', otherShort = '' }: TurnFacts): string[] => [title, titleShort, otherShort];

/** Two recommendations that differ in the title and the numbers alone are the same sentence to a reader. */
function skeletonOf(text: string, titles: readonly string[]): string {
  let skeleton = text;
  for (const title of titles) if (title !== '') skeleton = skeleton.replaceAll(title, ' # ');
  return skeleton.replaceAll(/\d+/gu, '0');
}

function longestSharedRun(left: readonly string[], right: readonly string[]): number {
  let longest = 0;
  let previous: number[] = [];
  for (const word of left) {
    const row = right.map((other, at) => (other === word ? (previous[at - 1] ?? 0) + 1 : 0));
    longest = Math.max(longest, ...row);
    previous = row;
  }
  return longest;
}

/** Longest run of words that stands twice in the same utterance, without overlapping itself. */
function longestRepeatedRun(words: readonly string[]): number {
  let longest = 0;
  let previous: number[] = [];
  for (const [from, word] of words.entries()) {
    const row = words.map((other, at) =>
      at > from && other === word ? Math.min((previous[at - 1] ?? 0) + 1, at - from) : 0,
    );
    longest = Math.max(longest, ...row);
    previous = row;
  }
  return longest;
}

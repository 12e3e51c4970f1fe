import type { TurnFacts } from '../turn-facts.ts';

/** Lets go of a wish that nobody can answer. */
export const dropWish = (facts: TurnFacts): string =>
  facts.say({ start: frames[facts.tempo] }, facts.dropped?.values ?? {});

const frames = {
  terse: ['never mind {the} then.', 'fine, forget {the}.', 'okay, without {the} then.'],
  even: [
    'never mind then, {the} {matters} less than the rest.',
    'fair enough, I can live without knowing about {the}.',
    'okay, forget {the}. It is not that important.',
    '{hm} then let us leave {the} out of it.',
  ],
  talkative: [
    'at least you are honest. Never mind {the} then, I would not turn it down for that alone.',
    '{hm} I thought {the} would matter more, but I can live without knowing. Let us leave {the} out of it.',
  ],
};

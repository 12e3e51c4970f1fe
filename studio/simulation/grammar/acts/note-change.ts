import type { TurnFacts } from '../turn-facts.ts';

/** Takes note of a wish that is dropped. */
export const noteChange = (facts: TurnFacts): string => facts.say({ start: frames }, facts.dropped?.values ?? {});

const frames = [
  '{ack} I will leave {the} out then. Anything else?',
  'All right, without {the} then. Anything else you want to know?',
  '{ack} Then {the} no longer {counts}. What else?',
  'Okay. Is there something else I can look up?',
];

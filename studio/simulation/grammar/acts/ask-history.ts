import type { TurnFacts } from '../turn-facts.ts';

/** Asks for the user's own past with an aspect. */
export const askHistory = (facts: TurnFacts): string =>
  facts.say({ start: facts.about === null ? openQuestions : ['{ack} {question}', '{question}'], question: questions });

const openQuestions = ['What were the last ones like?'];
const questions = [
  'What about {the}, what have you been through so far?',
  'Is there something in your past with {the} that I should know?',
  'What was your experience with {the} the last time?',
  'When you think of earlier {things}, what about {the}?',
];

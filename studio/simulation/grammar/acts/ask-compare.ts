import type { TurnFacts } from '../turn-facts.ts';

/** Asks how the item on the table compares with the one before. */
export const askCompare = (facts: TurnFacts): string =>
  facts.say({ start: frames[facts.tempo], question: facts.otherShort === undefined ? plain : [...plain, ...named] });

const frames = {
  terse: ['{question}'],
  even: ['{question}', '{hm} {question}'],
  talkative: ['{hm} {question}', 'Okay. {question}'],
};
const plain = [
  'How does it compare with the other one on {the}?',
  'Is it better than the last one when it comes to {the}?',
  'And next to the one before, how do both of them do on {the}?',
];
const named = ['Is it better than {otherShort} on {the}?', 'How does it do on {the} next to {otherShort}?'];

import { isOrdinary } from '../aspect-words.ts';
import type { TurnFacts } from '../turn-facts.ts';

export function askDetail(facts: TurnFacts): string {
  const heardNames = facts.heard.slice(0, 2).map((aspect) => aspect.values['the'] ?? aspect.label);
  const isNoun = facts.about !== null && isOrdinary(facts.about);
  return facts.say(
    {
      start:
        facts.tempo === 'talkative'
          ? ['{ack} {lead} {question}', '{ack} {question}', '{heard} {question}', '{heard} {lead} {question}']
          : ['{ack} {question}', '{question}', '{heard} {question}', '{lead} {question}'],
      heard: heardNames.length > 0 ? heardFrames : ['{ack}'],
      lead: [
        'One more thing.',
        'Let me check something.',
        'To narrow it down a bit:',
        'Just so I get this right:',
        'Quick question.',
        'One detail.',
        'A follow-up, if I may.',
        'Before I start looking:',
        'Let me ask one more.',
        'While we are at it:',
        'This may matter too:',
      ],
      question: facts.about === null ? openQuestions : [...anyQuestions, ...(isNoun ? nounQuestions : [])],
    },
    { heardNames: heardNames.join(' and ') },
  );
}

const heardFrames = [
  'Okay, I will watch {heardNames}.',
  'I will keep {heardNames} in mind.',
  'Right, {heardNames}.',
  'Noted, {heardNames}.',
  'So {heardNames}, got it.',
  'I can look out for {heardNames}.',
  'Okay, {heardNames} will be on my list.',
  'I have written down {heardNames}.',
  'You are not the first to mention {heardNames}.',
];

const anyQuestions = [
  'How much {does} {the} matter to you?',
  'What about {the}?',
  'How do you feel about {the}?',
  'And {the}, [any thoughts|does that matter|any strong feelings]?',
  'Where do you stand on {the}?',
  'Any experience with {the} I should know about?',
  'What is your experience with {the}?',
  'Is there anything to say about {the}?',
  'Should I look at {the} as well?',
  'Would {the} make a difference?',
  'How about {the}, is that something you notice?',
  'Any thoughts on {the}?',
  'And when it comes to {the}?',
  'Do you have an opinion on {the}?',
  'Shall I check {the} too?',
  'Have you been lucky or unlucky with {the}?',
  'Do you mind {the} either way?',
];

const nounQuestions = [
  '{does} {the} play a part for you?',
  'How {has} {the} been for you so far?',
  '{is} {the} something you look at?',
  'How picky are you about {the}?',
  'Do you have a history with {the}?',
  '{has} {the} ever been an issue?',
  'How {was} {the} the last few times?',
];

const openQuestions = [
  'Anything else I should know?',
  'Is there anything else that matters?',
  'Any other wishes?',
  'What else should I look at?',
  'Did we forget anything?',
];

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
        'For the sake of completeness:',
        'Let me poke a little further.',
        'I am trying to picture your ideal {one}.',
        'Allow me a small question.',
        'It would help me to know:',
        'Let me dig a little deeper.',
        'Before I commit to anything:',
        'I would like to be sure about something.',
        'Just to round it off:',
        'Help me weigh one thing.',
        'Bear with me for another question.',
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
  'I have made a note of {heardNames}.',
  'Good, {heardNames} first.',
  'I know what to look for with {heardNames}.',
  'Then I will read up on {heardNames}.',
  'Okay, I will watch {heardNames}.',
  'I will keep {heardNames} in mind.',
  'Right, {heardNames}.',
  'Noted, {heardNames}.',
  'So {heardNames}, got it.',
  'I can look out for {heardNames}.',
  'Okay, {heardNames} will be on my list.',
  'I have written down {heardNames}.',
];

const anyQuestions = [
  'Shall I put {the} on the list?',
  'Any wishes when it comes to {the}?',
  'What comes to mind with {the}?',
  'And your view of {the}?',
  'Would you call {the} essential?',
  'Anything to add on {the}?',
  'How much weight should I give {the}?',
  'Can you tell me about your luck with {the}?',
  'What did earlier ones teach you about {the}?',
  'Is it worth reading up on {the} for you?',
  'If I bring up {the}, what comes to mind?',
  'What do you make of {the} as a rule?',
  'Let us talk about {the}. Important or not?',
  'How do you judge {the}?',
  'Will {the} decide anything for you?',
  'Do you pay much attention to {the}?',
  'What should I know about you and {the}?',
  'Is {the} worth a look for you?',
  'Am I right to look at {the} too?',
  'Which experiences have you had with {the}?',
  'How closely do you look at {the}?',
  'Is {the} on your list at all?',
  'Have you had good or bad times with {the}?',
  'Shall I weigh {the} heavily or lightly?',
  'Where does {the} rank for you?',
  'May I ask about {the}?',
  'Could you say a word about {the}?',
  'What do you expect from {the}?',
  'Tell me about {the}, does it count?',
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
  '{is} {the} usually a plus or a minus for you?',
  '{has} {the} let you down or cheered you up?',
  'Would poor marks for {the} be a reason to say no?',
  'What did you make of {the} on earlier occasions?',
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

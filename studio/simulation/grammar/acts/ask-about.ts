import { mentionsLabel } from '../../../text/words.ts';
import { isOrdinary } from '../aspect-words.ts';
import type { TurnFacts } from '../turn-facts.ts';

export function askAbout(facts: TurnFacts): string {
  if (facts.about === null)
    return facts.say({ start: ['{lead} {open}', '{open}'], lead: leads(facts), open: openQuestions });
  const isCriticalNow = facts.isCritical && facts.random.chance(0.6);
  const isNoun = isOrdinary(facts.about);
  const question = isCriticalNow
    ? [...criticalAny, ...(isNoun ? criticalNouns : [])]
    : [...anyQuestions, ...(isNoun ? nounQuestions : [])];
  const wasSpoken = facts.context.transcript.some(
    ({ speaker, text }) => speaker === 'user' && mentionsLabel(text, facts.about?.label ?? ''),
  );
  return facts.say({
    start: {
      terse: ['{question}', '{question}', '{hm} {question}'],
      even: [
        '{lead} {question}',
        '{hm} {question}',
        '{question}',
        wasSpoken ? '{reminder} {question}' : '{lead} {question}',
      ],
      talkative: [
        '{lead} {question}',
        '{lead} {worry} {question}',
        wasSpoken ? '{lead} {reminder} {question}' : '{lead} {worry} {question}',
      ],
    }[facts.tempo],
    lead: leads(facts),
    question,
    worry: [
      'Better safe than sorry.',
      'I have a reason for asking.',
      'That is how I choose.',
      'It would tip the scales.',
      'I ask everyone that.',
      'It is a small thing, but it matters.',
      'I like to know what I am getting into.',
      'I would rather ask now than be sorry later.',
      'You never see that from the description.',
      'That is the part I cannot judge from here.',
      'Descriptions never tell you that.',
      'I always check that first.',
      'Pictures only show the good side.',
      'I would hate to find out too late.',
      'My friends tease me for asking, but still.',
    ],
    reminder: [
      'You know where I stand there.',
      'Back to what I said earlier.',
      'As I said, I care about that.',
      'I have not forgotten what I asked for.',
      'Let me return to my own list.',
      'You will not be surprised by this one.',
      'Same topic as before, I know.',
      'Remember what I told you?',
      'That brings me back to my point.',
    ],
  });
}

const leads = (facts: TurnFacts): string[] => [
  'I will bite.',
  'Hold on a second.',
  'You may be on to something.',
  'Wait, before you go on.',
  'Let me picture that.',
  'A fair suggestion.',
  'I am not against it.',
  'That name rings no bell.',
  'Worth looking into.',
  'Give me a moment.',
  'Let us test that idea.',
  'Okay, tell me more.',
  'Could be.',
  'I am listening.',
  'Interesting.',
  'I do not know that one.',
  'That is new to me.',
  'Sounds possible.',
  'Let me think about that one.',
  'You have my attention.',
  'Go on.',
  'Not a name I know.',
  'I might be interested.',
  'Right, let us see.',
  'Promising, on paper.',
  'Okay, noted.',
  'Let me poke at that a little.',
  ...(facts.isEasyGoing
    ? ['Oh, I like the sound of that.', 'That could work for me.', 'Nice, sounds good so far.']
    : []),
  ...(facts.isCritical
    ? ['I will need more than that.', 'Not so fast.', 'Convince me.', 'I have heard that before.']
    : []),
  ...(facts.isExploring ? ['I am still comparing.', 'Maybe, maybe not.'] : []),
  ...(facts.isDecided ? ['Nearly there.', 'One question before I say yes.'] : []),
];

const anyQuestions = [
  'Can I hear more about {the}{there}?',
  'One question: what about {the}?',
  'Anything good or bad on {the}{there}?',
  'Which reviews talk about {the}?',
  'If you were me, what would you say about {the}?',
  'Could you look into {the} for me?',
  'Is there anything in writing about {the}?',
  'How are the opinions on {the}{there}?',
  'Who has something to say about {the}?',
  'What do I need to know about {the}?',
  'Before we go on, what about {the}{there}?',
  'Could I hear something on {the}?',
  'Have you come across anything on {the}?',
  'What is being said about {the}{there}?',
  'Would you mind checking what they say on {the}?',
  'Where do reviewers come down on {the}?',
  'Give me the short verdict on {the}.',
  'Read me what they say about {the}, would you?',
  'Which way do opinions on {the} lean?',
  'Could you check {the} for me?',
  'What do people say about {the}{there}?',
  'Can you tell me something about {the}?',
  'Do the reviews mention {the}?',
  'What is the word on {the}?',
  'What about {the}?',
  'What [are|were] {people} saying about {the}?',
  'Do you know anything about {the}{there}?',
  'I would like to hear about {the} first. What do you have?',
  'What is your read on {the}{there}?',
  'Anything in the reviews on {the}?',
  'Could you look up what they say about {the}?',
  'What do you have on {the}?',
  'Did anyone write about {the}?',
  'Is there any word on {the} yet?',
  'Before I {tryIt}, what do they say about {the}?',
];
const nounQuestions = [
  'So, {the}: yes or no?',
  'How sure can I be of {the}?',
  'What kind of impression {does} {the} leave{there}?',
  'How much can I expect from {the}{there}?',
  'Should I expect trouble with {the}?',
  'On a good day, how {is} {the}?',
  '{is} {the} a strength or a weakness{there}?',
  'What would I notice first about {the}?',
  'How {is} {the}{there}?',
  'And {the}? Any good?',
  '{is} {the} any good{there}?',
  'Before I {tryIt}, how {is} {the}?',
  'What can I expect from {the}?',
  'How {does} {the} come across in the reviews?',
  'How would you rate {the}, going by the reviews?',
  'And {the}, how {does} {it} hold up?',
  'How did {people} find {the}?',
  'So how {is} {the}, by all accounts?',
  'And how {does} {the} do?',
  'Would I be happy with {the}{there}?',
];
const criticalAny = [
  'Any complaints about {the}{there}?',
  'Has anyone grumbled about {the}?',
  'What do the harsh reviews say about {the}?',
  'Be straight with me, what do they say about {the}?',
  'What do people dislike about {the}?',
  'What would a grumpy reviewer tell me about {the}?',
];
const criticalNouns = [
  'Be straight with me, how {is} {the}?',
  'What is the catch with {the}?',
  'And {the}? Do not sugarcoat it.',
  '{is} {the} going to annoy me, or {is} {it} fine?',
  'How bad can {the} get{there}?',
  'Can I trust {the}, or will I regret it?',
];
const openQuestions = [
  'What else can you tell me about it?',
  'What do people like about it?',
  'Why that one?',
  'What is it known for in the reviews?',
  'Anything I should know before I {tryIt}?',
  'What speaks for it?',
];

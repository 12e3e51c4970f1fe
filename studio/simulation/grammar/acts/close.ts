import type { TurnFacts } from '../turn-facts.ts';

/** Says goodbye in a way that fits how the dialog ended. */
export function close(facts: TurnFacts): string {
  if (facts.context.role === 'user') return facts.say(userRules);
  if (facts.outcome === 'postponed' || facts.outcome === 'left' || facts.outcome === 'already_known')
    return facts.say({ start: partings[facts.outcome], bye: byes });
  return facts.say({ ...systemRules, start: [...starts, ...(facts.titleShort === undefined ? [] : byName)] });
}

const partings = {
  postponed: [
    'Take your time. {bye}',
    'Of course, there is no hurry. {bye}',
    'Sure, sleep on it. {bye}',
    'That is fine, it will still be there when you are. {bye}',
  ],
  left: [
    'Understood. I am sorry that I had nothing better. {bye}',
    'Fair enough, then it is better to take none. {bye}',
    'I see. I wish one of them had been a fit. {bye}',
    'No problem, I would rather you took none than the wrong one. {bye}',
  ],
  already_known: [
    'Ah, so that was no news to you. {bye}',
    'Fair enough, you know it better than I do. {bye}',
    'Then I have nothing to add to that. {bye}',
  ],
};
const byes = ['Take care!', 'Come back any time.', 'All the best!', 'Bye for now!', 'Have a good day!'];

const starts = [
  '{enjoy}! {more}',
  '{enjoy}!',
  '{nice} {enjoy}!',
  '{nice} {more}',
  '{nice} {enjoy}, {back}.',
  '{enjoy}, {back}.',
];
const byName = [
  'Enjoy {titleShort}! {more}',
  '{nice} Enjoy {titleShort}!',
  '{nice} I hope {titleShort} is all you want it to be.',
  'Then {titleShort} it is. Enjoy! {more}',
  '{nice} Let me know how you like {titleShort}.',
  'I will keep my fingers crossed for you and {titleShort}.',
];

const systemRules = {
  nice: [
    'I am relieved we found one.',
    'There we are.',
    'And that is a wrap.',
    'Your taste is clear now.',
    'You made that easy for me.',
    'One wish less on your list.',
    'That sounds like a plan.',

    'That was easy.',
    'What a nice way to end.',
    'Happy to have been of use.',
    'I like how you decide.',
    'Then my work here is done.',
    'A pleasure talking to you.',
    'Great, another one settled.',
    'I had a good feeling about that one.',
    'Thanks for being so clear.',
    'Lovely.',

    'Good choice.',
    'That makes my day.',
    'Settled, then.',
    'I think that is a fine decision.',
    'You asked the right questions.',
    'Consider it found.',
    'Glad we found one.',
    'Great.',
    'Wonderful.',
    'Happy to hear it.',
    'My pleasure.',
    'You are welcome.',
    'Nice, that was a good chat.',
    'Any time.',
    'Glad I could help.',
    'Excellent.',
  ],
  more: [
    'So long!',
    'It was fun searching with you.',
    'My list is always open.',
    'I will be around.',
    'Good night or good day, whichever it is!',
    'Until the next search!',
    'Mind the small print, and be well!',
    'Off you go, then!',

    'I wish you lots of joy with it.',
    'May it live up to the reviews!',
    'Good luck with it!',
    'Keep me posted.',
    'Fingers crossed it is what you hoped for.',
    'See you around!',
    'Drop by again some time.',
    'You can always ask me again.',

    'Come back whenever you like.',
    'Talk to you soon!',
    'I am curious how you will find it.',
    'Do not be a stranger.',
    'Happy to do this again.',
    'Take care!',
    'Until next time!',
    'Have a good one!',
    'Let me know if you need another idea.',
    'You know where to find me.',
    'Bye for now!',
    'All the best!',
    'I am here if you need anything else.',
  ],
  back: [
    'and give me your verdict {after}',
    'and be honest about it {after}',
    'and share your thoughts {after}',
    'and tell others, too, {after}',
    'and I would love to hear from you {after}',
    'and do come and tell {after}',

    'and tell me how it was {after}',
    'and let others know too {after}',
    'and drop me a line {after}',
    'and write a few words about it {after}',
    'and do leave a review {after}',
    'and come back {after}',
    'and let me know what you think {after}',
  ],
};

const userRules = {
  start: [
    '{thanks}{bye}',
    '{thanks} for your help{bye}',
    '{thanks}, that was quick{bye}',
    'That is all I needed, {thanksLow}{bye}',
    '{yes}, {thanksLow}{bye}',
    '{thanks}, I will let you know how it goes{bye}',
  ],
  thanksLow: ['thanks', 'thank you', 'thanks again'],
  bye: ['!', '. Bye!', '. Take care!', '. Have a good one!', '. See you!'],
};

import type { TurnFacts } from '../turn-facts.ts';

export const close = (facts: TurnFacts): string =>
  facts.say(
    facts.context.role === 'user'
      ? {
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
        }
      : {
          start: [
            '{enjoy}! {more}',
            '{enjoy}!',
            '{nice} {enjoy}!',
            '{nice} {more}',
            '{nice} {enjoy}, {back}.',
            '{enjoy}, {back}.',
          ],
          nice: [
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
            'and tell me how it was {after}',
            'and let others know too {after}',
            'and drop me a line {after}',
            'and write a few words about it {after}',
            'and do leave a review {after}',
            'and come back {after}',
            'and let me know what you think {after}',
          ],
        },
  );

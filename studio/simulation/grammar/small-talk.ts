import type { Random } from '../../random.ts';
import type { Rules } from './expand.ts';

/** Small words a user falls back on; each user has only a few of them. */
export function userTalk(persona: Random): Rules {
  const fillers = persona.shuffle([
    'honestly',
    'to be honest',
    'really',
    'I guess',
    'for me',
    'I think',
    'if I am honest',
    'frankly',
  ]);
  const hesitations = persona.shuffle([
    'Hmm,',
    'Well,',
    'Hm,',
    'So,',
    'Let me think.',
    'Oh,',
    'Ah,',
    'Right,',
    'Okay so,',
    'Mm,',
  ]);
  const yes = persona.shuffle([
    'okay',
    'alright',
    'cool',
    'great',
    'nice',
    'good',
    'perfect',
    'fine',
    'lovely',
    'sounds good',
  ]);
  const thanks = persona.shuffle(['Thanks', 'Thank you', 'Thanks a lot', 'Cheers', 'Many thanks', 'Thanks so much']);
  const hello = persona.shuffle([
    'Hello, hello',
    'Hi, nice to meet you',
    'Good day',
    'Hi',
    'Hello',
    'Hey',
    'Hi there',
    'Hey there',
    'Good to meet you',
    'Hiya',
    'Hello there',
  ]);
  return {
    filler: fillers.slice(0, 3),
    hm: [...hesitations.slice(0, 4), '', ''],
    yes: yes.slice(0, 4),
    thanks: thanks.slice(0, 3),
    hello: hello.slice(0, 3),
  };
}

/** The system's manner: a little different in each dialog, the same within one. */
export function systemTalk(persona: Random): Rules {
  const acknowledgements = persona.shuffle([
    'All right, thanks.',
    'Very well.',
    'Thanks for sharing that.',
    'I will remember that.',
    'Got it.',
    'Okay.',
    'Sure.',
    'Understood.',
    'Makes sense.',
    'Fair enough.',
    'Right.',
    'Alright.',
    'Noted.',
    'I see.',
    'Good to know.',
    'Thanks, that helps.',
    'That is useful.',
    'Okay, that narrows it down.',
    'Clear.',
    'Thanks for telling me.',
  ]);
  const hello = persona.shuffle([
    'Ah, hello!',
    'Hello, nice to meet you!',
    'Hi, good to have you here!',
    'Welcome, welcome!',
    'Oh, hi!',
    'A warm welcome!',
    'Hi!',
    'Hello!',
    'Hey!',
    'Hi there!',
    'Hello there!',
    'Hey there!',
    'Welcome!',
    'Good to see you!',
    'Hi, welcome!',
  ]);
  const glad = persona.shuffle([
    'that is what I am here for',
    'we will get there',
    'happy to help',
    'glad to help',
    'I can help with that',
    "let's find you one",
    "we'll find something",
    'no problem',
  ]);
  return { ack: acknowledgements.slice(0, 7), hello: hello.slice(0, 4), glad: glad.slice(0, 4) };
}

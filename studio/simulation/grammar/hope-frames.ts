import type { AspectWish } from '../../../schemas/dialog-plan.ts';
import type { WishFrames } from './wish-frames.ts';

/** What the user hopes of an aspect that no earlier review of theirs speaks of. */
export const hopeFrames: Readonly<Record<AspectWish['polarity'], WishFrames>> = {
  positive: {
    long: [
      'this time I would love {aThing} {withGood}',
      'what I am hoping for is {aThing} {withGood}',
      'I would really enjoy {aThing} {withGood}',
      'it would make me happy if {the} turned out great',
      'I am in the mood for {aThing} {withGood}',
      '{the} would be a big plus',
      'I would like {the} to be great [for once|this time|]',
      'I have a good feeling about {aThing} {withGood}',
      'I would be delighted with {aThing} {withGood}',
    ],
    longAlone: [
      'I am really looking forward to {goodOne}',
      'a big plus would be {goodOne}',
      '{goodOne} would make me happy',
      'I fancy {goodOne}',
    ],
    short: [
      'I would love {aThing} {withGood}',
      '{the} would be a big plus',
      'I want {the} to be great',
      'I would be happy with {aThing} {withGood}',
    ],
    shortAlone: ['{goodOne} would be nice', 'I am hoping for {goodOne}', 'I would love {goodOne}'],
  },
  negative: {
    long: [
      'I am a little worried about {the}',
      '{the} {is} what I am nervous about',
      'I have my doubts about {the}',
      'I do not expect much from {the}, which worries me',
      '{the} could be a problem for me',
      'I am afraid {the} might disappoint me',
      'I am bracing myself for trouble with {the}',
      'I am sceptical about {the}, I have to say',
    ],
    longAlone: ['I would hate to end up with {badOnes}', 'I am afraid of ending up with {badOnes}'],
    short: [
      'I am worried about {the}',
      'I have doubts about {the}',
      '{the} could be a problem',
      'I am nervous about {the}',
    ],
    shortAlone: ['I would hate {badOnes}'],
  },
  neutral: {
    long: ['I would like to hear about {the} as well', '{the} {is} worth a thought too', 'I wonder about {the}'],
    longAlone: [],
    short: ['I wonder about {the}', '{the} {matters} a bit'],
    shortAlone: [],
  },
  mixed: {
    long: [
      'I am curious about {the} [too|as well]',
      'I would like to hear about {the} [too|as well]',
      '{the} {matters} a bit [too|as well]',
      '{the} {is} worth a thought [too|as well]',
      'I have not made up my mind how much {the} {matters}',
    ],
    longAlone: [],
    short: ['I wonder about {the} too', 'I am curious about {the}', '{the} {matters} a bit'],
    shortAlone: [],
  },
};

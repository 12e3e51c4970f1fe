import type { Random } from '../../../../../studio/random.ts';

// What people of the planted world say. Each thing has several wordings that share few words, so that a model must learn what they mean.

export const kinds = ['bakery', 'tavern', 'noodle', 'pizza', 'brunch', 'steak', 'tea', 'bookshop', 'florist', 'barber'];

export const aspects = ['service', 'price', 'parking', 'noise', 'portions', 'seating', 'cleanliness', 'opening hours'];

/** Other words for the aspects, in their order. */
const words = [
  ['service', 'waiters', 'staff'],
  ['price', 'budget', 'bill'],
  ['parking', 'garage', 'car spaces'],
  ['noise', 'conversation', 'loud music'],
  ['portions', 'serving size', 'leaving hungry'],
  ['seating', 'chairs', 'booths'],
  ['cleanliness', 'hygiene', 'spotless tables'],
  ['opening hours', 'late closing', 'schedule'],
];

const kindPhrases = [
  'I am looking for a KIND today.',
  'Do you know a KIND worth trying?',
  'A KIND is what I had in mind.',
  'My sister visits, and we fancy a KIND.',
  'Which KIND would you send a friend to?',
];

const wishPhrases = [
  'What counts for me is ASPECT.',
  'I mostly look at ASPECT.',
  'Last time ASPECT decided it for me.',
  'ASPECT, above everything else.',
];

const nearPhrases = [
  'I would walk, around my usual streets.',
  'Close to home, please.',
  'Somewhere in my own neighborhood.',
  'No trips, I want to stay nearby.',
];

const acrossPhrases = [
  'I have the whole day, so take me across town.',
  'The opposite end of the city, for a change.',
  'I can drive: far from where I always go.',
  'Something distant, on the other side of the river.',
];

const refusals = ['ASPECT there puts me off.', 'I read bad things about ASPECT, so no.', 'Not with that ASPECT.'];

const claims = [
  'How about [item]? Reviewers were happy with ASPECT once, less so of late.',
  'There is [item]; recent reviews complain of ASPECT.',
  '[item] comes to mind, though ASPECT went downhill this year.',
];

const greetings = ['Hello! What brings you here?', 'Good day, how can I help?', 'Welcome back. What shall it be?'];
const questions = [
  'What matters to you most?',
  'Anything you care about in particular?',
  'What should I look out for?',
];

export const sayGreeting = (random: Random): string => random.pick(greetings);
export const askWishes = (random: Random): string => random.pick(questions);

export const sayKind = (kind: number, random: Random): string => fill(kindPhrases, 'KIND', kinds[kind] ?? '', random);

export const sayWish = (aspect: number, random: Random): string => sayAspect(wishPhrases, aspect, random);
export const sayRefusal = (aspect: number, random: Random): string => sayAspect(refusals, aspect, random);
export const sayClaim = (aspect: number, random: Random): string => sayAspect(claims, aspect, random);

export const sayWhere = (isAcross: boolean, random: Random): string =>
  random.pick(isAcross ? acrossPhrases : nearPhrases);

/** All texts, to number their words by. */
export const allPhrases: readonly string[] = [
  ...[kindPhrases, wishPhrases, nearPhrases, acrossPhrases, refusals, claims, greetings, questions].flat(),
  ...kinds,
  ...words.flat(),
];

const sayAspect = (phrases: readonly string[], aspect: number, random: Random): string =>
  fill(phrases, 'ASPECT', random.pick(words[aspect] ?? []), random);

const fill = (phrases: readonly string[], slot: string, word: string, random: Random): string =>
  random.pick(phrases).replace(slot, word);

import type { Claim } from '../../../schemas/claim.ts';
import type { Rules } from './expand.ts';

type ByPolarity = Readonly<Record<Claim['polarity'], readonly string[]>>;

/** Interchangeable words of the frames below. */
export const claimWords: Rules = {
  remarks: ['remarks', 'comments', 'remarks', 'notes', 'comments'],
  remark: ['remark', 'comment', 'note'],
  earlier: ['earlier', 'earlier', 'past', 'previous'],
  reviews: ['earlier reviews', 'past reviews', 'the reviews', 'previous reviews'],
};

/** Counts of both sides of a mixed claim. */
export const splitFrames = [
  '{people} are split on {the}, {positive} for and {negative} against',
  'opinions on {the} differ: {positive} positive, {negative} negative',
  '{the} {gets} mixed reviews, {positive} for and {negative} against',
  'it is a mixed picture on {the}, {positive} happy to {negative} unhappy',
  'the verdict on {the} is split, {positive} to {negative}',
  'of {n} mentions of {the}, {positive} sound pleased and {negative} displeased',
  '{the} {divides} opinion, with {positive} on the good side and {negative} on the bad',
  '{people} cannot agree on {the}, {positive} in favour and {negative} not',
];

/** A mixed claim whose mentions are mostly neutral. */
export const vagueFrames = [
  '{reviews} are lukewarm on {the}',
  'the {n} mentions of {the} do not lean clearly either way',
  'nobody sounds very excited or very upset about {the}',
];

export const plainFrames: ByPolarity = {
  positive: [
    'I read a lot of [kind|warm|approving] words about {the}',
    '{the} {makes} [people|most people] happy, it seems',
    '{reviews} are on the side of {the}',
    '{the} {comes} off well',
    '{the} {stands} up well in {reviews}',
    'the general feeling about {the} is good',
    '{people} come away pleased with {the}',
    '{reviews} speak well of {the}',
    '{people} [tend to|seem to|mostly] like {the}',
    '{the} {gets} good marks in {reviews}',
    '{people} sound [happy|content|pleased] with {the}',
    '{the} {earns} a fair amount of praise',
    'most of what I read about {the} is positive',
    '{people} have mostly nice things to say about {its}',
    '{the} {seems} to go down well with {people}',
    '{the} {is} one of its better sides, going by {reviews}',
    'there is more praise than grumbling about {the}',
    'you hear [good|kind] things about {the}',
    '{the} {is} [generally|mostly|by and large] well liked',
    '{people} have more good words than bad for {the}',
    '{the} {wins} more friends than enemies',
  ],
  negative: [
    'I read a lot of [harsh|cross|unhappy] words about {the}',
    '{the} {makes} [people|many people|quite a few] unhappy, it seems',
    '{reviews} are hard on {the}',
    'many find fault with {the}',
    '{the} {comes} off badly in {reviews}',
    'the general feeling about {the} is bad',
    '{people} come away annoyed with {the}',
    '{reviews} are not kind to {the}',
    '{people} [tend to|seem to|mostly] complain about {the}',
    '{the} {gets} poor marks in {reviews}',
    '{people} sound [unhappy|annoyed|displeased] with {the}',
    '{the} {draws} a fair amount of criticism',
    'most of what I read about {the} is negative',
    '{people} mostly grumble about {its}',
    '{the} {seems} to disappoint {people}',
    '{the} {is} its weak side, going by {reviews}',
    'there is more grumbling than praise about {the}',
    'you hear [bad|unkind] things about {the}',
    '{the} {leaves} more people annoyed than pleased',
    '{the} {is} where many complaints come from',
  ],
  mixed: [
    '{people} argue about {the}',
    'I read both praise and complaints about {the}',
    '{reviews} blow hot and cold on {the}',
    'the feeling about {the} is mixed',
    '{people} are divided on {the}',
    'opinions on {the} go both ways',
    '{the} {gets} a mixed reception',
    '{reviews} disagree about {the}',
    'you will find both fans and critics of {the}',
    '{the} {is} a bit hit or miss, judging by {reviews}',
    'some like {the}, some do not',
    '{the} {splits} the crowd',
  ],
};

/** The decayed level says one thing, the bare counts another: only the recent mentions can be spoken of. */
export const recentFrames: ByPolarity = {
  positive: [
    'the more recent mentions of {its} lean positive',
    'lately the talk about {the} has been good, though older reviews were less happy',
    'recent reviews are kinder to {the} than the older ones, and good overall',
  ],
  negative: [
    'the more recent mentions of {its} lean negative',
    'lately the talk about {the} has been unhappy, though older reviews were kinder',
    'recent reviews are harsher on {the} than the older ones, and negative overall',
  ],
  mixed: ['{people} are divided on {the}', 'opinions on {the} go both ways'],
};

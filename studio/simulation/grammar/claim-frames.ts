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
    '{the} {seems} to go down well with {people}',
    'you hear [good|kind] things about {the}',
    '{the} {is} [generally|mostly|by and large] well liked',
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
    '{the} {seems} to disappoint {people}',
    '{the} {is} its weak side, going by {reviews}',
    'you hear [bad|unkind] things about {the}',
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

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

/** Sentences with counts where the claim's polarity is that of most mentions. `agreeing` counts the mentions of that polarity. */
export interface CountedFrames {
  /** One mention in all. */
  only: readonly string[];
  /** Two of two. */
  both: readonly string[];
  all: readonly string[];
  /** One of several, the others neutral. */
  one: readonly string[];
  some: readonly string[];
}

export const praise: CountedFrames = {
  only: [
    'the only {earlier} mention of {its} is a positive one',
    'there is just a single {remark} on {the} so far, and it is a happy one',
    'only one {earlier} review speaks of {its}, and it is positive',
    'only one {earlier} reviewer wrote about {the}, and kindly',
  ],
  both: [
    'both {earlier} mentions of {its} are positive',
    'the two {remarks} on {the} so far are both happy ones',
    '{the} {comes} up twice in {reviews}, both times in a good way',
    'I found two {remarks} on {the}, and both are kind',
  ],
  all: [
    '{reviews} mention {the} {n} times, every time with approval',
    '{n} voices on {the}, and each one is glad',
    'all {n} {earlier} mentions of {its} are positive',
    '{the} {comes} up {n} times in {reviews}, always in a good way',
    'every one of the {n} {remarks} on {the} is a happy one',
    '{n} mentions of {the} so far, all of them positive',
    'I count {n} {earlier} {remarks} on {the}, and they are all good',
    'not one of the {n} mentions of {the} is a complaint',
    '{the} {has} {n} mentions to show, each of them positive',
    'there is nothing but praise for {the}, {n} times over',
    '{n} out of {n} {remarks} on {the} are happy',
    'I went through {n} {remarks} on {the} and found only praise',
  ],
  one: [
    'one of the {n} {earlier} mentions of {its} is positive, and {others} lukewarm',
    'of the {n} {remarks} on {the}, one is clearly happy, {others} neutral',
    'one mention of {the} is positive, and {others} neither here nor there',
  ],
  some: [
    '{the} {draws} applause in {agreeing} of {n} {remarks}',
    '{agreeing} voices out of {n} speak up for {the}',
    'with {agreeing} happy {remarks} out of {n}, {the} {does} fine',
    'among {n} {remarks} on {the} I see {agreeing} smiles',
    '{reviews} mention {the} {n} times, {agreeing} times with approval',
    '{agreeing} of the {n} {earlier} {remarks} on {the} are positive',
    'out of {n} {remarks} on {the}, {agreeing} are happy ones',
    '{the} {comes} up {n} times in {reviews}, {agreeing} of them in a good way',
    '{agreeing} out of {n} {earlier} {remarks} on {the} are good',
    'I count {agreeing} happy {remarks} among {n} about {the}',
    '{people} brought up {the} {n} times, and {agreeing} of those are positive',
    '{the} {gets} praise in {agreeing} of {n} mentions',
    '{its} {gets} a good word {agreeing} times out of {n}',
    'when {the} {comes} up, it is good news {agreeing} times out of {n}',
    'of the {n} times somebody wrote about {the}, {agreeing} were positive',
    'somebody praised {the} {agreeing} times, with {n} {remarks} in all',
    '{people} mention {the} {n} times, mostly kindly: {agreeing} of those are good',
    'I found {n} {remarks} on {the}, {agreeing} of them pleased',
    '{agreeing} in {n} {remarks} on {the} are favourable',
    'about {share} percent of the {n} {remarks} on {the} are positive',
    '{the} {scores} well, with {agreeing} of {n} {remarks} on the happy side',
  ],
};

export const complaints: CountedFrames = {
  only: [
    'the only {earlier} mention of {its} is a negative one',
    'there is just a single {remark} on {the} so far, and it is a complaint',
    'only one {earlier} review speaks of {its}, and it is negative',
    'only one {earlier} reviewer wrote about {the}, and was unhappy',
  ],
  both: [
    'both {earlier} mentions of {its} are negative',
    'the two {remarks} on {the} so far are both complaints',
    '{the} {comes} up twice in {reviews}, both times as a complaint',
    'I found two {remarks} on {the}, and both are unhappy',
  ],
  all: [
    'all {n} {earlier} mentions of {its} are negative',
    '{the} {comes} up {n} times in {reviews}, always as a complaint',
    'every one of the {n} {remarks} on {the} is a complaint',
    '{n} mentions of {the} so far, all of them negative',
    'I count {n} {earlier} {remarks} on {the}, and they are all unhappy',
    '{the} {has} {n} mentions, each of them negative',
    'I went through {n} {remarks} on {the} and found only complaints',
    '{n} out of {n} {remarks} on {the} are unhappy',
  ],
  one: [
    'one of the {n} {earlier} mentions of {its} is a clear complaint, and {others} lukewarm',
    'of the {n} {remarks} on {the}, one is clearly unhappy, {others} neutral',
    'one mention of {the} is negative, and {others} neither here nor there',
  ],
  some: [
    '{the} {draws} groans in {agreeing} of {n} {remarks}',
    '{agreeing} voices out of {n} speak against {the}',
    'with {agreeing} unhappy {remarks} out of {n}, {the} {does} poorly',
    'among {n} {remarks} on {the} I see {agreeing} frowns',
    '{reviews} mention {the} {n} times, {agreeing} times with annoyance',
    '{agreeing} of the {n} {earlier} {remarks} on {the} are negative',
    'out of {n} {remarks} on {the}, {agreeing} are complaints',
    '{the} {comes} up {n} times in {reviews}, {agreeing} of them as a complaint',
    '{agreeing} out of {n} {earlier} {remarks} on {the} are negative',
    'I count {agreeing} unhappy {remarks} among {n} about {the}',
    '{people} brought up {the} {n} times, and {agreeing} of those are complaints',
    '{the} {gets} criticism in {agreeing} of {n} mentions',
    'when {the} {comes} up, it is bad news {agreeing} times out of {n}',
    'of the {n} times somebody wrote about {the}, {agreeing} were unhappy',
    '{its} {draws} complaints {agreeing} times out of {n}',
    'somebody complained about {the} {agreeing} times, with {n} {remarks} in all',
    'I found {n} {remarks} on {the}, {agreeing} of them annoyed',
    '{agreeing} in {n} {remarks} on {the} are unfavourable',
    'a sobering {share} percent of the {n} {remarks} on {the} are negative',
    '{the} {scores} poorly, with {agreeing} of {n} {remarks} on the unhappy side',
  ],
};

/** Fewer than half of the mentions agree, the others being neutral for the most part: both sides are told. */
export const leaningFrames: Readonly<Record<'positive' | 'negative', readonly string[]>> = {
  positive: [
    'of {n} {remarks} on {the}, {agreeing} are happy, {opposing}, the others neutral',
    '{the} {comes} up {n} times, {agreeing} times favourably, {opposing}, and otherwise in passing',
    '{agreeing} of {n} {remarks} on {the} are clearly positive, {opposing}, and the rest could go either way',
    'the clear opinions on {the} are good ones: {agreeing} of {n} {remarks}, {opposing}',
  ],
  negative: [
    'of {n} {remarks} on {the}, {agreeing} are unhappy, {opposing}, the others neutral',
    '{the} {comes} up {n} times, {agreeing} times as a complaint, {opposing}, and otherwise in passing',
    '{agreeing} of {n} {remarks} on {the} are clearly negative, {opposing}, and the rest could go either way',
    'the clear opinions on {the} are bad ones: {agreeing} of {n} {remarks}, {opposing}',
  ],
};

/** For qualities and nuisances: the remarks are happy, not the people with it ("people like the ads"). */
export const dryFrames: Readonly<Record<'positive' | 'negative', readonly string[]>> = {
  positive: [
    '{agreeing} of the {n} {earlier} {remarks} on {the} are positive',
    'out of {n} {remarks} on {the}, {agreeing} are happy ones',
    'when {the} {comes} up, it is good news {agreeing} times out of {n}',
    'of the {n} times somebody wrote about {the}, {agreeing} were positive',
    '{people} mention {the} {n} times, {agreeing} times in a good way',
    '{agreeing} in {n} {remarks} on {the} are favourable',
    'I found {n} {remarks} on {the}, {agreeing} of them pleased',
  ],
  negative: [
    '{agreeing} of the {n} {earlier} {remarks} on {the} are negative',
    'out of {n} {remarks} on {the}, {agreeing} are complaints',
    'when {the} {comes} up, it is bad news {agreeing} times out of {n}',
    'of the {n} times somebody wrote about {the}, {agreeing} were unhappy',
    '{people} complain about {the} in {agreeing} of {n} {remarks}',
    '{agreeing} in {n} {remarks} on {the} are unfavourable',
    'I found {n} {remarks} on {the}, {agreeing} of them annoyed',
  ],
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
  'it is a bit of a coin toss on {the}: {positive} up, {negative} down',
  '{people} cannot agree on {the}, {positive} in favour and {negative} not',
  'I tallied {the}: {positive} good, {negative} bad',
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

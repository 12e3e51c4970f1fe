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
    'a lone {remark} on {the} is all I have, and it is a kind one',
    'I found a single {earlier} {remark} on {the}, and it is positive',
    '{the} {comes} up just once in {reviews}, in a good way',
    'the one voice on {the} so far sounds pleased',
    'just one person has commented on {the}, favourably',
    'my only source on {the} is happy',
    'there is one happy {remark} about {the}, and no other',
    'for {the} I can offer a single good {remark}',
    'the only {earlier} mention of {its} is a positive one',
    'there is just a single {remark} on {the} so far, and it is a happy one',
    'only one {earlier} review speaks of {its}, and it is positive',
    'only one {earlier} reviewer wrote about {the}, and kindly',
  ],
  both: [
    '{the} {gets} two mentions, and each is a happy one',
    'two voices on {the} so far, both pleased',
    'both {remarks} about {the} are kind',
    'I have two {remarks} on {the}, and they are good ones',
    'both {earlier} mentions of {its} are positive',
    'the two {remarks} on {the} so far are both happy ones',
    '{the} {comes} up twice in {reviews}, both times in a good way',
    'I found two {remarks} on {the}, and both are kind',
  ],
  all: [
    '{reviews} mention {the} {n} times and like it every time',
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
    '{reviews} mention {the} {n} times, {agreeing} times happily',
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
    'a lone {remark} on {the} is all I have, and it is an unhappy one',
    'I found a single {earlier} {remark} on {the}, and it is negative',
    '{the} {comes} up just once in {reviews}, as a complaint',
    'the one voice on {the} so far sounds annoyed',
    'just one person has commented on {the}, unfavourably',
    'my only source on {the} is displeased',
    'there is one unhappy {remark} about {the}, and no other',
    'for {the} I can only offer a single complaint',
    'the only {earlier} mention of {its} is a negative one',
    'there is just a single {remark} on {the} so far, and it is a complaint',
    'only one {earlier} review speaks of {its}, and it is negative',
    'only one {earlier} reviewer wrote about {the}, and was unhappy',
  ],
  both: [
    '{the} {gets} two mentions, and each is a complaint',
    'two voices on {the} so far, both annoyed',
    'both {remarks} about {the} are unhappy',
    'I have two {remarks} on {the}, and they are unhappy ones',
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
    '{reviews} mention {the} {n} times, {agreeing} times unhappily',
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

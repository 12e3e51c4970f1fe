import type { AspectWish } from '../../../schemas/dialog-plan.ts';

/** Clauses for a terse user, and for all others. */
export interface Frames {
  short: readonly string[];
  long: readonly string[];
}

/** Frames whose name ends in `Alone` use the label without an article. */
export interface WishFrames extends Frames {
  shortAlone: readonly string[];
  longAlone: readonly string[];
}

export const pastFrames: Readonly<Record<AspectWish['polarity'], WishFrames>> = {
  positive: {
    long: [
      'looking back, {the} gave me the most joy',
      'I praise {the} to everyone who asks',
      'nothing cheers me up like {the} done well',
      'I could not be happier with {the} so far',
      'I have been pleasantly surprised by {the} {before}',

      'what I love to write about is {the}',
      'I would go a long way for {aThing} {withGood}',
      'show me {aThing} {withGood} and I am pleased',
      'my happiest reviews were mostly about {the}',
      'I am all smiles when {the} {turns} out {fine}',
      'I have warm memories of {the}, looking back',
      'it is {the} that {makes} me a happy customer',

      'I [usually|always|tend to] love {aThing} {withGood}',
      'I [always|usually|mostly] [seem to|] enjoy {things} {withGoodAll}',
      '{the} {is} what I end up praising [most|most often|again and again]',
      'my favourite {things} so far all got {the} right',
      '{the} {has} been the best part of most {things} I liked',
      'I [get|am] really happy when {the} {is} {fine}',
      'whenever I [rave|go on] about {aThing}, it is [usually|mostly|nearly always] because of {the}',
      'I have come to [love|adore|treasure] {things} {withGoodAll}',
      'I [really|always|do] appreciate it when {the} {is} {fine}',
      'few things please me more than {the} done well',
      'I leave [happy|smiling|content] when {the} {is} {fine}',
      'my best [memories|experiences|finds] all have to do with {the}',
      'I have said [nice|kind|glowing] things about {the} {before}',
      'I am at my happiest when {the} {is} {fine}',
      '{the} {has} won me over {before}',
      'what has made me happy so far is {the}',
      'I have been [lucky|fortunate] with {the} up to now',
      '{the} {has} often made my day',
      '{the} usually {turns} a decent {thing} into a great one for me',
      'nothing pleases me like {aThing} {withGood}',
      'most of the praise I hand out is for {the}',
    ],
    longAlone: [
      '{goodOne} [wins|has won] me over every time',
      'I am a sucker for {goodOne}',
      'I am a big fan of {goodOne}',
      'I have been spoiled by {goodOne} so far',
      'give me {goodOne} and I am happy',
      'I have always enjoyed {goodOne}',
      '{goodOne} never fails to make me happy',
    ],
    short: [
      '{the} usually {makes} me happy',
      'I love it when {the} {is} {fine}',
      'I like {aThing} {withGood}',
      'I enjoy {aThing} {withGood}',
      'I have been happy with {the} so far',
      '{the} {has} been great for me so far',
      'the best thing for me has been {the}',
    ],
    shortAlone: [
      'I am a big fan of {goodOne}',
      'I love {goodOne}',
      '{goodOne} [always|usually] wins me over',
      'I enjoy {goodOne}',
      'I am a sucker for {goodOne}',
    ],
  },
  negative: {
    long: [
      'if anything lets me down, it is {the}',
      'bad luck with {the} has followed me around',
      'I still regret a choice because of {the}',
      '{the} {has} given me headaches {before}',
      'my list of complaints about {the} is long',

      'few things annoy me as quickly as {the} gone wrong',
      'I have written [angry|annoyed|bitter] reviews because of {the}',
      'it was {the} that disappointed me [most|last time|again and again]',
      'my trust in {the} is damaged',
      'I roll my eyes at {the}, it has been so disappointing',
      '{the} {has} been my main complaint',
      'I have paid a lot only to be let down by {the}',
      'somehow {the} always {lets} me down',

      'I have been let down by {the} {before}',
      '{the} {has} burned me {before}',
      'I have had [bad|rotten|little] luck with {the}',
      'I keep getting [disappointed|let down|annoyed] by {the}',
      'it is usually {the} that [{spoils}|{ruins}] things for me',
      'I have had my [fill|share] of disappointment with {the}',
      'I [dread|worry about] {the} after what I have been through',
      '{the} {has} cost me [a lot of patience|some nerves|my good mood] {before}',
      'I gave [poor|low|bad] marks for {the} {before}',
      'most of what I complain about [is|comes down to] {the}',
      '{the} {has} spoiled a few {things} for me',
      'I have walked away annoyed because of {the} {before}',
      'I am [a bit|rather|pretty] wary about {the} after some disappointments',
      '{the} {is} usually where things go wrong for me',
      'my worst experiences all came down to {the}',
      'I have been [frustrated|irritated|upset] by {the} {before}',
      '{the} {has} been a letdown for me {before}',
      'I have complained about {the} {before}',
      'I still [remember|recall] being [annoyed|let down|put off] by {the}',
      '{the} {has} ruined it for me {before}',
      'I have been stung by {the} {before}',
      'I never seem to have any luck with {the}',
    ],
    longAlone: [
      'poor {bare} {has} put me off {before}',
      'I am [so|really|a little] tired of {badOnes}',
      'I have put up with {badOnes} too often',
      'I have seen my share of {badOnes}',
      'I am fed up with {badOnes}',
      'I keep running into {badOnes}',
    ],
    short: [
      '{the} {has} let me down {before}',
      'I have been burned by {the} {before}',
      'I have had no luck with {the} so far',
      'I have been disappointed by {the}',
      'I have had bad experiences with {the}',
      '{the} usually {annoys} me',
      'I am wary about {the}',
      '{the} {has} been a letdown',
      'there have been too many disappointments with {the}',
    ],
    shortAlone: [
      'I am tired of {badOnes}',
      'I keep running into {badOnes}',
      'I am fed up with {badOnes}',
      'I have had enough of {badOnes}',
    ],
  },
  mixed: {
    long: [
      'what I have had of {the} ranges from lovely to dreadful',
      'it is a lottery with {the}, if you ask me',
      'one day I am happy with {the}, the next I am not',

      '{the} {has} earned both praise and complaints from me',
      '{the} {has} gone well and gone badly for me',
      'I never know what to expect from {the}',
      'I neither love nor hate {the} so far',

      'I have had both good and bad luck with {the}',
      '{the} {has} been hit or miss for me',
      '{the} {has} been great in some {things} and poor in others',
      'I have seen {the} go either way',
      'sometimes {the} {makes} it for me and sometimes {it} {ruins} it',
      '{the} {has} been a mixed bag so far',
      'my luck with {the} has been up and down',
      'I am torn on {the}, going by what I have had so far',
      '{the} {has} pleased me and let me down in about equal measure',
    ],
    longAlone: [
      'I have had {goodOne} and I have had {badOnes}',
      'I have found {goodOne} in some {things} and {badOnes} in others',
    ],
    short: [
      '{the} {has} been hit or miss',
      'I have had mixed luck with {the}',
      '{the} {has} been up and down for me',
      'I have had good and bad with {the}',
      '{the} can go either way',
    ],
    shortAlone: ['I have seen {goodOne}, I have seen {badOnes}'],
  },
};

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

/** For qualities (`{the}` reads "how friendly it is") and nuisances, which nobody is a fan of. */
export const carefulFrames: Readonly<Record<AspectWish['polarity'], Frames>> = {
  positive: {
    long: [
      'I have usually been [happy|content|pleased] with {the}',
      'I tend to be happy with {the}',
      'I have been [lucky|fortunate] with {the} so far',
      'what I praise most [often|] is {the}',
      'I have said [nice|kind|good] things about {the} {before}',
      'I [always|usually] appreciate it when a {thing} gets {the} right',
    ],
    short: ['I am usually happy with {the}', 'I have been lucky with {the}', 'so far I have been pleased with {the}'],
  },
  negative: {
    long: [
      'I have been [let down|annoyed|put off|frustrated] by {the} {before}',
      'I have complained about {the} {before}',
      'I keep getting [disappointed|annoyed] by {the}',
      'I am wary about {the} after a few disappointments',
      'most of what I complain about [is|comes down to] {the}',
      'I have had [bad|rotten] luck with {the}',
      'my worst experiences all came down to {the}',
    ],
    short: [
      'I have been let down by {the} before',
      'I am wary about {the}',
      'I have had bad luck with {the}',
      'I have been annoyed by {the} {before}',
    ],
  },
  mixed: {
    long: [
      'I have had good and bad luck with {the}',
      '{the} {has} been hit or miss for me',
      '{the} {matters} a bit too',
      'my luck with {the} has been up and down',
    ],
    short: ['I have had mixed luck with {the}', '{the} {matters} a bit', '{the} {has} been hit or miss'],
  },
};

/**
 * Sentences with the number of reviewers of the claim's own polarity (`agreeing`) and of all with an opinion (`opinions`). Those who spoke of it without
 * an opinion are not counted: nobody would say that of nine who mention the wait two liked it.
 */
export interface CountedFrames {
  /** One reviewer, and none of the other opinion. */
  only: readonly string[];
  /** Two, and none of the other opinion. */
  both: readonly string[];
  /** More, and none of the other opinion. */
  all: readonly string[];
  /** Some of the other opinion too. */
  some: readonly string[];
}

export const countedFrames: Readonly<Record<'positive' | 'negative', CountedFrames>> = {
  positive: {
    only: [
      'one reviewer praises {the}',
      'one reviewer had good words for {the}',
      'one earlier reviewer was pleased with {the}',
      'I have one review that speaks well of {the}',
      'somebody wrote well of {the} before',
      'a single reviewer praised {the}',
      'one person before you was pleased with {the}',
      'there is one good word on {the}',
    ],
    both: [
      'two reviewers praise {the}',
      'two reviewers were pleased with {the}',
      'I have two reviews that speak well of {the}',
      'both reviewers who judge {the} were pleased',
      'two people had good words for {the}',
      'two earlier reviews are kind to {the}',
    ],
    all: [
      '{agreeing} reviewers praise {the}, and nobody complains',
      '{agreeing} reviewers were pleased with {the}, and none was not',
      'all {agreeing} who judge {the} were pleased',
      'I have {agreeing} reviews that speak well of {the}, and none that does not',
      '{the} {gets} praise from {agreeing} reviewers, without one complaint',
      'I found {agreeing} good words on {the} and no bad one',
    ],
    some: [
      '{agreeing} of {opinions} reviewers who judge {the} were pleased',
      '{agreeing} of {opinions} were pleased with {the}',
      'out of {opinions} opinions on {the}, {agreeing} are good',
      '{agreeing} out of {opinions} praise {the}',
      'of {opinions} who judge {the}, {agreeing} had good words',
      '{the} pleased {agreeing} of {opinions} reviewers',
    ],
  },
  negative: {
    only: [
      'one reviewer complains about {the}',
      'one reviewer was not happy with {the}',
      'somebody was let down by {the}',
      'there is one complaint about {the}',
      'I have one review that speaks ill of {the}',
      'a single reviewer complained about {the}',
      'one person before you was annoyed by {the}',
    ],
    both: [
      'two reviewers complain about {the}',
      'two reviewers were not happy with {the}',
      'both reviewers who judge {the} complain',
      'there are two complaints about {the}',
      'two people were let down by {the}',
    ],
    all: [
      '{agreeing} reviewers complain about {the}, and nobody praises {its}',
      'all {agreeing} who judge {the} complain',
      'there are {agreeing} complaints about {the}, and not one good word',
      '{agreeing} reviewers were not happy with {the}, and none was',
    ],
    some: [
      '{agreeing} of {opinions} reviewers who judge {the} complain',
      '{agreeing} of {opinions} were not happy with {the}',
      'out of {opinions} opinions on {the}, {agreeing} are complaints',
      '{agreeing} out of {opinions} complain about {the}',
      'of {opinions} who judge {the}, {agreeing} were let down',
    ],
  },
};

/** Counts of both sides of a mixed claim. */
export const splitFrames: readonly string[] = [
  'reviewers are split on {the}, {positive} for and {negative} against',
  'opinions on {the} differ: {positive} good, {negative} bad',
  'it is a mixed picture on {the}, {positive} pleased and {negative} not',
  'the verdict on {the} is split, {positive} to {negative}',
  '{the} {divides} opinion, with {positive} on the good side and {negative} on the bad',
  'people cannot agree on {the}, {positive} in favour and {negative} not',
];

import type { AspectWish } from '../../../schemas/dialog-plan.ts';
import type { Frames } from './wish-frames.ts';

/** For qualities (`{the}` reads "how friendly it is") and nuisances, which nobody is a fan of. */
export const carefulFrames: Readonly<Record<AspectWish['polarity'], Frames>> = {
  positive: {
    long: [
      'I have usually been [happy|content|pleased] with {the}',
      'I tend to be happy with {the}',
      'I have been [lucky|fortunate] with {the} so far',
      'what I praise most [often|] is {the}',
      'I have said [nice|kind|good] things about {the} {before}',
      'I [always|usually] appreciate it when a_ {thing} gets {the} right',
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
  neutral: {
    long: [
      'I pay attention to {the}',
      'I tend to mention {the} in what I write',
      'I would like to know about {the} before I choose',
      'I keep an eye on {the}',
    ],
    short: ['I look at {the}', 'I pay attention to {the}', 'I want to know about {the}'],
  },
  mixed: {
    long: [
      'I have had good and bad luck with {the}',
      '{the} {has} been hit or miss for me',
      'my luck with {the} has been up and down',
    ],
    short: ['I have had mixed luck with {the}', '{the} {has} been hit or miss'],
  },
};

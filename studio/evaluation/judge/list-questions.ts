import type { JudgeQuestion } from '../../../schemas/judgement.ts';

/** What a judge is asked about a dialog: its scores `repetitions` times; with a run to compare with, which of the two is better, in both orders. */
export const listQuestions = (repetitions: number, against: string | null): JudgeQuestion[] => [
  ...Array.from({ length: repetitions }, (_, repetition) => ({ kind: 'judgement' as const, repetition })),
  ...(against === null
    ? []
    : [false, true].map((isSwapped) => ({ kind: 'comparison' as const, repetition: 0, against, isSwapped }))),
];

import type { Result } from '../results.ts';

export interface Measured {
  results: Result[];
  /** By the names that programs read. */
  figures: Readonly<Record<string, number>>;
}

export const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The bundled sample with a user or more for each dialog; few training clauses, since aspects are not what is measured. */
export const sampleArguments = (dialogs: number): string[] => {
  const users = Math.ceil(dialogs * 1.9 + 60);
  return [
    ...`--source sample --sample-users ${users} --limit ${dialogs}`.split(' '),
    ...'--set aspects.count=8 --set aspects.trainingClauses=2000'.split(' '),
  ];
};

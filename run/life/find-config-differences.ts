import type { RunConfig } from '../../schemas/run-config.ts';
import { selectDecisive } from './run-id.ts';

export interface ConfigDifference {
  /** `targets.limit` */
  path: string;
  known: unknown;
  given: unknown;
}

/** The settings that decide results and differ: with one of them it is another run. */
export function findConfigDifferences(known: RunConfig, given: RunConfig): ConfigDifference[] {
  const before = listLeaves(selectDecisive(known));
  const after = listLeaves(selectDecisive(given));
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((path) => {
    const difference = { path, known: before.get(path), given: after.get(path) };
    return JSON.stringify(difference.known) === JSON.stringify(difference.given) ? [] : [difference];
  });
}

/** A run may grow: what it has made stays a part of it. */
export const isGrowth = ({ path, known, given }: ConfigDifference): boolean =>
  path === 'targets.limit' &&
  typeof known === 'number' &&
  (given === null || (typeof given === 'number' && given > known));

/** `seed is 7 in the run, 8 here`, a line each. */
export const describeDifferences = (differences: readonly ConfigDifference[]): string =>
  differences.map(({ path, known, given }) => `${path} is ${show(known)} in the run, ${show(given)} here`).join('\n');

const show = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));

function listLeaves(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map([[path, value]]);
  const prefix = path === '' ? '' : `${path}.`;
  return new Map(Object.entries(value).flatMap(([key, below]) => [...listLeaves(below, `${prefix}${key}`)]));
}

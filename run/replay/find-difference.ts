import { isDeepStrictEqual } from 'node:util';
import type { Attempt, Dialog, Problem } from '../../schemas/dialog.ts';
import type { RecordedEnd } from './read-history.ts';

/** The first thing that today's code does otherwise than the run did. */
export interface Difference {
  /**
   * `workflow`: another step comes next; `text`, `problems`: of an attempt; `outcome`: of the dialog; `record`: the dialog's files say another
   * realizer than the run's config, or another realizer or request than was gathered of them; `request`: today's code asks another one.
   */
  at: 'workflow' | 'text' | 'problems' | 'outcome' | 'record' | 'request';
  turn: number | null;
  attempt: number | null;
  expected: string;
  found: string;
}

/** Between an answered attempt as it was recorded and as it was made again; undefined where there is none. */
export function findAttemptDifference(expected: Attempt | undefined, found: Attempt | undefined): Difference | null {
  const { turn, attempt } = expected ?? found ?? { turn: null, attempt: null };
  const at = { turn, attempt };
  if (expected?.turn !== found?.turn || expected?.attempt !== found?.attempt) {
    return { at: 'workflow', ...at, expected: describeAttempt(expected), found: describeAttempt(found) };
  }
  if (expected === undefined || found === undefined) return null;
  if (expected.text !== found.text) return { at: 'text', ...at, expected: expected.text, found: found.text };
  if (expected.accepted !== found.accepted || !isDeepStrictEqual(expected.problems, found.problems)) {
    return {
      at: 'problems',
      ...at,
      expected: describeProblems(expected.problems),
      found: describeProblems(found.problems),
    };
  }
  return null;
}

/** Between a dialog as it ended and as it ends today. */
export function findOutcomeDifference(expected: Dialog, found: Dialog | undefined): Difference | null {
  const ended = findEndDifference(expected, found);
  if (ended !== null || found === undefined || isDeepStrictEqual(expected, found)) return ended;
  const differing = expected.turns.findIndex((turn, place) => !isDeepStrictEqual(turn, found.turns[place]));
  const turn = differing === -1 ? found.turns.length : differing;
  return {
    at: 'outcome',
    turn,
    attempt: null,
    expected: JSON.stringify(expected.turns[turn] ?? null),
    found: JSON.stringify(found.turns[turn] ?? null),
  };
}

/** The same for how it ended alone. */
export function findEndDifference(expected: RecordedEnd, found: RecordedEnd | undefined): Difference | null {
  if (expected.status === found?.status && expected.reason === found.reason) return null;
  return {
    at: 'outcome',
    turn: null,
    attempt: null,
    expected: describeEnd(expected),
    found: describeEnd(found),
  };
}

const describeAttempt = (made: Attempt | undefined): string =>
  made === undefined ? 'no further attempt' : `turn ${made.turn}, attempt ${made.attempt}`;

const describeProblems = (problems: readonly Problem[]): string =>
  problems.length === 0 ? 'accepted' : problems.map(({ check, detail }) => `${check}: ${detail}`).join('; ');

const describeEnd = (end: RecordedEnd | undefined): string =>
  end === undefined ? 'no end' : `${end.status}${end.reason === null ? '' : `: ${end.reason}`}`;

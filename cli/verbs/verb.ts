import { Option } from 'commander';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';

export type End = (exitCode: ExitCode) => void;

/** Adds a verb with its help. What it does is imported when it is called. */
export type AddVerb = (program: Command, context: Context, end: End) => void;

export const runsOption = (): Option =>
  new Option('--runs <DIR>', 'folder of the runs (default: CONVREC_RUNS, else ./runs)');

export const examples = (lines: readonly string[]): string =>
  ['Examples:', ...lines.map((line) => `  ${line}`)].join('\n');

/** Collects an option that may be given several times. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

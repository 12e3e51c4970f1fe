import type { Context } from './context.ts';

/** Flags of `launch` that take a value and may have to change when the command is given again. */
const flagsWithValue: readonly string[] = ['--preview', '--budget-usd', '--budget-tokens'];

type Given = Pick<Context, 'args' | 'env'>;

/** The command that was given, for a shell, without some of its flags and with others at its end. */
export function repeatCommand(given: Given, without: readonly string[], more: readonly string[] = []): string {
  const { args } = given;
  const isDropped = (arg: string, at: number): boolean => {
    const before = args[at - 1] ?? '';
    return (
      without.some((flag) => arg === flag || arg.startsWith(`${flag}=`)) ||
      (without.includes(before) && flagsWithValue.includes(before))
    );
  };
  const kept = args.filter((arg, at) => !isDropped(arg, at));
  return toCommand([...kept, ...more, ...(findRunsFlag(args) === undefined ? runsWords(given) : [])]);
}

/** A command that looks at, or goes on with, the runs of the one that was given: in the same folder of runs. */
export const furtherCommand = (words: readonly string[], given: Given): string =>
  toCommand([...words, ...runsWords(given)]);

/** Returns no flag where the runs lie in ./runs, which every command takes by itself. */
function runsWords({ args, env }: Given): string[] {
  const runs = findRunsFlag(args) ?? env['CONVREC_RUNS'];
  return runs === undefined || runs === '' || runs === 'runs' ? [] : ['--runs', runs];
}

function findRunsFlag(args: readonly string[]): string | undefined {
  const at = args.findLastIndex((arg) => arg === '--runs' || arg.startsWith('--runs='));
  return args[at] === '--runs' ? args[at + 1] : args[at]?.slice('--runs='.length);
}

const toCommand = (words: readonly string[]): string => ['npx convrec', ...words.map(quoteForShell)].join(' ');

const quoteForShell = (text: string): string =>
  /^[\w@%+=:,./~-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** Flags of `launch` that take a value and may have to change when the command is given again. */
const flagsWithValue: readonly string[] = ['--preview', '--budget-usd', '--budget-tokens'];

/** The command that was given, for a shell, without some of its flags and with others at its end. */
export function repeatCommand(
  args: readonly string[],
  without: readonly string[],
  more: readonly string[] = [],
): string {
  const isDropped = (arg: string, at: number): boolean => {
    const before = args[at - 1] ?? '';
    return (
      without.some((flag) => arg === flag || arg.startsWith(`${flag}=`)) ||
      (without.includes(before) && flagsWithValue.includes(before))
    );
  };
  const kept = args.filter((arg, at) => !isDropped(arg, at));
  return ['npx convrec', ...[...kept, ...more].map(quoteForShell)].join(' ');
}

const quoteForShell = (text: string): string =>
  /^[\w@%+=:,./~-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

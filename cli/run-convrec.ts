import pc from 'picocolors';
import type { ExitCode } from './exit-codes.ts';
import { runCommand } from './main.ts';
import type { Terminal } from './output/terminal.ts';

export interface CommandSurroundings {
  /** Where relative paths start and `convrec.yaml` is looked for; default: the process's working folder. */
  folder?: string;
  /** Default: the process's environment. */
  env?: NodeJS.ProcessEnv;
  /** What the command reads as stdin. */
  input?: string;
  /** Hears each line of how it goes, as it comes. */
  onNote?: (line: string) => void;
}

export interface CommandOutcome {
  exitCode: ExitCode;
  /** What the command writes to stdout; with `--json` one JSON object, or one a line. */
  output: string;
}

/**
 * Runs one command of `convrec` in this process, e.g. `['launch', '--limit', '20', '--json']`, and keeps its output in memory. A command that fails
 * throws nothing: its exit code says what it was, its last notes what to do.
 */
export async function runConvrec(
  args: readonly string[],
  { folder = process.cwd(), env = process.env, input = '', onNote = () => {} }: CommandSurroundings = {},
): Promise<CommandOutcome> {
  const colours = pc.createColors(false);
  let output = '';
  const terminal: Terminal = {
    write: async (text) => {
      output += text;
    },
    note: onNote,
    isOutTty: false,
    isNoteTty: false,
    colours,
    noteColours: colours,
  };
  const exitCode = await runCommand(args, { terminal, env, folder, readInput: async () => input });
  return { exitCode, output };
}

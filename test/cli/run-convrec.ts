import { tmpdir } from 'node:os';
import pc from 'picocolors';
import { runCommand } from '../../cli/main.ts';
import type { Terminal } from '../../cli/output/terminal.ts';

export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command in this process with a terminal that only listens. */
export async function convrec(
  args: readonly string[],
  { input = '', env = {}, folder = tmpdir() } = {},
): Promise<Outcome> {
  const colours = pc.createColors(false);
  const outcome: Outcome = { code: null, out: '', err: '' };
  const terminal: Terminal = {
    write: async (text) => {
      outcome.out += text;
    },
    note: (line) => {
      outcome.err += `${line}\n`;
    },
    isOutTty: false,
    isNoteTty: false,
    colours,
    noteColours: colours,
  };
  outcome.code = await runCommand(args, { terminal, env, folder, readInput: async () => input });
  return outcome;
}

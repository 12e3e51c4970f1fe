import { once } from 'node:events';
import { isatty } from 'node:tty';
import pc from 'picocolors';

export type Colours = ReturnType<typeof pc.createColors>;

/** Where a command writes: results to stdout, everything about how it goes to stderr. */
export interface Terminal {
  /** Waits while the reader is slow, so that a result of any size takes no memory. */
  write: (text: string) => Promise<void>;
  note: (line: string) => void;
  isOutTty: boolean;
  isNoteTty: boolean;
  /** For stdout. They do nothing unless it is a terminal and NO_COLOR is not set. */
  colours: Colours;
  /** For stderr. */
  noteColours: Colours;
}

export function createTerminal(env: NodeJS.ProcessEnv = process.env): Terminal {
  const isOutTty = isatty(1);
  const isNoteTty = isatty(2);
  const wantsColour = (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return {
    write: async (text) => {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
    note: (line) => {
      process.stderr.write(`${line}\n`);
    },
    isOutTty,
    isNoteTty,
    colours: pc.createColors(isOutTty && wantsColour),
    noteColours: pc.createColors(isNoteTty && wantsColour),
  };
}

import { once } from 'node:events';
import { z } from 'zod';
import type { PageServer } from '../run/serving/serve-page.ts';
import { StudioFailure } from '../schemas/failure.ts';
import type { ExitCode } from './exit-codes.ts';
import { listenForInterruption } from './interruption.ts';
import type { Terminal } from './output/terminal.ts';

/** Prints a page's address after some notes, and keeps it up until Ctrl+C, which is its proper end. */
export async function serveHere(server: PageServer, notes: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const interruption = listenForInterruption();
  try {
    for (const note of notes) terminal.note(note);
    await terminal.write(`${server.address}\n`);
    if (!interruption.signal.aborted) await once(interruption.signal, 'abort');
  } finally {
    await server.close();
    interruption.stopListening();
  }
  return 0;
}

/** `--port` of a verb; 0, any free one, where it is not given. Throws InvalidRunConfig. */
export function parsePort(given: string | undefined, verb: string): number {
  if (given === undefined) return 0;
  const parsed = z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .safeParse(given.trim() === '' ? Number.NaN : given);
  if (parsed.success) return parsed.data;
  throw new StudioFailure('InvalidRunConfig', `--port ${JSON.stringify(given)} is not a port, 0 to 65535`, {
    remedy: `See \`convrec ${verb} --help\`.`,
  });
}

import type { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunFolder } from '../dependencies.ts';
import { isSound, isWritten, sumLine } from './summed-line.ts';

/** What was done, one JSON line each, in the order it was done. A line is written before anything depends on it. */
export interface Journal<T> {
  readonly entries: readonly T[];
  append(entry: T): Promise<void>;
}

/** Journals of one kind, each by its path below a run's folder. All throw RunFolderUnusable, with file and line, where a line is damaged. */
export interface Journals<T> {
  /**
   * Opens a journal to go on with it, for the one activity that writes it. A half-written last line is cut off: its call has no kept answer, and if
   * it was paid, the ledger counts it in full. What this process knows of the file is used as long as the file has the size that this process
   * left it with.
   */
  open(run: RunFolder, file: string): Promise<Journal<T>>;
  /** The entries so far, whoever is writing: a half-written last line is skipped and stays. Empty where there is no file. */
  read(run: RunFolder, file: string): Promise<T[]>;
  /** Forgets a journal that nobody goes on with: what this process knows of it would only take room. */
  close(run: RunFolder, file: string): void;
}

interface KnownJournal<T> {
  entries: T[];
  bytes: number;
}

/** As many as a run simulates at once: a journal that falls out is read again. */
const maximumKnown = 1024;

/** `remedy` is what a person can do about a damaged line, in one sentence. */
export function createJournals<T extends object>(schema: z.ZodType<T>, remedy: string): Journals<T> {
  const known = new Map<string, KnownJournal<T>>();
  const remember = (key: string, journal: KnownJournal<T>): void => {
    known.delete(key);
    known.set(key, journal);
    for (const oldest of known.keys()) {
      if (known.size <= maximumKnown) break;
      known.delete(oldest);
    }
  };
  const parse = (whole: string, path: string): T[] => parseLines(whole, path, schema, remedy);
  const mend = async (run: RunFolder, file: string): Promise<KnownJournal<T>> => {
    const text = (await run.readText(file)) ?? '';
    const whole = wholeLinesOf(text);
    const entries = parse(whole, run.path(file));
    if (whole.length < text.length) await run.writeText(file, whole);
    return { entries, bytes: Buffer.byteLength(whole) };
  };
  return {
    async open(run, file) {
      const key = run.path(file);
      const bytes = await run.sizeOf(file);
      const found = known.get(key);
      const current = found?.bytes === bytes ? found : await mend(run, file);
      remember(key, current);
      return {
        entries: current.entries,
        async append(entry) {
          const line = sumLine(entry);
          // Forgotten first: if the write fails half-way, the next opener reads what the file really holds.
          known.delete(key);
          await run.appendLine(file, line);
          current.entries.push(entry);
          current.bytes += Buffer.byteLength(line) + 1;
          remember(key, current);
        },
      };
    },
    read: async (run, file) => parse(wholeLinesOf((await run.readText(file)) ?? ''), run.path(file)),
    close: (run, file) => void known.delete(run.path(file)),
  };
}

/** A crash can leave a half-written line, and only at the end. One that was written to its end is damaged behind it. */
function wholeLinesOf(text: string): string {
  const end = text.lastIndexOf('\n') + 1;
  return isWritten(text.slice(end)) ? text : text.slice(0, end);
}

/** A whole line that cannot be read was damaged by something else than a crash of ours. */
function parseLines<T>(whole: string, path: string, schema: z.ZodType<T>, remedy: string): T[] {
  return whole.split('\n').flatMap((line, at) => {
    if (line === '') return [];
    try {
      const entry = schema.parse(JSON.parse(line));
      if (!isSound(line)) throw new Error('its checksum is not that of its content');
      return [entry];
    } catch (error) {
      const message = `${path}: line ${at + 1} is damaged`;
      throw new StudioFailure('RunFolderUnusable', message, { remedy, isLasting: true }, error);
    }
  });
}

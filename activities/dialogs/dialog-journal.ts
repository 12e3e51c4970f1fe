import { AttemptSchema } from '../../schemas/dialog.ts';
import type { Attempt } from '../../schemas/dialog.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunFolder } from '../dependencies.ts';

/** Attempts of one dialog, one JSON line each, in the order they were made. Written before anything depends on them. */
export interface DialogJournal {
  readonly attempts: readonly Attempt[];
  append(attempt: Attempt): Promise<void>;
}

interface KnownJournal {
  attempts: Attempt[];
  bytes: number;
}

const dialogIdPattern = /^d[0-9a-f]{20}$/u;

/** As many as a run simulates at once: a journal that falls out is read again. */
const maximumKnown = 1024;
const known = new Map<string, KnownJournal>();

/** Path below the run's folder. Only our own hashes become file names. */
export function dialogFile(dialogId: string, extension: 'json' | 'jsonl'): string {
  if (!dialogIdPattern.test(dialogId)) throw new RangeError(`${JSON.stringify(dialogId.slice(0, 40))} is no dialog id`);
  return `work/dialogs/${dialogId}.${extension}`;
}

/** Opens a journal; what this process knows of it is used as long as the file has the size that this process left it with. */
export async function openDialogJournal(run: RunFolder, dialogId: string): Promise<DialogJournal> {
  const file = dialogFile(dialogId, 'jsonl');
  const key = run.path(file);
  const bytes = await run.sizeOf(file);
  let journal = known.get(key);
  if (journal?.bytes !== bytes) journal = await readJournal(run, file);
  remember(key, journal);
  const current = journal;
  return {
    attempts: current.attempts,
    async append(attempt) {
      const line = JSON.stringify(attempt);
      // Forgotten first: if the write fails half-way, the next opener reads what the file really holds.
      known.delete(key);
      await run.appendLine(file, line);
      current.attempts.push(attempt);
      current.bytes += Buffer.byteLength(line) + 1;
      remember(key, current);
    },
  };
}

/** Of a dialog that ended: what this process knows of it would only take room. */
export function closeDialogJournal(run: RunFolder, dialogId: string): void {
  known.delete(run.path(dialogFile(dialogId, 'jsonl')));
}

/** A crash can leave a torn last line: the call it belongs to has no kept answer, so the line is cut off before anything follows it. */
async function readJournal(run: RunFolder, file: string): Promise<KnownJournal> {
  const text = (await run.readText(file)) ?? '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await run.writeText(file, whole);
  const attempts = whole
    .split('\n')
    .flatMap((line, at) => (line === '' ? [] : [readAttempt(line, run.path(file), at + 1)]));
  return { attempts, bytes: Buffer.byteLength(whole) };
}

/** A line in the middle that is no attempt was damaged by something else than a crash of ours. */
function readAttempt(line: string, path: string, number: number): Attempt {
  try {
    return AttemptSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new StudioFailure(
      'RunFolderUnusable',
      `${path}: line ${number} is damaged`,
      {
        remedy:
          'Take out that line and all below it, then launch again: their calls are made again, those above are kept.',
        isLasting: true,
      },
      error,
    );
  }
}

function remember(key: string, journal: KnownJournal): void {
  known.delete(key);
  known.set(key, journal);
  for (const oldest of known.keys()) {
    if (known.size <= maximumKnown) break;
    known.delete(oldest);
  }
}

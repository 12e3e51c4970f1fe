import type { Dependencies, RunFolder } from '../../activities/dependencies.ts';
import { dialogFile } from '../../activities/dialogs/dialog-files.ts';
import { AttemptSchema, DialogSchema } from '../../schemas/dialog.ts';
import type { Attempt, Dialog } from '../../schemas/dialog.ts';
import type { RunRef } from '../../schemas/run-ref.ts';

/** What activities need to make a recorded dialog again: the run as it is, but for the dialog's own files, which begin empty and stay in memory. */
export interface Rehearsal {
  deps: Dependencies;
  /** What was made so far. */
  attempts(): Attempt[];
  /** Undefined until it is finished. */
  dialog(): Dialog | undefined;
}

export function openRehearsal(
  deps: Dependencies,
  dialogId: string,
  createRealizer: Dependencies['createRealizer'],
): Rehearsal {
  const journalFile = dialogFile(dialogId, 'attempts');
  const recordFile = dialogFile(dialogId, 'record');
  /** Undefined: not there yet. */
  const own = new Map<string, string | undefined>([
    [journalFile, undefined],
    [recordFile, undefined],
  ]);
  const openRun = (ref: RunRef): RunFolder => {
    const run = deps.openRun(ref);
    return {
      ...run,
      // What this process knows of the real files must not be taken for what is known of these.
      path: (relative) => `${run.path(relative)} (rehearsed)`,
      readText: async (relative) => (own.has(relative) ? own.get(relative) : run.readText(relative)),
      sizeOf: async (relative) => Buffer.byteLength(own.get(relative) ?? ''),
      writeText: async (relative, content) => write(relative, content),
      appendLine: async (relative, line) => write(relative, `${own.get(relative) ?? ''}${line}\n`),
      writeBytes: refuse,
      createText: refuse,
      removeFolder: refuse,
      writeManifest: refuse,
    };
  };
  const write = (relative: string, content: string): void => {
    if (!own.has(relative)) throw new Error(`a rehearsal writes nothing, but was to write ${relative}`);
    own.set(relative, content);
  };
  return {
    deps: {
      ...deps,
      openRun,
      createRealizer,
      cancellation: () => new AbortController().signal,
      // Slices never end by time: they are made for their answers, not for their grain.
      nowMs: () => 0,
      isPaced: () => Promise.resolve(false),
    },
    attempts: () => parseLines(own.get(journalFile) ?? ''),
    dialog: () => {
      const text = own.get(recordFile);
      return text === undefined ? undefined : DialogSchema.parse(JSON.parse(text));
    },
  };
}

const refuse = (): Promise<never> => Promise.reject(new Error('a rehearsal writes nothing into the run'));

const parseLines = (text: string): Attempt[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => AttemptSchema.parse(JSON.parse(line)));

import { Worker } from 'node:worker_threads';
import { StudioFailure, failureNames } from '../../schemas/failure.ts';
import type { FailureDetails } from '../../schemas/failure.ts';

export interface ThreadedWork<Task> {
  /** Module that each thread runs: JavaScript, which registers what it needs to load TypeScript. */
  entry: URL;
  /** Handed to every thread as it starts; plain data. */
  setup: unknown;
  tasks: readonly Task[];
  threads: number;
  signal: AbortSignal;
  onDone: (task: Task) => void;
  /** For messages, e.g. `the mentions of 2019-03`. */
  describe: (task: Task) => string;
}

/** What a thread finds as its `workerData`. */
export interface ThreadData {
  setup: unknown;
  /** One 32-bit integer, 1 when the thread should stop where it is. */
  stop: SharedArrayBuffer;
}

/** What a thread answers to each task. */
export type ThreadAnswer =
  | { kind: 'done' | 'stopped' }
  | { kind: 'failed'; name: string; message: string; details: FailureDetails; stack: string };

/** How long a thread may take to notice that it should stop; it is then ended from outside. */
const stopMs = 10_000;

/**
 * Gives each task to the next idle thread; returns when all are done and the threads have ended. The first task that fails, or the first
 * thread that ends by itself, stops the rest and rejects. Rejects with the signal's reason when that is aborted.
 */
export async function runOnThreads<Task>(work: ThreadedWork<Task>): Promise<void> {
  const { entry, setup, tasks, signal } = work;
  signal.throwIfAborted();
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const stopAll = (): void => void Atomics.store(stop, 0, 1);
  signal.addEventListener('abort', stopAll, { once: true });
  const waiting = tasks.values();
  const failures: unknown[] = [];
  const lives = Array.from({ length: Math.min(work.threads, tasks.length) }, async () => {
    const workerData: ThreadData = { setup, stop: stop.buffer };
    try {
      await workOff(work, new Worker(entry, { workerData, execArgv: [] }), waiting, stop);
    } catch (error) {
      failures.push(error);
      stopAll();
    }
  });
  await Promise.all(lives);
  signal.removeEventListener('abort', stopAll);
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
}

/** One thread's life: a task after the other until none is left, or all are to stop. Settles when the thread has ended. */
function workOff<Task>(
  { describe, onDone, signal }: ThreadedWork<Task>,
  thread: Worker,
  waiting: Iterator<Task>,
  stop: Int32Array,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let task: Task | undefined;
    let failure: Error | undefined;
    let ending: NodeJS.Timeout | undefined;
    const endSoon = (): void => {
      ending = setTimeout(() => void thread.terminate(), stopMs);
    };
    const giveNext = (): void => {
      const given = Atomics.load(stop, 0) === 1 ? undefined : waiting.next();
      task = given?.done === false ? given.value : undefined;
      // Null lets the thread end by itself, once DuckDB has let go of it.
      thread.postMessage(task ?? null);
    };
    thread.on('message', (answer: ThreadAnswer) => {
      if (task === undefined) return;
      if (answer.kind === 'done') onDone(task);
      if (answer.kind === 'failed') {
        failure = toError(answer, describe(task));
        Atomics.store(stop, 0, 1);
      }
      giveNext();
    });
    thread.once('error', (error) => {
      const doing = task === undefined ? 'without a task' : `while it made ${describe(task)}`;
      failure = new Error(`a thread ended ${doing}: ${error.message}`, { cause: error });
    });
    thread.once('exit', (code) => {
      clearTimeout(ending);
      signal.removeEventListener('abort', endSoon);
      if (task !== undefined) failure ??= new Error(`a thread ended with code ${code} while it made ${describe(task)}`);
      if (failure === undefined) resolve();
      else reject(failure);
    });
    signal.addEventListener('abort', endSoon, { once: true });
    giveNext();
  });
}

function toError({ name, message, details, stack }: Extract<ThreadAnswer, { kind: 'failed' }>, doing: string): Error {
  const known = failureNames.find((failure) => failure === name);
  if (known !== undefined) return new StudioFailure(known, message, details);
  const error = new Error(`${doing}: ${message}`);
  error.stack = stack;
  return error;
}

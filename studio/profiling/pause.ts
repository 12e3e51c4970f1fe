import { setImmediate } from 'node:timers/promises';

/** Called often by long work; lets the event loop turn when it is due, and throws when the work is no longer wanted. */
export type Pause = (progress: string) => Promise<void>;

/** For short work: never pauses. */
export const withoutPause: Pause = () => Promise.resolve();

export interface PauseOptions {
  nowMs: () => number;
  /** Told of the progress at every turn of the event loop. */
  report: (progress: string) => void;
  signal: AbortSignal;
}

/** A worker's heartbeats and polls share the thread: none of them waits longer than this for the computation. */
const longestTurnMs = 50;

export function createPause({ nowMs, report, signal }: PauseOptions): Pause {
  let turnedAtMs = nowMs();
  return async (progress) => {
    if (nowMs() - turnedAtMs < longestTurnMs) return;
    report(progress);
    await setImmediate();
    signal.throwIfAborted();
    turnedAtMs = nowMs();
  };
}

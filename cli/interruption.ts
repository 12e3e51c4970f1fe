import type { ExitCode } from './exit-codes.ts';

/** A person, or the system, asked this process to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode) {
    super('interrupted');
    this.exitCode = exitCode;
  }
}

export interface Interruption {
  /** Aborted at the first signal, with an `Interrupted` as its reason. */
  signal: AbortSignal;
  /** Rejects at the first signal, for work that has nothing to finish; the work itself goes on until the process ends. */
  during<T>(work: Promise<T>): Promise<T>;
  stopListening(): void;
}

/** npm hands a Ctrl+C on to its child, which has it from the terminal already: within this time it is the same one. */
const sameSignalMs = 500;

const exitCodeOfSignal = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** The first Ctrl+C (or SIGTERM, or the SIGHUP of a terminal that closes) aborts the signal; a later one ends the process at once. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let firstAtMs: number | undefined;
  const onSignal = (name: NodeJS.Signals): void => {
    const exitCode = name === 'SIGHUP' || name === 'SIGTERM' ? exitCodeOfSignal[name] : exitCodeOfSignal.SIGINT;
    if (firstAtMs === undefined) {
      firstAtMs = Date.now();
      controller.abort(new Interrupted(exitCode));
    } else if (Date.now() - firstAtMs > sameSignalMs) {
      process.exit(exitCode);
    }
  };
  for (const name of signals) process.on(name, onSignal);
  const { signal } = controller;
  return {
    signal,
    during: (work) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const onAbort = (): void => reject(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
      }),
    stopListening: () => {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}

import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isErrorCode } from '../storage/error-code.ts';
import { findProcesses, identifyProcess, isAlive } from '../storage/process-identity.ts';
import type { StateFolder } from './state-folder.ts';

const gracefulStopMs = 10_000;
const killMs = 5_000;
const pollMs = 50;

/**
 * Pids of the servers on this folder's database, recognised by their command lines. So a pid that is used again is never
 * taken for the server, and a server whose starter was killed before it could note the pid is found all the same.
 */
export function findServerProcesses({ database }: StateFolder): number[] {
  return findProcesses(['server start-dev', `--db-filename ${database} `]);
}

/** SIGTERM, then SIGKILL for one that takes too long. Returns when all have ended, so that port and database are free. */
export async function endServerProcesses(folder: StateFolder): Promise<void> {
  // A process loses its command line some time before it has closed its files, so its end is told by its identity.
  const servers = findServerProcesses(folder).flatMap((pid) => identifyProcess(pid) ?? []);
  for (const [signal, waitMs] of [
    ['SIGTERM', gracefulStopMs],
    ['SIGKILL', killMs],
  ] as const) {
    signalServerProcesses(folder, signal);
    const deadline = Date.now() + waitMs;
    while (Date.now() < deadline) {
      if (!servers.some(isAlive)) return;
      await sleep(pollMs);
    }
  }
  const left = servers.filter(isAlive).map(({ pid }) => pid);
  if (left.length > 0) throw new Error(`the Temporal server (process ${left.join(', ')}) cannot be ended`);
}

export function signalServerProcesses(folder: StateFolder, signal: NodeJS.Signals): void {
  for (const pid of findServerProcesses(folder)) {
    try {
      kill(pid, signal);
    } catch (error) {
      // It may end between the look and the signal.
      if (!isErrorCode(error, 'ESRCH')) throw error;
    }
  }
}

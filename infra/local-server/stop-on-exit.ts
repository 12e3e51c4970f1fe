import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Lease } from './leases.ts';
import { signalServerProcesses } from './server-process.ts';
import type { ServerState, StateFolder } from './state-folder.ts';

/**
 * When the process exits without having left the server (an uncaught error, `process.exit`), its lease goes, and with the
 * last lease the server gets its SIGTERM. An exit handler cannot wait: when another process has the lock just then, the
 * server is left running for the next one that opens it. Returns what takes the handler off again.
 */
export function stopOnExit(folder: StateFolder, state: ServerState, lease: Lease): () => void {
  const onExit = (): void => {
    try {
      rmSync(lease.path, { force: true });
      // A server whose folder was deleted is of no use to anybody.
      if (!existsSync(folder.leases)) signalServerProcesses(folder, 'SIGTERM');
      else if (!hasLeases(folder) && tryToLock(folder, lease)) endUnlessLeased(folder, state);
    } catch {
      // Nothing that fails here may change how the process ends; the next one to open the folder ends the server.
    }
  };
  process.once('exit', onExit);
  return () => {
    process.off('exit', onExit);
  };
}

function endUnlessLeased(folder: StateFolder, state: ServerState): void {
  try {
    if (hasLeases(folder)) return;
    writeFileSync(folder.state, JSON.stringify({ ...state, stopping: true }));
    signalServerProcesses(folder, 'SIGTERM');
  } finally {
    rmSync(folder.lock, { force: true });
  }
}

function hasLeases({ leases }: StateFolder): boolean {
  return readdirSync(leases).some((name) => name.endsWith('.json'));
}

/** A lock as `withLock` writes it. */
function tryToLock({ lock }: StateFolder, { pid, startedAt, path }: Lease): boolean {
  try {
    writeFileSync(lock, JSON.stringify({ pid, startedAt, nonce: path }), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

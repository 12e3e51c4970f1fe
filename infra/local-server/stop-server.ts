import { findFullDisk } from '../storage/disk-full.ts';
import { readJsonFile, writeJsonFile } from '../storage/json-file.ts';
import { findLeases, type Lease } from './leases.ts';
import { withLock } from '../storage/exclusive-lock.ts';
import { endServerProcesses, findServerProcesses } from './server-process.ts';
import { locateStateFolder, ServerStateSchema, type ServerState, type StateFolder } from './state-folder.ts';

export interface ServerStatus {
  /** Undefined when no server runs on this folder's database. */
  running: ServerState | undefined;
  /** Processes that use the server now. */
  users: Pick<Lease, 'pid' | 'holder'>[];
  folder: StateFolder;
}

/** A look without the lock, so it may be a moment old. Starts and changes nothing but the leases of killed processes. */
export async function readServerState(stateFolder: string): Promise<ServerStatus> {
  const folder = await locateStateFolder(stateFolder);
  const { live } = await findLeases(folder.leases);
  return {
    running: await findRunning(folder),
    users: live.map(({ pid, holder }) => ({ pid, holder })),
    folder,
  };
}

/** The recorded server, where it is the one whose process runs. */
export async function findRunning(folder: StateFolder): Promise<ServerState | undefined> {
  const state = await readJsonFile(folder.state, ServerStateSchema);
  if (typeof state === 'string') return undefined;
  return findServerProcesses(folder).includes(state.pid) ? state : undefined;
}

/**
 * For `convrec server stop`: ends the server of this folder and returns true when there was one. Leaves it running and
 * returns the pids of the runs that use it, unless `force` is given; a run goes on when its server is back.
 */
export async function stopServer(
  stateFolder: string,
  { force = false }: { force?: boolean } = {},
): Promise<{ stopped: boolean; usedBy: number[] }> {
  const folder = await locateStateFolder(stateFolder);
  if (findServerProcesses(folder).length === 0) return { stopped: false, usedBy: [] };
  return withStateLock(folder, async () => {
    const { live } = await findLeases(folder.leases);
    const usedBy = live.filter(({ holder }) => holder === 'run').map(({ pid }) => pid);
    if (usedBy.length > 0 && !force) return { stopped: false, usedBy };
    await endServer(folder);
    return { stopped: true, usedBy };
  });
}

/** The caller holds the lock. */
export async function endServer(folder: StateFolder): Promise<void> {
  const state = await readJsonFile(folder.state, ServerStateSchema);
  // On a full disk it cannot be noted, and the server ends all the same.
  if (typeof state !== 'string') await writeJsonFile(folder.state, { ...state, stopping: true }).catch(passFullDisk);
  await endServerProcesses(folder);
}

function passFullDisk(error: unknown): void {
  if (findFullDisk(error) === undefined) throw error;
}

/** Longer than a start and a stop together take, so that a living owner is only ever waited for, unless it hangs. */
const lockTimeoutMs = 120_000;

export async function withStateLock<T>(
  folder: StateFolder,
  work: () => Promise<T>,
  onWait?: (pid: number) => void,
): Promise<T> {
  return withLock(folder.lock, { timeoutMs: lockTimeoutMs, ...(onWait !== undefined && { onWait }) }, work);
}

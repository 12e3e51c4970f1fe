import { StudioFailure } from '../../schemas/failure.ts';
import { findServerBinary } from './find-server-binary.ts';
import type { Say } from '../say.ts';
import type { InstallServer } from './install-server.ts';
import { findFullDisk } from '../storage/disk-full.ts';
import { readJsonFile, writeJsonFile } from '../storage/json-file.ts';
import { findLeases, releaseLease, takeLease, type Lease, type LeaseHolder } from './leases.ts';
import { reachServer } from './reach-server.ts';
import { findServerProcesses } from './server-process.ts';
import { firstChoice } from './free-ports.ts';
import type { ServerPorts } from './free-ports.ts';
import { startServer } from './start-server.ts';
import { openStateFolder, ServerStateSchema, type ServerState, type StateFolder } from './state-folder.ts';
import { stopOnExit } from './stop-on-exit.ts';
import { endServer, findRunning, withStateLock } from './stop-server.ts';

export interface LocalServerRequest {
  stateFolder: string;
  /** The folder's own; a server that does not have it is another folder's. */
  namespace: string;
  env: NodeJS.ProcessEnv;
  say: Say;
  holder: LeaseHolder;
  /** Whether a server that is started brings its web UI. */
  withUi: boolean;
  installs?: Readonly<Record<string, InstallServer>>;
}

export interface LocalServer {
  state: ServerState;
  /** True when this call started it. */
  started: boolean;
  /** Releases the lease; the last one out stops the server. */
  leave(): Promise<void>;
}

interface Joined {
  state: ServerState;
  started: boolean;
  lease: Lease;
}

/** Generous, since a server that does not answer in time is ended although others may use it. */
const reachMs = 30_000;

/** The server of this state folder, shared between processes by leases. Throws ServerUnavailable when there can be none. */
export async function joinOrStartServer(request: LocalServerRequest): Promise<LocalServer> {
  if (process.platform === 'win32') {
    throw new StudioFailure('ServerUnavailable', 'a Temporal server is started on Linux and macOS only', {
      remedy: 'Start one (temporal server start-dev) and set TEMPORAL_ADDRESS, or use WSL.',
    });
  }
  const folder = await openStateFolder(request.stateFolder);
  const onWait = (pid: number): void => {
    request.say(`Waiting for process ${pid}, which starts or stops the Temporal server ...`);
  };
  // An install may take minutes, so it happens between two looks, outside the lock.
  const running = await withStateLock(folder, () => joinRunning(request, folder), onWait);
  const joined = running ?? (await startOrJoin(request, folder, onWait));
  const forget = stopOnExit(folder, joined.state, joined.lease);
  return {
    state: joined.state,
    started: joined.started,
    leave: async () => {
      const giveUp = (): Promise<void> => leave(request, folder, joined.lease);
      await withStateLock(folder, giveUp, onWait).catch((error: unknown) => {
        if (findFullDisk(error) === undefined) throw error;
        // No lock can be written. A process that joins at this moment finds the server gone, and starts it.
        return giveUp();
      });
      forget();
    },
  };
}

async function startOrJoin(
  request: LocalServerRequest,
  folder: StateFolder,
  onWait: (pid: number) => void,
): Promise<Joined> {
  const { env, say, namespace, withUi, installs } = request;
  const binary = await findServerBinary({ env, say, ...(installs !== undefined && { installs }) });
  return withStateLock(
    folder,
    async () => {
      const running = await joinRunning(request, folder);
      if (running !== undefined) return running;
      if (findServerProcesses(folder).length > 0) {
        say('Ending a Temporal server left here, which is stopping or does not answer ...');
        await endServer(folder);
      }
      const previousPorts = await readPreviousPorts(folder);
      const state = await startServer({ folder, binary, namespace, env, withUi, previousPorts, say });
      await writeJsonFile(folder.state, state);
      const lease = await takeLease(folder.leases, request.holder);
      say(`Temporal server started: ${state.address}${describeUi(state)}, data in ${folder.database}.`);
      return { state, started: true, lease };
    },
    onWait,
  );
}

/** Undefined when no server runs that answers and is not about to end. */
async function joinRunning(
  { namespace, say, holder, withUi }: LocalServerRequest,
  folder: StateFolder,
): Promise<Joined | undefined> {
  const { stale } = await findLeases(folder.leases);
  if (stale > 0) say(`Removed ${stale} stale lease${stale === 1 ? '' : 's'} of processes that were killed.`);
  const state = await findRunning(folder);
  if (state === undefined || state.stopping) return undefined;
  const reached = await reachServer({ address: state.address }, namespace, reachMs).catch(() => undefined);
  // Another folder's server may have the port of one that is about to end.
  if (reached?.namespace !== 'found') return undefined;
  const lease = await takeLease(folder.leases, holder);
  say(`Temporal server joined: ${state.address}${describeUi(state)}, started by process ${state.startedByPid}.`);
  if (withUi && state.uiAddress === null) say('It runs without its UI: end what uses it, then start it with --ui.');
  return { state, started: false, lease };
}

async function leave({ say }: LocalServerRequest, folder: StateFolder, lease: Lease): Promise<void> {
  await releaseLease(lease);
  const { live } = await findLeases(folder.leases);
  if (live.length > 0) {
    say(`Temporal server left running for process ${live.map(({ pid }) => pid).join(', ')}.`);
    return;
  }
  if (findServerProcesses(folder).length === 0) return;
  await endServer(folder);
  say('Temporal server stopped; its data stays.');
}

const describeUi = ({ uiAddress }: ServerState): string => (uiAddress === null ? '' : `, UI ${uiAddress}`);

async function readPreviousPorts(folder: StateFolder): Promise<ServerPorts | undefined> {
  const state = await readJsonFile(folder.state, ServerStateSchema);
  if (typeof state === 'string') return undefined;
  const { address, uiAddress } = state;
  return { port: readPort(address), uiPort: uiAddress === null ? firstChoice.uiPort : readPort(uiAddress) };
}

function readPort(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}

import { StudioFailure } from '../../schemas/failure.ts';
import { findServerBinary } from './find-server-binary.ts';
import type { Say } from '../say.ts';
import type { InstallServer } from './install-server.ts';
import { readJsonFile, writeJsonFile } from '../storage/json-file.ts';
import { findLeases, releaseLease, takeLease, type Lease, type LeaseHolder } from './leases.ts';
import { reachServer, registerNamespace } from './reach-server.ts';
import { findServerProcesses } from './server-process.ts';
import { startServer } from './start-server.ts';
import { openStateFolder, ServerStateSchema, type ServerState, type StateFolder } from './state-folder.ts';
import { stopOnExit } from './stop-on-exit.ts';
import { endServer, findRunning, withStateLock } from './stop-server.ts';

export interface LocalServerRequest {
  stateFolder: string;
  namespace: string;
  env: NodeJS.ProcessEnv;
  say: Say;
  holder: LeaseHolder;
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
      await withStateLock(folder, () => leave(request, folder, joined.lease), onWait);
      forget();
    },
  };
}

async function startOrJoin(
  request: LocalServerRequest,
  folder: StateFolder,
  onWait: (pid: number) => void,
): Promise<Joined> {
  const { env, say, namespace, installs } = request;
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
      const state = await startServer({ folder, binary, namespace, env, previousPorts, say });
      await writeJsonFile(folder.state, state);
      const lease = await takeLease(folder.leases, request.holder);
      say(`Temporal server started: ${state.address}, UI ${state.uiAddress}, data in ${folder.database}.`);
      return { state, started: true, lease };
    },
    onWait,
  );
}

/** Undefined when no server runs that answers and is not about to end. */
async function joinRunning(
  { namespace, say, holder }: LocalServerRequest,
  folder: StateFolder,
): Promise<Joined | undefined> {
  const { stale } = await findLeases(folder.leases);
  if (stale > 0) say(`Removed ${stale} stale lease${stale === 1 ? '' : 's'} of processes that were killed.`);
  const state = await findRunning(folder);
  if (state === undefined || state.stopping) return undefined;
  const options = { address: state.address };
  const reached = await reachServer(options, namespace, reachMs).catch(() => undefined);
  if (reached === undefined) return undefined;
  if (reached.namespace === 'missing') await registerNamespace(options, namespace, reachMs);
  const lease = await takeLease(folder.leases, holder);
  say(`Temporal server joined: ${state.address}, UI ${state.uiAddress}, started by process ${state.startedByPid}.`);
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

async function readPreviousPorts(folder: StateFolder): Promise<{ port: number; uiPort: number } | undefined> {
  const state = await readJsonFile(folder.state, ServerStateSchema);
  if (typeof state === 'string') return undefined;
  return { port: readPort(state.address), uiPort: readPort(state.uiAddress) };
}

function readPort(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}

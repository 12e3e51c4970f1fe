import type { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { StudioFailure } from '../../schemas/failure.ts';
import { readTemporalConfig, type TaskQueues, type TemporalConnectionOptions } from '../../temporal.config.ts';
import { ensureFolderId, localNamespace, nameTaskQueues } from './folder-identity.ts';
import { joinOrStartServer } from '../local-server/local-server.ts';
import type { InstallServer } from '../local-server/install-server.ts';
import type { Say } from '../say.ts';
import type { LeaseHolder } from '../local-server/leases.ts';
import { installQuietRuntime } from './quiet-runtime.ts';
import { connectClient, reachServer } from '../local-server/reach-server.ts';

export interface TemporalSession {
  address: string;
  namespace: string;
  /** The folder's own: no other folder's workers take from them. */
  taskQueues: TaskQueues;
  /** Undefined for a given address, whose UI is not known, and for a server without one. */
  uiAddress: string | undefined;
  /** True for a given address, whose server is somebody else's to keep up. */
  isGiven: boolean;
  /** True when this call started the server; false when it joined a running one, or the address was given. */
  startedByUs: boolean;
  /** Whether another server answers at the address now. A server that does not answer at all says nothing on that. */
  isOther(): Promise<boolean>;
  /** Why no work can come from the server now; undefined where it answers and has the namespace. */
  findProblem(): Promise<string | undefined>;
  /** A client's connection; the caller closes it before the session. */
  connect(): Promise<Connection>;
  /** A worker's connection; the caller closes it before the session. */
  nativeConnect(): Promise<NativeConnection>;
  /** Gives the server up; whoever does so last stops it. A given address is left alone. May be called again. */
  close(): Promise<void>;
}

export interface OpenRequest {
  /** `<runs>/.temporal`: the folder's identity, and the server's database, log, state and leases where no address is given. */
  stateFolder: string;
  env: NodeJS.ProcessEnv;
  /** Gets one line for each step. */
  say: Say;
  holder?: LeaseHolder;
  /** Whether a server that is started here brings its web UI. */
  withUi?: boolean;
  /** How long a given address has to answer. */
  reachTimeoutMs?: number;
  /** Ways to install the server; the default is the official download, then Go. */
  installs?: Readonly<Record<string, InstallServer>>;
}

/**
 * A Temporal server to work with: the given address, else the one that runs for this state folder, else one started here.
 * Throws ServerUnavailable when there is none, InvalidRunConfig when the environment is not valid.
 */
export async function openTemporal(request: OpenRequest): Promise<TemporalSession> {
  const config = readTemporalConfig(request.env);
  const { address } = config;
  if (address !== undefined) {
    const { namespace } = config;
    const options = config.connectionOptions();
    await checkGiven(options, address, namespace, request.reachTimeoutMs ?? 10_000);
    const taskQueues = nameTaskQueues(config.taskQueues, await ensureFolderId(request.stateFolder));
    request.say(`Temporal server given: ${address}, namespace ${namespace}.`);
    return {
      ...createConnects(options, namespace, request.say),
      address,
      namespace,
      taskQueues,
      uiAddress: undefined,
      isGiven: true,
      startedByUs: false,
      close: async () => {},
    };
  }
  const folderId = await ensureFolderId(request.stateFolder);
  const namespace = await localNamespace(request.stateFolder, folderId);
  const server = await joinOrStartServer({ holder: 'run', withUi: false, ...request, namespace });
  let closing: Promise<void> | undefined;
  return {
    ...createConnects({ address: server.state.address }, namespace, request.say),
    address: server.state.address,
    namespace,
    taskQueues: nameTaskQueues(config.taskQueues, folderId),
    uiAddress: server.state.uiAddress ?? undefined,
    isGiven: false,
    startedByUs: server.started,
    close: () => (closing ??= server.leave()),
  };
}

async function checkGiven(
  options: TemporalConnectionOptions,
  address: string,
  namespace: string,
  reachMs: number,
): Promise<void> {
  let reached: Awaited<ReturnType<typeof reachServer>>;
  try {
    reached = await reachServer(options, namespace, reachMs);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudioFailure(
      'ServerUnavailable',
      `the Temporal server at ${address} cannot be reached: ${reason}`,
      { remedy: 'Check TEMPORAL_ADDRESS and its credentials; unset it to have a server found or started here.' },
      error,
    );
  }
  if (reached.namespace === 'missing') {
    throw new StudioFailure('ServerUnavailable', `the Temporal server at ${address} has no namespace ${namespace}`, {
      remedy: 'Set TEMPORAL_NAMESPACE to one that it has, or create it there.',
    });
  }
}

const identityMs = 5_000;

function createConnects(
  options: TemporalConnectionOptions,
  namespace: string,
  say: Say,
): Pick<TemporalSession, 'isOther' | 'findProblem' | 'connect' | 'nativeConnect'> {
  return {
    isOther: () =>
      reachServer(options, namespace, identityMs).then(
        (reached) => reached.namespace === 'missing',
        () => false,
      ),
    findProblem: () =>
      reachServer(options, namespace, identityMs).then(
        (reached) => (reached.namespace === 'missing' ? 'the Temporal server has not this namespace' : undefined),
        () => 'the Temporal server does not answer',
      ),
    connect: () => connectClient(options),
    nativeConnect: () => {
      installQuietRuntime(say);
      return NativeConnection.connect(options);
    },
  };
}

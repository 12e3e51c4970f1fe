import type { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { StudioFailure } from '../../schemas/failure.ts';
import { readTemporalConfig, type TemporalConnectionOptions } from '../../temporal.config.ts';
import { joinOrStartServer } from '../local-server/local-server.ts';
import type { InstallServer } from '../local-server/install-server.ts';
import type { Say } from '../say.ts';
import type { LeaseHolder } from '../local-server/leases.ts';
import { installQuietRuntime } from './quiet-runtime.ts';
import { connectClient, reachServer } from '../local-server/reach-server.ts';

export interface TemporalSession {
  address: string;
  namespace: string;
  /** Undefined for a given address, whose UI is not known. */
  uiAddress: string | undefined;
  /** True when this call started the server; false when it joined a running one, or the address was given. */
  startedByUs: boolean;
  /** A client's connection; the caller closes it before the session. */
  connect(): Promise<Connection>;
  /** A worker's connection; the caller closes it before the session. */
  nativeConnect(): Promise<NativeConnection>;
  /** Gives the server up; whoever does so last stops it. A given address is left alone. May be called again. */
  close(): Promise<void>;
}

export interface OpenRequest {
  /** `<runs>/.temporal`: the server's database, log, state and leases. Not touched when an address is given. */
  stateFolder: string;
  env: NodeJS.ProcessEnv;
  /** Gets one line for each step. */
  say: Say;
  holder?: LeaseHolder;
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
  const { address, namespace } = config;
  if (address !== undefined) {
    const options = config.connectionOptions();
    await checkGiven(options, address, namespace, request.reachTimeoutMs ?? 10_000);
    request.say(`Temporal server given: ${address}, namespace ${namespace}.`);
    return {
      ...createConnects(options, request.say),
      address,
      namespace,
      uiAddress: undefined,
      startedByUs: false,
      close: async () => {},
    };
  }
  const server = await joinOrStartServer({ holder: 'run', ...request, namespace });
  let closing: Promise<void> | undefined;
  return {
    ...createConnects({ address: server.state.address }, request.say),
    address: server.state.address,
    namespace,
    uiAddress: server.state.uiAddress,
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

function createConnects(
  options: TemporalConnectionOptions,
  say: Say,
): Pick<TemporalSession, 'connect' | 'nativeConnect'> {
  return {
    connect: () => connectClient(options),
    nativeConnect: () => {
      installQuietRuntime(say);
      return NativeConnection.connect(options);
    },
  };
}

import { once } from 'node:events';
import { openTemporal } from '../../infra/temporal/open-temporal.ts';
import { readServerState, stopServer } from '../../infra/local-server/stop-server.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { readTemporalConfig } from '../../temporal.config.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot, stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';

export const serverActions = ['start', 'stop', 'status'] as const;
export type ServerAction = (typeof serverActions)[number];

export interface ServerOptions {
  runs?: string;
  force?: boolean;
  ui?: boolean;
}

/** `convrec server [start|stop|status]`: the local Temporal server of a folder of runs. */
export async function server(action: ServerAction, options: ServerOptions, context: Context): Promise<ExitCode> {
  const stateFolder = stateFolderOf(resolveRunsRoot(options.runs, context));
  if (action === 'start') return start(stateFolder, options.ui === true, context);
  if (action === 'stop') return stop(stateFolder, options.force === true, context);
  return describe(stateFolder, context);
}

/** Keeps it up, for its UI or for workers elsewhere, until Ctrl+C. */
async function start(stateFolder: string, withUi: boolean, { env, terminal }: Context): Promise<ExitCode> {
  refuseGivenAddress(env);
  const interruption = listenForInterruption();
  const say = terminal.note;
  const session = await interruption.during(openTemporal({ stateFolder, env, say, holder: 'server', withUi }));
  const { signal } = interruption;
  const stopped = new AbortController();
  // It also keeps this process alive, which a listener for a signal would not.
  const watch = setInterval(() => {
    void hasStopped(stateFolder).then((isStopped) => isStopped && stopped.abort());
  }, watchMs);
  try {
    const ui = session.uiAddress === undefined ? 'no UI (--ui brings one)' : `UI ${session.uiAddress}`;
    await terminal.write(`Temporal at ${session.address}, ${ui}. Ctrl+C ends it.\n`);
    if (session.uiAddress !== undefined) say(uiWarning);
    const ended = AbortSignal.any([signal, stopped.signal]);
    if (!ended.aborted) await once(ended, 'abort');
    if (!signal.aborted) say('The Temporal server was stopped; its data stays.');
  } finally {
    clearInterval(watch);
    await session.close();
  }
  return 0;
}

const watchMs = 500;

/** Whether `convrec server stop`, or whatever else, has ended the server of this folder. */
const hasStopped = (stateFolder: string): Promise<boolean> =>
  readServerState(stateFolder).then(
    ({ running }) => running === undefined,
    () => false,
  );

/** It checks no Host header, so a page whose name is made to point here (DNS rebinding) is served as if it were the UI itself. */
const uiWarning =
  'While the UI is up, a web page open in a browser on this machine may reach this server: open no strange pages, and end it when you are done.';

async function stop(stateFolder: string, force: boolean, { env, terminal }: Context): Promise<ExitCode> {
  refuseGivenAddress(env);
  const { stopped, usedBy } = await stopServer(stateFolder, { force });
  if (!stopped && usedBy.length > 0) {
    throw new StudioFailure('ServerUnavailable', `the server is in use by process ${usedBy.join(', ')}`, {
      remedy: 'End those first, or add --force: their runs go on when the server is back.',
    });
  }
  await terminal.write(stopped ? 'Temporal server stopped; its data stays.\n' : 'No Temporal server runs here.\n');
  return 0;
}

async function describe(stateFolder: string, { env, terminal }: Context): Promise<ExitCode> {
  const { address } = readTemporalConfig(env);
  const { running, users, folder } = await readServerState(stateFolder);
  if (address !== undefined) {
    await terminal.write(`TEMPORAL_ADDRESS is given: ${address} is used and nothing is started here.\n`);
  } else if (running === undefined) {
    await terminal.write(`No Temporal server runs; its data is in ${folder.database} once one was started.\n`);
  } else {
    const pids = users.map(({ pid }) => pid).join(', ');
    const lines = [
      `Temporal at ${running.address}, ${running.uiAddress === null ? 'no UI' : `UI ${running.uiAddress}`}, process ${running.pid}`,
      `Used by ${users.length === 0 ? 'no process' : `process ${pids}`}; log ${folder.log}`,
    ];
    await terminal.write(`${lines.join('\n')}\n`);
  }
  return 0;
}

function refuseGivenAddress(env: NodeJS.ProcessEnv): void {
  const { address } = readTemporalConfig(env);
  if (address === undefined) return;
  throw new StudioFailure(
    'InvalidRunConfig',
    `a Temporal address is given (${address}), so no server is started or stopped here`,
    {
      remedy: 'Unset TEMPORAL_ADDRESS (or leave out the profile) to have one started here.',
    },
  );
}

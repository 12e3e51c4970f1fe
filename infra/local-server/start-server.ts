import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, rename, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { StudioFailure } from '../../schemas/failure.ts';
import { anyPorts, chooseFreePorts, firstChoice, type ServerPorts } from './free-ports.ts';
import { findNoRoom } from '../storage/disk-full.ts';
import { isErrorCode } from '../storage/error-code.ts';
import { reachServer } from './reach-server.ts';
import { registerSearchAttributes } from './register-search-attributes.ts';
import type { ServerState, StateFolder } from './state-folder.ts';

export interface StartRequest {
  folder: StateFolder;
  binary: string;
  namespace: string;
  env: NodeJS.ProcessEnv;
  /** Whether the server brings its web UI, which answers every page that a browser on this machine has open. */
  withUi: boolean;
  /** Taken again where they are free, so that a bookmark of the UI holds. */
  previousPorts: ServerPorts | undefined;
  say: (line: string) => void;
}

const readyMs = 60_000;
/** A server whose port is taken ends well within this. */
const ownPortMs = 3_000;
const attempts = 5;
const maximumLogBytes = 5_000_000;

/**
 * Starts a server on the folder's database as a process group of its own, so that a Ctrl+C in the terminal does not reach
 * it, and returns when it answers. Throws ServerUnavailable with the last line of its log when it does not.
 */
export async function startServer(request: StartRequest): Promise<ServerState> {
  let preferred = request.previousPorts ?? firstChoice;
  for (let attempt = 1; ; attempt += 1) {
    const ports = await chooseFreePorts(preferred);
    const outcome = await tryToStart(request, ports);
    if ('state' in outcome) return outcome.state;
    if (!outcome.portTaken || attempt === attempts) throw await describeFailure(request, outcome.problem);
    request.say(`A port of ${ports.port}, ${ports.uiPort} was taken meanwhile; trying others ...`);
    preferred = anyPorts;
  }
}

type Outcome = { state: ServerState } | { problem: string; portTaken: boolean };

async function tryToStart(request: StartRequest, ports: ServerPorts): Promise<Outcome> {
  const { folder, binary, namespace, env, withUi } = request;
  const log = await openLog(folder.log);
  try {
    const logStart = (await log.stat()).size;
    const child = spawn(binary, listArguments(request, ports), {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: pickEnvironment(env),
    });
    const spawnProblem = await once(child, 'spawn').then(() => undefined, reasonOf);
    if (spawnProblem !== undefined) return { problem: spawnProblem, portTaken: false };
    child.unref();
    const problem = await waitUntilReady(child, ports, namespace, () => readLog(folder.log, logStart));
    if (problem !== undefined) {
      await end(child);
      const written = await readLog(folder.log, logStart);
      return { problem: `${problem}: ${tellingLine(written)}`, portTaken: /address already in use/u.test(written) };
    }
    await registerSearchAttributes(`127.0.0.1:${ports.port}`, namespace);
    if (child.pid === undefined) throw new Error('a spawned process has no pid');
    return {
      state: {
        pid: child.pid,
        address: `127.0.0.1:${ports.port}`,
        uiAddress: withUi ? `http://127.0.0.1:${ports.uiPort}` : null,
        binary,
        startedByPid: process.pid,
        stopping: false,
      },
    };
  } finally {
    await log.close();
  }
}

function listArguments({ folder, namespace, withUi }: StartRequest, { port, uiPort }: ServerPorts): string[] {
  return [
    ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
    withUi ? ['--ui-port', String(uiPort)] : ['--headless'],
    ['--db-filename', folder.database],
    // Measured: WAL makes the server several times as fast. With NORMAL a power cut may lose the last moments, a crash none.
    ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ['--namespace', namespace],
    // The HTTP API cannot be turned off, and takes workflows from any web page that finds its port. It answers no host but this one, which
    // no name service resolves (RFC 6761). Nexus has routes of its own beside that check.
    ['--dynamic-config-value', `frontend.httpAllowedHosts=["nobody.invalid"]`],
    ['--dynamic-config-value', 'system.enableNexus=false'],
    // The server would ask a host on the internet for its newest version.
    ['--dynamic-config-value', 'frontend.enableServerVersionCheck=false'],
    ['--log-level', 'warn', '--color', 'never'],
  ].flat();
}

/** The server outlives this process, so it gets none of the keys in its environment. */
function pickEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG'];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

/** Undefined when it answers, else what went wrong. */
async function waitUntilReady(
  child: ChildProcess,
  { port }: ServerPorts,
  namespace: string,
  readOwnLog: () => Promise<string>,
): Promise<string | undefined> {
  const deadline = Date.now() + readyMs;
  let answeredSince: number | undefined;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      return `it ended with ${child.exitCode ?? child.signalCode}`;
    }
    const reached = await reachServer({ address: `127.0.0.1:${port}` }, namespace, 2_000).catch(() => undefined);
    if (reached?.namespace === 'found') {
      answeredSince ??= Date.now();
      // Another server, started at the same moment from another folder, may have taken the port and would answer as well.
      // The line shows that this process has it; a CLI that words it otherwise has it when it is still alive.
      const announced = /^(?:Temporal )?Server:/mu.test(await readOwnLog());
      if (announced || Date.now() - answeredSince > ownPortMs) return undefined;
    }
    await sleep(50);
  }
  return `it did not answer within ${readyMs / 1000} s`;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Appends; a log that has grown large is set aside as `.1` first. */
async function openLog(path: string): Promise<Awaited<ReturnType<typeof open>>> {
  try {
    if ((await stat(path)).size > maximumLogBytes) await rename(path, `${path}.1`);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT')) throw error;
  }
  return open(path, 'a');
}

async function readLog(path: string, from: number): Promise<string> {
  const log = await open(path, 'r');
  try {
    const { size } = await log.stat();
    const { buffer, bytesRead } = await log.read(Buffer.alloc(Math.max(0, size - from)), 0, size - from, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await log.close();
  }
}

/** The first line that names an error, which a stack trace may follow; else the last line. */
function tellingLine(log: string): string {
  const lines = log.trim().split('\n');
  return lines.find((line) => /level=ERROR|panic:|^Error/u.test(line)) ?? lines.at(-1) ?? 'its log says nothing';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function describeFailure({ binary, folder }: StartRequest, problem: string): Promise<StudioFailure> {
  const noRoom = await findNoRoom(folder.folder);
  if (noRoom !== undefined) return noRoom;
  return new StudioFailure('ServerUnavailable', `the Temporal server ${binary} did not start: ${problem}`, {
    remedy: `Read ${folder.log}; or set TEMPORAL_ADDRESS to a running server.`,
  });
}

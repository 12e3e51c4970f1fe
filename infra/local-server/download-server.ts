import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loaderOptions, ownModule } from '../own-module.ts';
import type { InstallServer } from './install-server.ts';

export interface DownloadLimits {
  /** Until the host has said what to download. */
  reachMs: number;
  /** Without a new byte, once the download runs. */
  stallMs: number;
}

const defaultLimits: DownloadLimits = { reachMs: 10_000, stallMs: 30_000 };
const progressMs = 10_000;

/** The official Temporal CLI, by the download that `@temporalio/testing` has. Throws when the host cannot be reached in time. */
export function createDownload(limits: DownloadLimits = defaultLimits): InstallServer {
  return async ({ folder, env, say }) => {
    say('Trying the official download (temporal.download, by @temporalio/testing; tens of MB, once) ...');
    const script = fileURLToPath(ownModule('download-server-process.ts', import.meta.url));
    const child = spawn(process.execPath, [...loaderOptions(), script, folder], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(-8_000);
    });
    const ended = once(child, 'close');
    const problem = await watch(folder, limits, say, ended);
    if (problem !== undefined) child.kill('SIGKILL');
    await ended;
    if (problem !== undefined) throw new Error(problem);
    const file = (await readdir(folder)).find((name) => !name.endsWith('.downloading'));
    if (child.exitCode !== 0 || file === undefined) throw new Error(readReason(output));
    return join(folder, file);
  };
}

/** Undefined once the process has ended by itself, else why it should be ended. */
async function watch(
  folder: string,
  { reachMs, stallMs }: DownloadLimits,
  say: (line: string) => void,
  ended: Promise<unknown>,
): Promise<string | undefined> {
  const started = Date.now();
  let [bytes, lastChange, lastSaid] = [-1, started, started];
  for (;;) {
    if (await Promise.race([ended.then(() => true), sleep(100, false)])) return undefined;
    const now = Date.now();
    const size = await sizeOfDownload(folder);
    if (size !== bytes) [bytes, lastChange] = [size, now];
    if (bytes < 0 && now - started > reachMs) return `its host did not answer within ${reachMs / 1000} s`;
    if (bytes >= 0 && now - lastChange > stallMs) return `nothing more arrived for ${stallMs / 1000} s`;
    if (bytes > 0 && now - lastSaid > progressMs) {
      lastSaid = now;
      say(`  downloaded ${Math.round(bytes / 1e6)} MB ...`);
    }
  }
}

/** -1 until the file exists: the SDK creates it after the host has answered. */
async function sizeOfDownload(folder: string): Promise<number> {
  const [file] = await readdir(folder);
  if (file === undefined) return -1;
  return stat(join(folder, file)).then(
    ({ size }) => size,
    () => -1,
  );
}

/** The first error line without the addresses, which the SDK says twice over. */
function readReason(output: string): string {
  const line = output.split('\n').find((text) => /error/iu.test(text));
  if (line === undefined) return 'it ended without a file and without a message';
  return line
    .replaceAll(/error sending request for url \([^)]*\): |^.*ephemeral server(?: executable)?: |\]$/gu, '')
    .slice(0, 300);
}

import { execFile, execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

export const curatorVersion = '0.1.31';

/** A Python with bespoke curator, installed from PyPI once; undefined, said aloud, where there is none. */
export async function findCurator(): Promise<string | undefined> {
  const environment = join(homedir(), '.cache/convrec-studio/bench', `curator-${curatorVersion}`);
  const python = join(environment, 'bin/python');
  const isInstalled = ['-c', 'from importlib.metadata import version; version("bespokelabs-curator")'];
  try {
    execFileSync(python, isInstalled, { stdio: 'ignore' });
    return python;
  } catch {
    // Not there yet.
  }
  try {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'ignore' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', `bespokelabs-curator==${curatorVersion}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return python;
  } catch (error) {
    console.log(`bespoke curator skipped: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

export interface CuratorRequest {
  baseUrl: string;
  calls: number;
  inFlight: number;
  folder: string;
}

/** Seconds that curator takes for all calls, its own start not counted. */
export async function measureCurator(
  python: string,
  { baseUrl, calls, inFlight, folder }: CuratorRequest,
): Promise<number> {
  await mkdir(folder, { recursive: true });
  const script = fileURLToPath(new URL('curator_calls.py', import.meta.url));
  const { stdout } = await promisify(execFile)(python, [script, baseUrl, String(calls), String(inFlight), folder], {
    maxBuffer: 64 * 2 ** 20,
  });
  return z.object({ seconds: z.number() }).parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).seconds;
}

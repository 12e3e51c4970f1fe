import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The first executable file of that name on the environment's PATH. */
export async function findOnPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  // A blank entry would mean the current folder, which nobody asks for on purpose.
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter((entry) => entry !== '')) {
    const path = join(folder, name);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The version a Temporal CLI states of itself, or why it does not run. */
export async function readServerVersion(binary: string): Promise<{ version: string } | { problem: string }> {
  try {
    const { stdout } = await run(binary, ['--version'], { timeout: 15_000 });
    const version = /^temporal version (.+)$/mu.exec(stdout)?.[1];
    if (version === undefined) return { problem: 'it does not answer --version as a Temporal CLI does' };
    return { version };
  } catch (error) {
    return { problem: error instanceof Error ? error.message.trim() : String(error) };
  }
}

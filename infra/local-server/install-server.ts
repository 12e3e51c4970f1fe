import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../storage/exclusive-lock.ts';
import type { Say } from '../say.ts';
import { isExecutable, readServerVersion } from './find-executable.ts';

/** Puts a Temporal CLI into the empty folder and returns its path; throws an error that says why it cannot. */
export type InstallServer = (request: { folder: string; env: NodeJS.ProcessEnv; say: Say }) => Promise<string>;

const unfinishedPrefix = '.installing-';

export function locateCachedServer(cacheFolder: string): string {
  return join(cacheFolder, 'bin', 'temporal');
}

/**
 * Installs the Temporal CLI into the cache by the first way that works. The file appears there whole or not at all; of two
 * processes that install at once the second waits and takes what the first has made. Returns the reasons when no way works.
 */
export async function installServer(
  cacheFolder: string,
  env: NodeJS.ProcessEnv,
  say: Say,
  installs: Readonly<Record<string, InstallServer>>,
): Promise<{ binary: string } | { reasons: string[] }> {
  const binary = locateCachedServer(cacheFolder);
  const folder = join(cacheFolder, 'bin');
  const onWait = (pid: number): void => {
    say(`Waiting for process ${pid}, which is installing the Temporal server ...`);
  };
  return withLock(join(folder, 'install.lock'), { timeoutMs: Infinity, onWait }, async () => {
    if ((await isExecutable(binary)) && 'version' in (await readServerVersion(binary))) return { binary };
    await removeUnfinished(folder);
    const reasons: string[] = [];
    for (const [name, install] of Object.entries(installs)) {
      const unfinished = await mkdtemp(join(folder, unfinishedPrefix));
      try {
        const installed = await install({ folder: unfinished, env, say });
        const checked = await readServerVersion(installed);
        if ('problem' in checked) throw new Error(checked.problem);
        await rename(installed, binary);
        say(`Installed the Temporal server (${checked.version}) in ${binary}.`);
        return { binary };
      } catch (error) {
        const reason = `${name}: ${error instanceof Error ? error.message : String(error)}`;
        say(`  not possible by ${reason}`);
        reasons.push(reason);
      } finally {
        await rm(unfinished, { recursive: true, force: true });
      }
    }
    return { reasons };
  });
}

/** What a killed install left; the caller holds the lock, so none of it is in use. */
async function removeUnfinished(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name.startsWith(unfinishedPrefix)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

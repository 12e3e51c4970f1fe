import { StudioFailure } from '../../schemas/failure.ts';
import { locateCacheFolder } from '../storage/cache-folder.ts';
import { findOnPath, isExecutable, readServerVersion } from './find-executable.ts';
import type { Say } from '../say.ts';
import { defaultInstalls } from './default-installs.ts';
import { installServer, locateCachedServer, type InstallServer } from './install-server.ts';

export interface BinaryRequest {
  env: NodeJS.ProcessEnv;
  say: Say;
  installs?: Readonly<Record<string, InstallServer>>;
}

export interface InstalledServer {
  binary: string;
  version: string;
  place: 'on PATH' | 'in the cache';
}

/**
 * The Temporal CLI to start a server with: on PATH, else cached before, else the official download, else built by Go. Each
 * step is said in one line. Throws ServerUnavailable with the choices when none works.
 */
export async function findServerBinary({ env, say, installs = defaultInstalls }: BinaryRequest): Promise<string> {
  const { found, reasons } = await findInstalledServer(env);
  for (const reason of reasons) say(`Temporal server ${reason}.`);
  if (found !== undefined) {
    say(`Temporal server ${found.place}: ${found.binary} (${found.version}).`);
    return found.binary;
  }
  const cacheFolder = locateCacheFolder(env);
  const installed = await install(cacheFolder, { env, say, installs });
  if ('binary' in installed) return installed.binary;
  throw new StudioFailure('ServerUnavailable', `no Temporal server: ${[...reasons, ...installed.reasons].join('; ')}`, {
    remedy: describeChoices(cacheFolder),
  });
}

/** What is on this machine already; nothing is installed. `reasons` says why each place before the found one was passed over. */
export async function findInstalledServer(
  env: NodeJS.ProcessEnv,
): Promise<{ found: InstalledServer | undefined; reasons: string[] }> {
  const candidates = [
    { place: 'on PATH', binary: await findOnPath('temporal', env) },
    { place: 'in the cache', binary: await findCachedServer(env) },
  ] as const;
  const reasons: string[] = [];
  for (const { place, binary } of candidates) {
    if (binary === undefined) {
      reasons.push(`${place}: none`);
      continue;
    }
    const checked = await readServerVersion(binary);
    if ('version' in checked) return { found: { binary, place, version: checked.version }, reasons };
    reasons.push(`${place}: ${binary} does not run (${checked.problem})`);
  }
  return { found: undefined, reasons };
}

async function findCachedServer(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const binary = locateCachedServer(locateCacheFolder(env));
  return (await isExecutable(binary)) ? binary : undefined;
}

async function install(
  cacheFolder: string,
  { env, say, installs }: Required<BinaryRequest>,
): ReturnType<typeof installServer> {
  try {
    return await installServer(cacheFolder, env, say, installs);
  } catch (error) {
    if (error instanceof StudioFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudioFailure(
      'ServerUnavailable',
      `cannot install a Temporal server in ${cacheFolder}: ${reason}`,
      { remedy: `Make ${cacheFolder} writable or name another folder in CONVREC_CACHE_DIR.` },
      error,
    );
  }
}

function describeChoices(cacheFolder: string): string {
  return [
    'Choose one: set TEMPORAL_ADDRESS to a running Temporal server or cluster',
    'put the Temporal CLI (https://docs.temporal.io/cli) on PATH',
    `copy its binary to ${locateCachedServer(cacheFolder)}`,
    'allow the official download (temporal.download) and try again',
    'or install Go (https://go.dev/dl) and try again.',
  ].join('; ');
}

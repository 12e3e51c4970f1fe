import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, parse, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Say } from '../say.ts';
import { isErrorCode } from '../storage/error-code.ts';
import { createQuietLogger } from './quiet-runtime.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** All that a workflow may import, by the layers' rule; hashing more than it does import only costs a bundling now and then. */
const rooms = ['workflows', 'studio', 'schemas', 'activities'].map((room) => join(repository, room));
const keptBundles = 4;

/**
 * Where the npm package holds a bundle that was made with it. It fits the SDK that is installed, since the package names exact versions; the
 * repository holds none.
 */
export const madeAhead = (workflowsPath: string, workflowInterceptorModules: readonly string[] = []): string =>
  join(
    dirname(workflowsPath),
    `${['bundle', ...workflowInterceptorModules.map((path) => parse(path).name)].join('+')}.cjs`,
  );

/**
 * The workflows as one script for the workers. Bundling takes about 2.5 s on two cores, so the script is kept in the cache
 * folder under a hash of the sources, of the dependencies' lock file and of Node's version; without a folder it is made at every start.
 * `workflowInterceptorModules` lie in `workflows/`.
 */
export async function bundleWorkflows(
  workflowsPath: string,
  cacheFolder: string | undefined,
  say: Say,
  workflowInterceptorModules: readonly string[] = [],
): Promise<WorkflowBundle> {
  const ahead = await readIfPresent(madeAhead(workflowsPath, workflowInterceptorModules));
  if (ahead !== undefined) return { code: ahead };
  const hash = cacheFolder === undefined ? undefined : await hashSources(workflowsPath, workflowInterceptorModules);
  if (cacheFolder === undefined || hash === undefined) return bundle(workflowsPath, workflowInterceptorModules);
  const path = join(cacheFolder, `${hash}.cjs`);
  const cached = await readIfPresent(path);
  if (cached !== undefined) return { code: cached };
  const made = await bundle(workflowsPath, workflowInterceptorModules);
  try {
    await keep(cacheFolder, path, made.code);
  } catch (error) {
    say(`The workflow bundle cannot be kept: ${error instanceof Error ? error.message : String(error)}`);
  }
  return made;
}

async function bundle(workflowsPath: string, interceptorModules: readonly string[]): Promise<WorkflowBundle> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: [...interceptorModules],
    logger: createQuietLogger(),
  });
  return { code };
}

/** Undefined where there is no lock file, which leaves the dependencies' versions unknown. */
async function hashSources(workflowsPath: string, interceptorModules: readonly string[]): Promise<string | undefined> {
  const lock = await readIfPresent(join(repository, 'package-lock.json'));
  if (lock === undefined) return undefined;
  const hash = createHash('sha256');
  addText(hash, process.version);
  for (const module of [workflowsPath, ...interceptorModules]) addText(hash, relative(repository, module));
  addText(hash, lock);
  for (const folder of new Set([dirname(workflowsPath), ...rooms])) {
    for (const path of await listSources(folder)) {
      addText(hash, relative(repository, path));
      addText(hash, await readFile(path, 'utf8'));
    }
  }
  return hash.digest('hex');
}

/** With its length, so that no two lists of texts give the same bytes. */
function addText(hash: Hash, text: string): void {
  hash.update(`${Buffer.byteLength(text)}:`).update(text);
}

async function listSources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s(on)?$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

async function keep(cacheFolder: string, path: string, code: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(unfinished, code);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  const bundles = (await readdir(cacheFolder)).filter((name) => name.endsWith('.cjs'));
  const aged = await Promise.all(
    bundles.map(async (name) => ({ name, modified: (await stat(join(cacheFolder, name))).mtimeMs })),
  );
  const old = aged.toSorted((a, b) => b.modified - a.modified).slice(keptBundles);
  await Promise.all(old.map(({ name }) => rm(join(cacheFolder, name), { force: true })));
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

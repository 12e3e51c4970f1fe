import { readdir, stat } from 'node:fs/promises';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Manifest } from '../../schemas/manifest.ts';
import { RunRefSchema } from '../../schemas/run-ref.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { isErrorCode } from '../../infra/storage/error-code.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';

export interface ListedRun {
  ref: RunRef;
  /** Undefined when it cannot be read; `problem` says why. */
  manifest: Manifest | undefined;
  problem: string | undefined;
  /** When the manifest was last written; where there is none, the config. */
  changedAtMs: number;
  isWithoutManifest: boolean;
}

/** The runs of a folder, the one that changed last first. Folders set aside or half made are none. Throws RunFolderUnusable. */
export async function listRuns(runsRoot: string): Promise<ListedRun[]> {
  const runs: ListedRun[] = [];
  for (const runId of await listNames(runsRoot)) {
    const parsed = RunRefSchema.safeParse({ runId, runsRoot });
    if (!parsed.success) continue;
    const run = await look(parsed.data);
    if (run !== undefined) runs.push(run);
  }
  return runs.toSorted((a, b) => b.changedAtMs - a.changedAtMs || (a.ref.runId < b.ref.runId ? -1 : 1));
}

/**
 * The run with this id or this beginning of an id; without one, the run that changed last. Throws RunFolderUnusable, also for a run whose
 * manifest is missing, unless it `isLaunched`: a launch makes it again.
 */
export async function findRun(
  runsRoot: string,
  wanted: string | undefined,
  { isLaunched = false } = {},
): Promise<RunRef> {
  const runs = await listRuns(runsRoot);
  const ids = runs.map(({ ref }) => ref.runId);
  const matching = wanted === undefined ? runs.slice(0, 1) : runs.filter(({ ref }) => ref.runId.startsWith(wanted));
  const found = matching.find(({ ref }) => ref.runId === wanted) ?? matching[0];
  if (found === undefined) {
    throw new StudioFailure(
      'RunFolderUnusable',
      wanted === undefined ? `there is no run in ${runsRoot}` : `there is no run ${wanted} in ${runsRoot}`,
      {
        remedy:
          ids.length === 0
            ? 'Make one with `convrec launch`, or name the folder that holds your runs with --runs.'
            : `Runs there: ${ids.join(', ')}.`,
      },
    );
  }
  if (matching.length > 1 && found.ref.runId !== wanted) {
    throw new StudioFailure('RunFolderUnusable', `${wanted} is the beginning of several runs`, {
      remedy: `Name one of ${matching.map(({ ref }) => ref.runId).join(', ')}.`,
    });
  }
  if (found.isWithoutManifest && !isLaunched) {
    throw new StudioFailure('RunFolderUnusable', found.problem ?? '', { remedy: missingManifestRemedy });
  }
  return found.ref;
}

const missingManifestRemedy =
  'Launch the run again with the settings it was made with: its stages are computed again, what was paid for is kept.';

async function listNames(runsRoot: string): Promise<string[]> {
  try {
    return await readdir(runsRoot);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return [];
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = 'Name a folder of runs that this user may read with --runs.';
    throw new StudioFailure('RunFolderUnusable', `${runsRoot} cannot be read: ${reason}`, { remedy }, error);
  }
}

/** Undefined where neither manifest nor config is there: not a run. */
async function look(ref: RunRef): Promise<ListedRun | undefined> {
  const run = openRunFolder(ref);
  const [manifest, config] = await Promise.all(
    ['manifest.json', 'config.json'].map((file) => stat(run.path(file)).catch(() => undefined)),
  );
  const changedAtMs = manifest?.mtimeMs ?? config?.mtimeMs;
  if (changedAtMs === undefined) return undefined;
  const listed = { ref, changedAtMs, isWithoutManifest: manifest === undefined };
  if (manifest === undefined) {
    return { ...listed, manifest: undefined, problem: `${run.path('manifest.json')} is missing` };
  }
  try {
    return { ...listed, manifest: await run.readManifest(), problem: undefined };
  } catch (error) {
    return { ...listed, manifest: undefined, problem: error instanceof Error ? error.message : String(error) };
  }
}

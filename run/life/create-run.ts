import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Manifest } from '../../schemas/manifest.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { isErrorCode } from '../../infra/storage/error-code.ts';
import { renderManifest } from '../../infra/storage/manifest-text.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { describeDifferences, findConfigDifferences, isGrowth } from './find-config-differences.ts';
import { hashConfig } from './run-id.ts';

export interface NewRun {
  ref: RunRef;
  config: RunConfig;
  /** Versions of whatever the result may depend on: node, duckdb, temporal, convrec. */
  versions: Record<string, string>;
  /** The run was named, not derived: it may grow to more dialogs. */
  isNamed?: boolean;
}

/**
 * Makes the folder of a run with its config and manifest, as one rename, so that no other process sees half of it. A folder that is there
 * keeps its results; its config takes over what may differ (concurrency, timeouts, budget, the place of the source; in a named run more
 * dialogs). Throws RunFolderUnusable.
 */
export async function createRun(newRun: NewRun): Promise<'created' | 'found'> {
  const { runsRoot, runId } = newRun.ref;
  const run = openRunFolder(newRun.ref);
  if (await isThere(run)) return adopt(run, newRun);
  const temporary = join(runsRoot, `.new-${runId}-${process.pid}`);
  try {
    await mkdir(temporary, { recursive: true });
    await writeFile(join(temporary, 'config.json'), toText(newRun.config));
    await writeFile(join(temporary, 'manifest.json'), renderManifest(buildManifest(newRun)));
    await rename(temporary, run.folder);
    return 'created';
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Another process was first with the same run.
    if (await isThere(run)) return adopt(run, newRun);
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudioFailure(
      'RunFolderUnusable',
      `cannot make the run folder ${run.folder}: ${reason}`,
      { remedy: 'Make the folder writable and free of other files, or choose another one with --runs.' },
      error,
    );
  }
}

/** Sets a run's folder aside as `<run-id>.old-1`, `.old-2`, ...; returns the new path, undefined when there was none. */
export async function setRunAside(ref: RunRef): Promise<string | undefined> {
  const run = openRunFolder(ref);
  for (let number = 1; ; number += 1) {
    const aside = `${run.folder}.old-${number}`;
    try {
      // Renaming onto an existing folder fails unless it is empty, so making it first claims the number.
      await mkdir(aside);
    } catch (error) {
      if (isErrorCode(error, 'EEXIST')) continue;
      throw error;
    }
    try {
      await rename(run.folder, aside);
      return aside;
    } catch (error) {
      await rm(aside, { recursive: true, force: true });
      if (isErrorCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  }
}

async function adopt(run: RunFolder, newRun: NewRun): Promise<'found'> {
  const { config } = newRun;
  const isGrown = (await compareWithRun(run, newRun)) === 'grows';
  if ((await run.readText('config.json')) !== toText(config)) await run.writeText('config.json', toText(config));
  const manifest = await run.readManifest();
  // Lost, or removed since it was damaged: every stage is made again, its parts and its dialogs' journals are found.
  if (manifest === undefined) await run.writeManifest(buildManifest(newRun));
  else if (isGrown) {
    await run.writeManifest({ ...manifest, configHash: hashConfig(config), status: 'running' });
  }
  return 'found';
}

/** Whether a run that is there is the one that is wanted, or would grow into it. Throws RunFolderUnusable that shows what differs. */
export async function compareWithRun(run: RunFolder, { config, isNamed }: NewRun): Promise<'same' | 'grows'> {
  if (await isConfigLost(run, config)) return 'same';
  const differences = findConfigDifferences(await run.readConfig(), config);
  if (differences.length === 0) return 'same';
  if (isNamed === true && differences.every(isGrowth)) return 'grows';
  const { runId } = run.ref;
  const wasMadeSo = (await run.readManifest())?.configHash === hashConfig(config);
  throw new StudioFailure(
    'RunFolderUnusable',
    `run ${runId} has other settings in ${run.path('config.json')}:\n${describeDifferences(differences)}`,
    {
      remedy: wasMadeSo
        ? 'The run was made with the settings given here: that file was edited by hand or damaged. Remove it and launch again, which writes it again; or set the run aside by --fresh.'
        : isNamed === true
          ? 'Leave these out to go on with the run (targets.limit may grow), or leave --run out to make another run.'
          : `It has grown, or was edited by hand. Go on with it as it is by --run ${runId}, or set it aside by --fresh.`,
    },
  );
}

/** Whether the config is missing, and was the one that is given now. */
export async function isConfigLost(run: RunFolder, config: RunConfig): Promise<boolean> {
  if ((await run.readText('config.json')) !== undefined) return false;
  return (await run.readManifest())?.configHash === hashConfig(config);
}

/** Whether the folder holds a run, be it one that lost its manifest or its config. */
export const isThere = async (run: RunFolder): Promise<boolean> =>
  (await run.readManifest()) !== undefined || (await run.readText('config.json')) !== undefined;

function buildManifest({ ref, config, versions }: NewRun): Manifest {
  const { runId } = ref;
  return { runId, configHash: hashConfig(config), seed: config.seed, versions, status: 'running', stages: [] };
}

const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

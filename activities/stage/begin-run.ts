import type { Manifest } from '../../schemas/manifest.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Dependencies, RunFolder } from '../dependencies.ts';

/** Checks that the run's folder is there and readable, and marks the run as going on. */
export function createBeginRun(deps: Dependencies): (ref: RunRef) => Promise<void> {
  return (ref) => setStatus(deps.openRun(ref), 'running');
}

/** Marks the run complete; nothing is recomputed when it is launched again. */
export function createEndRun(deps: Dependencies): (ref: RunRef) => Promise<void> {
  return (ref) => setStatus(deps.openRun(ref), 'complete');
}

async function setStatus(run: RunFolder, status: Manifest['status']): Promise<void> {
  await run.readConfig();
  const manifest = await run.readManifest();
  if (manifest === undefined) {
    throw new StudioFailure('RunFolderUnusable', `${run.path('manifest.json')} is missing`, {
      remedy: 'The run folder was removed or moved: launch the run again, or put the folder back.',
    });
  }
  if (manifest.status !== status) await run.writeManifest({ ...manifest, status });
}

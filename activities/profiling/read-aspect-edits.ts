import { createHash } from 'node:crypto';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Manifest } from '../../schemas/manifest.ts';
import { canonicalEdits, noEdits, parseAspectEdits } from '../../studio/profiling/aspect-edits.ts';
import type { AspectEditProblem, AspectEdits } from '../../studio/profiling/aspect-edits.ts';
import type { RunFolder } from '../dependencies.ts';

/** In the run's folder, for a person to edit. */
export const aspectFilePath = 'aspects.yaml';

/** What a person wrote into the run's `aspects.yaml`; no edits where it is not there. Throws InvalidRunConfig with file and line. */
export async function readAspectEdits(run: RunFolder): Promise<AspectEdits> {
  const text = await run.readText(aspectFilePath);
  if (text === undefined) return noEdits;
  const { edits, problems } = parseAspectEdits(text);
  if (problems.length > 0) throw wrongAspectFile(run, problems);
  return edits;
}

/** Short hash of the edits; `none` for none. */
export async function hashAspectEdits(run: RunFolder): Promise<string> {
  const canonical = canonicalEdits(await readAspectEdits(run));
  if (canonical === null) return 'none';
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, 16);
}

/** Whether the file was edited since the aspects were written. */
export async function areAspectsEdited(run: RunFolder, manifest: Manifest): Promise<boolean> {
  const applied = manifest.stages.find(({ stage }) => stage === 'aspects')?.figures['edits'];
  return applied !== undefined && applied !== (await hashAspectEdits(run));
}

export function wrongAspectFile(run: RunFolder, problems: readonly AspectEditProblem[]): StudioFailure {
  const places = problems.map(({ line, message }) => `${aspectFilePath}:${line}: ${message}`);
  return new StudioFailure('InvalidRunConfig', places.join('; '), {
    remedy: `Correct ${run.path(aspectFilePath)}, or remove it to get a new listing.`,
  });
}

import { createHash } from 'node:crypto';
import type { RunRef } from '../../../schemas/run-ref.ts';
import { decodeAspectModel } from '../../../studio/profiling/aspect-model.ts';
import type { RecommenderData } from '../data/recommender-data.ts';
import type { TermModel } from '../data/turn-vectors.ts';
import type { Dependencies, RunFolder } from '../../../activities/dependencies.ts';
import { aspectModelPath } from '../../../activities/profiling/induce-aspects.ts';
import { readRecommenderData } from './read-recommender-data.ts';

/** Raised when a training computes something else from the same input. */
const version = 3;

/** Everything drawn that is no matter of a model: splits by dialog and candidate lists. */
export const listsSeed = async (run: RunFolder): Promise<number> => (await run.readConfig()).seed;

export interface TrainingInput {
  data: RecommenderData;
  /** Of all the data depends on. */
  key: string;
  termModel: TermModel | undefined;
}

/** One run's data is kept for the next training of the same worker: reading it takes as long as an epoch of a small model. */
export function createTrainingInputReader(deps: Dependencies): (ref: RunRef) => Promise<TrainingInput> {
  let kept: { key: string; read: Promise<TrainingInput> } | undefined;
  return async (ref) => {
    const run = deps.openRun(ref);
    const stages = (await run.readManifest())?.stages ?? [];
    const fingerprints = stages
      .filter(({ stage }) => stage === 'reviews' || stage === 'aspects' || stage === 'dialogs')
      .map(({ stage, fingerprint }) => `${stage} ${fingerprint}`)
      .toSorted();
    const key = hashOf([version, fingerprints, await listsSeed(run)]);
    const place = JSON.stringify([run.folder, key]);
    if (kept?.key !== place) kept = { key: place, read: readOnce(deps, run, key) };
    const { read } = kept;
    // What failed is read anew the next time.
    read.catch(() => {
      kept = undefined;
    });
    return read;
  };
}

async function readOnce(deps: Dependencies, run: RunFolder, key: string): Promise<TrainingInput> {
  const data = await readRecommenderData(deps, run);
  const bytes = await run.readBytes(aspectModelPath);
  return { data, key, termModel: bytes === undefined ? undefined : readTermModel(bytes) };
}

/** Undefined for a file that is broken or of another version: most trainings need none. */
function readTermModel(bytes: Uint8Array): TermModel | undefined {
  try {
    return decodeAspectModel(bytes);
  } catch {
    return undefined;
  }
}

const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

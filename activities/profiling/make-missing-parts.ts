import type { Dependencies, PartStore } from '../dependencies.ts';
import type { StageContext } from '../stage/run-stage.ts';
import { createStagePause } from '../stage/stage-pause.ts';
import type { PartSetup, PartTask } from './part.ts';

/** A part that a relation is put together from: what it is made of, and the name that says so. */
export interface NamedPart {
  /** Partition of the reviews, e.g. '2019-03'. */
  partition: string;
  reviews: number;
  /** Hash of all that the part is made from. */
  name: string;
}

/** The files of a relation's parts, in the order of its partitions, and how many of them had to be made. */
export interface MadeParts {
  paths: string[];
  made: number;
}

/** Makes those parts of a relation that are not there yet, for `stage`, and removes parts of no partition. */
export async function makeMissingParts(
  { db, deps, run }: StageContext,
  stage: 'clauses' | 'mentions',
  setup: PartSetup,
  parts: readonly NamedPart[],
): Promise<MadeParts> {
  const { relation } = setup;
  const store = deps.openParts(run);
  const names = parts.map(({ name }) => name);
  const missing = await store.findMissing(relation, names);
  const wanted = parts.filter(({ name }) => missing.has(name));
  if (wanted.length > 0) {
    const source = store.path(relation, 'unread-reviews');
    // Sorted once, so that no part has to look for its reviews in all of them.
    await db.writeParquet(await deps.readSql('studio/profiling/parts/unread_reviews.sql'), source, {
      partitions: JSON.stringify(wanted.map(({ partition }) => partition)),
    });
    const tasks = wanted.map(({ partition, name }) => ({ partition, source, target: store.path(relation, name) }));
    await store.make(setup, tasks, showProgress(deps, stage, relation, wanted));
  }
  await store.keepOnly(relation, names);
  return { paths: names.map((name) => store.path(relation, name)), made: wanted.length };
}

function showProgress(
  deps: Dependencies,
  stage: 'clauses' | 'mentions',
  relation: 'clauses' | 'mentions',
  parts: readonly NamedPart[],
): Parameters<PartStore['make']>[2] {
  let made = 0;
  return {
    reviews: parts.reduce((sum, { reviews }) => sum + reviews, 0),
    pause: createStagePause(deps, stage),
    signal: deps.cancellation(),
    onMade: ({ partition }: PartTask) => {
      made += 1;
      deps.meter.partMade(relation);
      deps.heartbeat({ stage, progress: `${relation}: ${made} of ${parts.length} partitions`, partition });
    },
  };
}

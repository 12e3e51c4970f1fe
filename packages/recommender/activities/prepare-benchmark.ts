import type { BenchmarkRequest, RecommenderSettings } from '../schema.ts';
import { drawCandidates } from '../data/draw-candidates.ts';
import { splitDialogs } from '../data/split-dialogs.ts';
import { drawTrials, searchSpace } from '../training/search-options.ts';
import type { Dependencies, RunFolder } from '../../../activities/dependencies.ts';
import { readRecommenderData } from './read-recommender-data.ts';
import { listsSeed } from './read-training-input.ts';

export interface PreparedBenchmark {
  /** Settings that every model is tried with. */
  trials: RecommenderSettings[];
  dialogs: number;
  /** Dialogs left out, as the user does not take the target in them. */
  notTaken: number;
  items: number;
}

/**
 * Writes how the run's dialogs are split and what each target is ranked with, so that any model, of this project or another, can be ranked
 * on the same; and draws the settings to try.
 */
export function createPrepareBenchmark(
  deps: Dependencies,
): (request: Pick<BenchmarkRequest, 'ref' | 'settings' | 'trials'>) => Promise<PreparedBenchmark> {
  return async ({ ref, settings, trials }) => {
    const run = deps.openRun(ref);
    const data = await readRecommenderData(deps, run);
    const seed = await listsSeed(run);
    const itemId = (place: number): string => data.items[place]?.itemId ?? '';
    const split = (['time', 'dialog'] as const).flatMap((scheme) =>
      [...splitDialogs(data, scheme, seed)].map(([dialogId, name]) => ({ scheme, dialogId, split: name })),
    );
    const lists = Object.entries(drawCandidates(data, seed)).flatMap(([protocol, ofDialogs]) =>
      [...ofDialogs].map(([dialogId, places]) => ({ protocol, dialogId, itemIds: places.map(itemId) })),
    );
    await writeRows(deps, run, 'splits', split);
    await writeRows(deps, run, 'ranking_candidates', lists);
    return {
      trials: trials === 1 ? [settings] : drawTrials(settings, searchSpace, trials),
      dialogs: data.dialogs.length,
      notTaken: data.notTaken.length,
      items: data.items.length,
    };
  };
}

const columns = {
  splits: { scheme: 'VARCHAR', dialogId: 'VARCHAR', split: 'VARCHAR' },
  ranking_candidates: { protocol: 'VARCHAR', dialogId: 'VARCHAR', itemIds: 'VARCHAR[]' },
} as const;

async function writeRows(
  deps: Dependencies,
  run: RunFolder,
  relation: keyof typeof columns,
  rows: readonly object[],
): Promise<void> {
  const file = `work/recommender/${relation}.jsonl`;
  await run.writeText(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await deps.withDatabase(run, async (db) => {
    await db.openJson('rows_of', run.pattern(file), columns[relation]);
    await db.writeParquet(
      await deps.readSql(`packages/recommender/benchmark/${relation}.sql`),
      run.relationPath(relation),
    );
  });
}

import { link, mkdir } from 'node:fs/promises';
import { buildProfiles } from '../../activities/profiling/build-profiles.ts';
import { buildTrajectories } from '../../activities/profiling/build-trajectories.ts';
import { lookBack } from '../../activities/planning/find-candidates.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createStageActivity } from '../../activities/stage/run-stage.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { createTestRun } from '../../test/doubles/dependencies.ts';

// A process of its own, so that its peak memory is that of the stages: prints one JSON object. Arguments: the folder of the relations, and
// the number of dialogs to look back for.
const [, , folder = '', dialogs = '0'] = process.argv;
const memoryLimitMb = 4096;

const test = await createTestRun();
try {
  const spillFolder = test.run.path('work/spill');
  await mkdir(spillFolder, { recursive: true });
  const deps: Dependencies = {
    ...test.deps,
    withDatabase: (_run, work) => withDatabase({ memoryLimitMb, spillFolder }, work),
  };
  for (const relation of ['voices', 'term_voices', 'items', 'targets'] as const) {
    await link(`${folder}/${relation}.parquet`, test.run.relationPath(relation));
  }
  const copyMs = await timeMs(() =>
    deps.withDatabase(test.run, async (db) => {
      await db.openParquet('voices', test.run.relationPath('voices'));
      await db.writeParquet('from voices', test.run.path('work/copy.parquet'));
    }),
  );
  const profilesMs = await timeMs(() => createStageActivity(deps, buildProfiles)(test.run.ref));
  const trajectoriesMs = await timeMs(() => createStageActivity(deps, buildTrajectories)(test.run.ref));
  const peakMemoryKb = process.resourceUsage().maxRSS;
  const asOfMs = dialogs === '0' ? null : await timeMs(() => lookBackFor(Number(dialogs), deps));
  console.log(JSON.stringify({ copyMs, profilesMs, trajectoriesMs, peakMemoryKb, asOfMs, folder: test.run.folder }));
  await deps.withDatabase(test.run, async (db) => {
    for (const relation of ['profiles', 'trajectories', 'trajectory_summaries'] as const) {
      await db.writeParquet(`from read_parquet($path)`, `${folder}/duckdb-${relation}.parquet`, {
        path: test.run.relationPath(relation),
      });
    }
  });
} finally {
  await test.remove();
}

async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await work();
  return Math.round(performance.now() - startedAtMs);
}

/** Trajectories as of so many dialogs' targets, for sixteen candidates each, drawn as often as they are spoken of. */
function lookBackFor(count: number, deps: Dependencies): Promise<void> {
  return deps.withDatabase(test.run, async (db) => {
    await db.openParquet('voices', test.run.relationPath('voices'));
    await db.openParquet('term_voices', test.run.relationPath('term_voices'));
    await db.openParquet('items', test.run.relationPath('items'));
    await db.openParquet('all_targets', test.run.relationPath('targets'));
    await db.run(`create temp table targets as from all_targets order by md5(dialog_id) limit ${count}`);
    await db.run(
      `create temp table chosen_candidates as
         select distinct dialog_id, item_id
           from (select dialog_id, unnest(range(16)) as place, row_number() over (order by dialog_id) as no from targets)
           join (select item_id, row_number() over (order by md5(mention_id)) as row_no from voices) on row_no = (no - 1) * 16 + place + 1`,
    );
    await lookBack({ config: await test.run.readConfig(), db, deps });
  });
}

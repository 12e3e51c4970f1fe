import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { buildTrajectories } from '../activities/profiling/build-trajectories.ts';
import { createStageActivity } from '../activities/stage/run-stage.ts';
import type { Database } from '../activities/dependencies.ts';
import { writeSample } from '../datasets/sample/write-sample.ts';
import { withStages } from './plan-in-process.ts';
import { readPlantedTruth } from './planted-truth.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// Do the labels "rising" and "falling" find the turns that the bundled sample has planted? Over the project's own mentions, and, to tell the
// rule from the mentions, over the planted ones. Simulated reviews of 1,500 users on 150 items a domain.

const size = { users: 1500, items: 150 };
const FoundSchema = z.object({ flagged: z.number(), right: z.number(), turns: z.number(), found: z.number() });
const ReachableSchema = z.object({ turns: z.number(), found: z.number() });

const results: Result[] = [];
const shares: Record<string, Record<string, number>> = {};
for (const domain of ['yelp', 'amazon', 'mobilerec'] as const) {
  const sample = { domain, ...size };
  const folder = await mkdtemp(join(tmpdir(), 'convrec-trends-'));
  await writeSample(folder, sample);
  await withStages({ source: { kind: domain, path: folder } }, 'buildTrajectories', async ({ run, deps }) => {
    const measure = (mentions: string): Promise<void> =>
      deps.withDatabase(run, async (db) => {
        for (const relation of ['reviews', 'voices', 'trajectory_summaries'] as const) {
          await db.openParquet(relation, run.relationPath(relation));
        }
        await readPlantedTruth(db, folder);
        await report(db, domain, mentions);
      });
    await measure('own mentions');
    // The planted clauses in place of what the project found, one voice a review and aspect.
    await deps.withDatabase(run, async (db) => {
      await db.openParquet('reviews', run.relationPath('reviews'));
      await readPlantedTruth(db, folder);
      await db.writeParquet(
        `select review_id || ':' || min(char_start) as mention_id, review_id, user_id, item_id, reviewed_at, aspect as aspect_id, 0 as clause_no,
              min(char_start) as char_start, arg_min(char_end, char_start) as char_end, round(avg(sentiment), 6) as sentiment
         from planted where aspect is not null group by review_id, user_id, item_id, reviewed_at, aspect order by mention_id`,
        run.relationPath('voices'),
      );
    });
    const manifest = await run.readManifest();
    if (manifest !== undefined) await run.writeManifest({ ...manifest, stages: [] });
    await createStageActivity(deps, buildTrajectories)(run.ref);
    await measure('planted mentions');
  });
  await rm(folder, { recursive: true, force: true });
}
await writeResults('trends', results, shares);

async function report(db: Database, domain: string, mentions: string): Promise<void> {
  // An induced aspect stands for the planted one that most of its voices' clauses overlap, where that is half of them or more.
  await db.run(
    `create temp table meanings as
       select aspect_id, aspect
         from (select voices.aspect_id, planted.aspect, count(*) as n, sum(count(*)) over (partition by voices.aspect_id) as whole
                 from voices
                 join planted on planted.review_id = voices.review_id and planted.char_start < voices.char_end and planted.char_end > voices.char_start
                group by voices.aspect_id, planted.aspect)
        where n >= whole / 2 and aspect is not null
      qualify row_number() over (partition by aspect_id order by n desc, aspect) = 1`,
  );
  await db.run(
    `create temp table labelled as
       select distinct item_id, aspect, label = 'rising' as is_rising
         from trajectory_summaries join meanings using (aspect_id) where label in ('rising', 'falling')`,
  );
  const [row] = await db.rows(
    `select (select count(*) from labelled) as flagged,
            (select count(*) from labelled semi join turns using (item_id, aspect, is_rising)) as "right",
            (select count(*) from turns) as turns,
            (select count(*) from turns semi join labelled using (item_id, aspect, is_rising)) as found`,
  );
  const { flagged, right, turns, found } = FoundSchema.parse(row);
  const [reachableRow] = await db.rows(
    `with reachable as (
       select turns.item_id, turns.aspect, turns.is_rising
         from turns join meanings using (aspect) join voices on voices.item_id = turns.item_id and voices.aspect_id = meanings.aspect_id
        group by all having count(*) filter (where reviewed_at < turns.at) >= 5 and count(*) filter (where reviewed_at >= turns.at) >= 5)
     select count(*) as turns, count(*) filter (where exists (select 1 from labelled where labelled.item_id = reachable.item_id
       and labelled.aspect = reachable.aspect and labelled.is_rising = reachable.is_rising)) as found from reachable`,
  );
  const reachable = ReachableSchema.parse(reachableRow);
  const setting = `simulated ${domain}, ${mentions}`;
  const add = (name: string, value: number, unit: string): void => {
    results.push({ name, value, unit, setting });
    shares[`${domain}, ${mentions}`] = { ...shares[`${domain}, ${mentions}`], [name]: value };
  };
  add('precision', share(right, flagged), `of ${flagged} labels rising or falling`);
  add('recall', share(found, turns), `of ${turns} planted turns`);
  add(
    'recall where five voices stand on each side',
    share(reachable.found, reachable.turns),
    `of ${reachable.turns} planted turns`,
  );
}

function share(part: number, whole: number): number {
  return Math.round((1000 * part) / whole) / 1000;
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { buildTrajectories } from '../activities/profiling/build-trajectories.ts';
import { createStageActivity } from '../activities/stage/run-stage.ts';
import type { Database } from '../activities/dependencies.ts';
import { truthFiles } from '../datasets/sample/truth.ts';
import { writeSample } from '../datasets/sample/write-sample.ts';
import { withStages } from './plan-in-process.ts';
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
  for (const scorer of ['lexicon', 'learned'] as const) {
    const config = { source: { kind: domain, path: folder }, sentiment: { scorer } };
    await withStages(config, 'buildTrajectories', async ({ run, deps }) => {
      const measure = (mentions: string): Promise<void> =>
        deps.withDatabase(run, async (db) => {
          for (const relation of ['reviews', 'mentions', 'trajectory_summaries'] as const) {
            await db.openParquet(relation, run.relationPath(relation));
          }
          await readTruth(db, folder);
          await report(db, domain, mentions);
        });
      await measure(`own mentions, ${scorer} sentiment`);
      if (scorer === 'learned') return;
      // The planted clauses in place of what the project found.
      await deps.withDatabase(run, async (db) => {
        await db.openParquet('reviews', run.relationPath('reviews'));
        await readTruth(db, folder);
        await db.writeParquet(
          `select review_id || ':' || char_start as mention_id, review_id, user_id, item_id, reviewed_at, aspect as aspect_id, 0 as clause_no,
                char_start, char_end, 1::double as similarity, sentiment
           from planted where aspect is not null order by mention_id`,
          run.relationPath('mentions'),
        );
      });
      const manifest = await run.readManifest();
      if (manifest !== undefined) await run.writeManifest({ ...manifest, stages: [] });
      await createStageActivity(deps, buildTrajectories)(run.ref);
      await measure('planted mentions');
    });
  }
  await rm(folder, { recursive: true, force: true });
}
await writeResults('trends', results, shares);

/** Tables `planted` (a clause of a staged review) and `turns` (item, planted aspect, date, direction). */
async function readTruth(db: Database, folder: string): Promise<void> {
  const readArray = async (file: string): Promise<string> =>
    `[${(await readFile(join(folder, file), 'utf8')).trimEnd().replaceAll('\n', ',')}]`;
  await db.run(
    `create temp table planted as
       select reviews.review_id, reviews.user_id, reviews.item_id, reviews.reviewed_at, clause.char_start, clause.char_end, clause.aspect, clause.sentiment
         from (select unnest(from_json($clauses, '[{"review_id":"VARCHAR","char_start":"INTEGER","char_end":"INTEGER","aspect":"VARCHAR","sentiment":"DOUBLE"}]')) as clause)
         join (select unnest(from_json($reviews, '[{"review_id":"VARCHAR","line":"BIGINT"}]'), recursive := true)) as lines on lines.review_id = clause.review_id
         join reviews on reviews.source_line = lines.line`,
    { clauses: await readArray(truthFiles.clauses), reviews: await readArray(truthFiles.reviews) },
  );
  await db.run(
    `create temp table turns as
       select item_id, turn.aspect, turn.at, turn."to" > turn."from" as is_rising
         from (select item_id, unnest(turns) as turn
                 from (select unnest(from_json($items, '[{"item_id":"VARCHAR","turns":[{"aspect":"VARCHAR","at":"TIMESTAMP","from":"DOUBLE","to":"DOUBLE"}]}]'), max_depth := 2)))`,
    { items: await readArray(truthFiles.items) },
  );
}

async function report(db: Database, domain: string, mentions: string): Promise<void> {
  // An induced aspect stands for the planted one that most of its mentions overlap, where that is half of them or more.
  await db.run(
    `create temp table meanings as
       select aspect_id, aspect
         from (select mentions.aspect_id, planted.aspect, count(*) as n, sum(count(*)) over (partition by mentions.aspect_id) as whole
                 from mentions
                 join planted on planted.review_id = mentions.review_id and planted.char_start < mentions.char_end and planted.char_end > mentions.char_start
                group by mentions.aspect_id, planted.aspect)
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
         from turns join meanings using (aspect) join mentions on mentions.item_id = turns.item_id and mentions.aspect_id = meanings.aspect_id
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
    'recall where five mentions stand on each side',
    share(reachable.found, reachable.turns),
    `of ${reachable.turns} planted turns`,
  );
}

function share(part: number, whole: number): number {
  return Math.round((1000 * part) / whole) / 1000;
}

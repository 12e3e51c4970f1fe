import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../activities/dependencies.ts';
import { writeSample } from '../datasets/sample/write-sample.ts';
import { withStages } from './plan-in-process.ts';
import { readPlantedTruth } from './planted-truth.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// What mentions of the bundled samples mean, by the planted truth: of each clause that was planted for an aspect the generator knows the
// aspect and the polarity. A mention is about a planted clause where its term stands in it. Planted clauses are judged in words of fixed
// templates, so these figures say that nothing is broken, not how well natural reviews are read: for that see meaning.json.
const count = z.number();
const MentionsSchema = z.tuple([
  z.object({ reviews: count, sided: count, right: count, claimed: count, claimed_right: count }),
]);
const RecallSchema = z.array(z.object({ polarity: z.string(), planted: count, found: count, heard: count }));
const AspectsSchema = z.array(
  z.object({ label: z.string(), aspect: z.string(), mentions: count, purity: count, of_planted: count }),
);

/** Mentions whose term stands in exactly one planted clause that is for an aspect and has a side. */
const placed = `
  placed as (
    select mentions.*, any_value(planted.aspect) as planted_aspect, any_value(planted.polarity) as planted_polarity
    from mentions
    join planted
      on planted.review_id = mentions.review_id and planted.char_start <= mentions.term_start and planted.char_end >= mentions.term_end
    where planted.aspect is not null
    group by all
    having count(*) = 1
  )`;

const polarities = `
  with ${placed},
  heard as (
    select placed.*, voices.polarity as voice
    from placed join voices on voices.mention_id = placed.mention_id
    -- A voice is of all that its review says of the aspect: only where that is this mention is it this clause's.
    where (select count(*) from mentions as others where others.review_id = placed.review_id and others.aspect_id = placed.aspect_id) = 1
  )
  select
    (select count(*) from reviews) as reviews,
    (select count(*) from heard where voice in ('positive', 'negative') and planted_polarity <> 'mixed') as sided,
    (select count(*) from heard where voice = planted_polarity and planted_polarity <> 'mixed') as "right",
    count(*) filter (where polarity in ('positive', 'negative') and planted_polarity <> 'mixed') as claimed,
    count(*) filter (where polarity = planted_polarity and planted_polarity <> 'mixed') as claimed_right
  from placed`;

const recalls = `
  select
    planted.polarity,
    count(*) as planted,
    count(*) filter (where exists (
      select 1 from mentions
      where mentions.review_id = planted.review_id and mentions.polarity = planted.polarity
        and planted.char_start <= mentions.term_start and planted.char_end >= mentions.term_end
    )) as found,
    count(*) filter (where exists (
      select 1 from mentions join voices on voices.review_id = mentions.review_id and voices.aspect_id = mentions.aspect_id
      where mentions.review_id = planted.review_id and voices.polarity = planted.polarity
        and planted.char_start <= mentions.term_start and planted.char_end >= mentions.term_end
    )) as heard
  from planted
  where planted.aspect is not null and planted.polarity <> 'mixed'
  group by planted.polarity
  order by planted.polarity`;

const purities = `
  with ${placed},
  counted as (
    select aspect_id, planted_aspect, count(*) as n, sum(count(*)) over (partition by aspect_id) as mentions,
      sum(count(*)) over (partition by planted_aspect) as of_aspect
    from placed
    where aspect_id <> 'a00'
    group by aspect_id, planted_aspect
  )
  select aspects.label, planted_aspect as aspect, mentions, n / mentions as purity, n / of_aspect as of_planted
  from counted
  join aspects on aspects.aspect_id = counted.aspect_id
  qualify row_number() over (partition by counted.aspect_id order by n desc, planted_aspect) = 1
  order by counted.aspect_id`;

const results: Result[] = [];
const shares: Record<string, Record<string, number>> = {};
for (const domain of ['yelp', 'amazon', 'mobilerec'] as const) {
  const folder = await mkdtemp(join(tmpdir(), 'convrec-planted-'));
  try {
    await writeSample(folder, { domain });
    await withStages({ source: { kind: domain, path: folder } }, 'extractMentions', ({ run, deps }) =>
      deps.withDatabase(run, async (db) => {
        for (const relation of ['reviews', 'aspects', 'mentions', 'voices'] as const)
          await db.openParquet(relation, run.relationPath(relation));
        await readPlantedTruth(db, folder);
        await measure(db, domain);
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
await writeResults('planted-mentions', results, shares);

async function measure(db: Database, domain: string): Promise<void> {
  const [{ reviews, sided, right, claimed, claimed_right: claimedRight }] = MentionsSchema.parse(
    await db.rows(polarities),
  );
  const setting = `simulated ${domain}, ${reviews} reviews`;
  const figures: Record<string, number> = {};
  shares[domain] = figures;
  const add = (name: string, part: number, whole: number, unit: string): void => {
    const value = whole === 0 ? 0 : Number((part / whole).toFixed(3));
    results.push({ name: `${domain}: ${name}`, value, unit, setting });
    figures[name] = value;
  };
  add('polarity right of what is claimed', claimedRight, claimed, `of ${claimed} mentions in planted clauses`);
  add('polarity right of what a voice counts', right, sided, `of ${sided} voices' mentions in planted clauses`);
  for (const { polarity, planted, found, heard } of RecallSchema.parse(await db.rows(recalls))) {
    const what = polarity === 'positive' ? 'praise' : 'complaints';
    add(`${what} found, claimed`, found, planted, `of ${planted} planted ${what}`);
    add(`${what} found by a voice on some aspect`, heard, planted, `of ${planted} planted ${what}`);
  }
  const aspects = AspectsSchema.parse(await db.rows(purities));
  const [{ planted }] = z
    .tuple([z.object({ planted: count })])
    .parse(await db.rows('select count(distinct aspect) as planted from planted where aspect is not null'));
  const purest = aspects.map(({ purity }) => purity).toSorted((a, b) => a - b);
  const all = aspects.reduce((sum, { mentions }) => sum + mentions, 0);
  const pure = aspects.reduce((sum, { mentions, purity }) => sum + mentions * purity, 0);
  add('purity of aspects, by mentions', pure, all, `of ${all} mentions with an aspect in planted clauses`);
  add('purity, least', purest[0] ?? 0, 1, `of ${aspects.length} aspects`);
  add('purity, middle', purest[Math.floor(purest.length / 2)] ?? 0, 1, `of ${aspects.length} aspects`);
  const recovered = new Set(aspects.filter(({ purity }) => purity >= 0.5).map(({ aspect }) => aspect));
  add('planted aspects recovered', recovered.size, planted, `of ${planted}: one that is half or more of some aspect`);
  for (const { label, aspect, mentions, purity, of_planted: own } of aspects)
    console.log(`${domain}: ${label}: ${mentions} mentions, ${purity.toFixed(2)} ${aspect}, ${own.toFixed(2)} of it`);
}

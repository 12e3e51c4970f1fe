import { z } from 'zod';
import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { renderAspectPage } from '../../studio/profiling/render-aspect-page.ts';
import type { ShownAspect, ShownTrajectory } from '../../studio/profiling/render-aspect-page.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { isMade, openRelations } from './check-relations.ts';

const relations = [
  'reviews',
  'items',
  'aspects',
  'terms',
  'mentions',
  'voices',
  'term_voices',
  'trajectories',
  'trajectory_summaries',
] as const;
const memoryLimitMb = 1024;

/** Writes the run's `pages/aspects.md` and returns its path. Review text stays in the run. Throws RunFolderUnusable before trajectories are there. */
export async function writeAspectPage(run: RunFolder): Promise<string> {
  for (const relation of relations) {
    if (await isMade(run, relation)) continue;
    throw new StudioFailure('RunFolderUnusable', `run ${run.ref.runId} has no ${relation} yet`, {
      remedy: 'Launch it again, or wait until its trajectories are built (convrec status).',
    });
  }
  const page = 'pages/aspects.md';
  await withDatabase({ memoryLimitMb }, async (db) => {
    await openRelations(db, run, relations);
    await run.writeText(page, renderAspectPage(await readAspects(db), await readTrajectories(db)));
  });
  return run.path(page);
}

const ClauseSchema = z.object({
  reviewId: z.string(),
  charStart: z.number(),
  charEnd: z.number(),
  text: z.string(),
});
const ExampleSchema = ClauseSchema.extend({ aspectId: z.string() });
const AspectSchema = z.object({
  aspectId: z.string(),
  label: z.string(),
  topTerms: z.array(z.string()),
  voices: z.number(),
  reviewers: z.number(),
  terms: z.array(z.object({ label: z.string(), voices: z.number(), reviewers: z.number() })),
});

async function readAspects(db: Database): Promise<ShownAspect[]> {
  const examples = z.array(ExampleSchema).parse(await db.rows(await readSql('run/reading/example_clauses.sql')));
  const aspects = z.array(AspectSchema).parse(await db.rows(await readSql('run/reading/aspect_counts.sql')));
  return aspects.map((aspect) => ({
    ...aspect,
    examples: examples.filter(({ aspectId }) => aspectId === aspect.aspectId),
  }));
}

const TrajectorySchema = z.object({
  itemId: z.string(),
  title: z.string().nullable(),
  aspectId: z.string(),
  label: z.string(),
  mentions: z.number(),
  slopePerYear: z.number().nullable(),
  slopeSe: z.number().nullable(),
});
const BinSchema = z.object({
  month: z.string(),
  mentions: z.number(),
  mean: z.number(),
  shrunkMean: z.number(),
  level: z.number(),
});
const EvidenceSchema = ClauseSchema.extend({ month: z.string(), sentiment: z.number() });

async function readTrajectories(db: Database): Promise<ShownTrajectory[]> {
  const rows = await db.rows(await readSql('run/reading/example_trajectories.sql'));
  const shown: ShownTrajectory[] = [];
  for (const trajectory of z.array(TrajectorySchema).parse(rows)) {
    const values = { itemId: trajectory.itemId, aspectId: trajectory.aspectId };
    const bins = await db.rows(await readSql('run/reading/trajectory_bins.sql'), values);
    const evidence = await db.rows(await readSql('run/reading/trajectory_mentions.sql'), values);
    shown.push({
      ...trajectory,
      bins: z.array(BinSchema).parse(bins),
      evidence: z.array(EvidenceSchema).parse(evidence),
    });
  }
  return shown;
}

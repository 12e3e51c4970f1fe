import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { decodeAspectModel } from '../../studio/profiling/aspect-model.ts';
import type { SentimentScorer } from '../../studio/sentiment/clause-sentiment.ts';
import { ensureClauseParts, namePart, openParts, tellProgress } from './clause-parts.ts';
import type { Partition } from './clause-parts.ts';
import type { RunFolder } from '../dependencies.ts';
import { aspectModelPath } from './induce-aspects.ts';
import type { MentionSetup } from './part.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';
import { prepareScorer } from './train-sentiment.ts';

/** Raised by hand when the same clauses and settings give other mentions. */
const mentionPartVersion = 3;

/** Finds the aspects that each clause speaks of, with its sentiment, a partition at a time. */
export const extractMentions: Stage = {
  name: 'mentions',
  version: 4,
  reads: ['reviews', 'clauses', 'aspects'],
  writes: ['mentions'],
  settings: ({ aspects, sentiment }) => ({ minimumSimilarity: aspects.minimumSimilarity, sentiment }),
  async run(context) {
    const { scorer, figures } = await prepareScorer(context);
    const setup = await readSetup(context, scorer);
    const { partitions } = await ensureClauseParts(context, 'mentions');
    const { paths, made } = await ensureMentionParts(context, partitions, setup);
    await openParts(context, paths);
    const mentions = await context.write('mentions', await context.deps.readSql('studio/profiling/mentions.sql'));
    const { clauses, ...coverage } = await measureCoverage(context);
    return {
      steps: [{ step: 'clauses to mentions', rowsIn: clauses, rowsOut: mentions }],
      figures: {
        ...figures,
        ...coverage,
        review_coverage: coverage.reviews === 0 ? 0 : coverage.mentioning / coverage.reviews,
        partitions: partitions.length,
        partitions_made: made,
      },
    };
  },
};

async function readSetup({ run, config, db }: StageContext, scorer: SentimentScorer): Promise<MentionSetup> {
  const kept = z
    .array(z.object({ aspect_id: z.string() }))
    .parse(await db.rows('select aspect_id from aspects where kept order by aspect_id'));
  return {
    relation: 'mentions',
    aspectModel: await readAspectModel(run),
    keptAspectIds: kept.map(({ aspect_id: aspectId }) => aspectId),
    minimumSimilarity: config.aspects.minimumSimilarity,
    scorer,
    starWeight: config.sentiment.starWeight,
  };
}

/** The model's bytes, once they have been read as one. */
async function readAspectModel(run: RunFolder): Promise<Uint8Array> {
  const bytes = await run.readBytes(aspectModelPath);
  const remedy = 'Launch again with --fresh, which induces the aspects anew.';
  if (bytes === undefined)
    throw new StudioFailure('RunFolderUnusable', `${run.path(aspectModelPath)} is missing`, { remedy });
  try {
    decodeAspectModel(bytes);
    return bytes;
  } catch (error) {
    throw new StudioFailure('RunFolderUnusable', `${run.path(aspectModelPath)} cannot be read`, { remedy }, error);
  }
}

/** Sees to it that the mentions of every partition are there as parts, and no part that is none's. */
async function ensureMentionParts(
  { run, deps }: StageContext,
  partitions: readonly Partition[],
  setup: MentionSetup,
): Promise<{ paths: string[]; made: number }> {
  const store = deps.openParts(run);
  const { aspectModel, keptAspectIds, minimumSimilarity, scorer, starWeight } = setup;
  const rules = namePart([
    mentionPartVersion,
    hashBytes(aspectModel),
    keptAspectIds,
    minimumSimilarity,
    ...(scorer.kind === 'lexicon'
      ? [scorer.kind]
      : [hashBytes(bytesOf(scorer.model.weights)), scorer.model.lexiconWeight]),
    starWeight,
  ]);
  const named = partitions.map((partition) => ({
    ...partition,
    mentionPart: namePart(['mentions', rules, partition.clausePart]),
  }));
  const names = named.map(({ mentionPart }) => mentionPart);
  const missing = await store.findMissing('mentions', names);
  const wanted = named.filter(({ mentionPart }) => missing.has(mentionPart));
  const tasks = wanted.map(({ partition, clausePart, mentionPart }) => ({
    partition,
    source: store.path('clauses', clausePart),
    target: store.path('mentions', mentionPart),
  }));
  await store.make(setup, tasks, tellProgress(deps, 'mentions', 'mentions', wanted));
  await store.keepOnly('mentions', names);
  return { paths: names.map((name) => store.path('mentions', name)), made: wanted.length };
}

async function measureCoverage({
  db,
}: StageContext): Promise<{ clauses: number; reviews: number; mentioning: number }> {
  const [row] = await db.rows(
    `select (select count(*) from clauses) as clauses, (select count(*) from reviews) as reviews,
       (select count(*) from parts where is_first) as mentioning`,
  );
  return z.object({ clauses: z.number(), reviews: z.number(), mentioning: z.number() }).parse(row);
}

const hashBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

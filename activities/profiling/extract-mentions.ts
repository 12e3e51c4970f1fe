import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { decodeAspectModel } from '../../studio/profiling/aspect-model.ts';
import { decodeMentions } from '../../studio/mentions/mention-knowledge.ts';
import { ensureClauseParts, namePart, openParts, tellProgress } from './clause-parts.ts';
import type { Partition } from './clause-parts.ts';
import type { RunFolder } from '../dependencies.ts';
import { aspectModelPath, mentionKnowledgePath } from './induce-aspects.ts';
import type { MentionSetup } from './part.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';

/** Raised by hand when the same reviews and settings give other mentions. */
const mentionPartVersion = 6;

/** Finds the terms that reviews judge, and what each reviewer thinks of each aspect and term, a partition at a time. */
export const extractMentions: Stage = {
  name: 'mentions',
  version: 7,
  reads: ['reviews', 'clauses', 'aspects', 'terms'],
  writes: ['mentions', 'voices', 'term_voices'],
  settings: ({ aspects }) => ({ minimumSimilarity: aspects.minimumSimilarity }),
  async run(context) {
    const setup = await readSetup(context);
    const { partitions } = await ensureClauseParts(context, 'mentions');
    const { paths, made } = await ensureMentionParts(context, partitions, setup);
    await openParts(context, paths);
    const { deps } = context;
    const mentions = await context.write('mentions', await deps.readSql('studio/profiling/mentions.sql'));
    const voices = await context.write('voices', await deps.readSql('studio/profiling/voices.sql'));
    await context.write('term_voices', await deps.readSql('studio/profiling/term_voices.sql'));
    const { reviews, mentioning, ...polarities } = await measureCoverage(context);
    return {
      steps: [
        { step: 'reviews with a mention', rowsIn: reviews, rowsOut: mentioning },
        { step: 'mentions to voices on aspects', rowsIn: mentions, rowsOut: voices },
      ],
      figures: {
        ...polarities,
        review_coverage: reviews === 0 ? 0 : mentioning / reviews,
        partitions: partitions.length,
        partitions_made: made,
      },
    };
  },
};

const AspectRowsSchema = z.array(z.object({ aspect_id: z.string() }));
const TermRowsSchema = z.array(z.object({ head: z.string(), term_id: z.string(), aspect_id: z.string() }));

async function readSetup({ run, config, db }: StageContext): Promise<MentionSetup> {
  const kept = AspectRowsSchema.parse(await db.rows('select aspect_id from aspects where kept order by aspect_id'));
  const terms = TermRowsSchema.parse(await db.rows('select head, term_id, aspect_id from terms order by head'));
  return {
    relation: 'mentions',
    aspectModel: await readAspectModel(run),
    knowledge: await readKnowledge(run),
    keptAspectIds: kept.map(({ aspect_id: aspectId }) => aspectId),
    terms: terms.map(({ head, term_id: termId, aspect_id: aspectId }) => [head, { termId, aspectId }]),
    minimumSimilarity: config.aspects.minimumSimilarity,
  };
}

/** The model's bytes, once they have been read as one. */
async function readAspectModel(run: RunFolder): Promise<Uint8Array> {
  const bytes = await run.readBytes(aspectModelPath);
  if (bytes === undefined) throw lostModel(run, aspectModelPath, 'is missing');
  try {
    decodeAspectModel(bytes);
    return bytes;
  } catch (error) {
    throw lostModel(run, aspectModelPath, 'cannot be read', error);
  }
}

/** The knowledge's text, once it has been read as such. */
async function readKnowledge(run: RunFolder): Promise<string> {
  const text = await run.readText(mentionKnowledgePath);
  if (text === undefined) throw lostModel(run, mentionKnowledgePath, 'is missing');
  try {
    decodeMentions(text);
    return text;
  } catch (error) {
    throw lostModel(run, mentionKnowledgePath, 'cannot be read', error);
  }
}

const lostModel = (run: RunFolder, path: string, problem: string, cause?: unknown): StudioFailure =>
  new StudioFailure(
    'RunFolderUnusable',
    `${run.path(path)} ${problem}`,
    { remedy: 'Launch again with --fresh, which induces the aspects from the start.' },
    cause,
  );

/** Sees to it that the mentions of every partition are there as parts, and no part that is none's. */
async function ensureMentionParts(
  { db, run, deps }: StageContext,
  partitions: readonly Partition[],
  setup: MentionSetup,
): Promise<{ paths: string[]; made: number }> {
  const store = deps.openParts(run);
  const { aspectModel, knowledge, keptAspectIds, terms, minimumSimilarity } = setup;
  const rules = namePart([
    mentionPartVersion,
    hashOf(aspectModel),
    hashOf(knowledge),
    keptAspectIds,
    terms.map(([head, { termId }]) => `${head} ${termId}`),
    minimumSimilarity,
  ]);
  const named = partitions.map((partition) => ({
    ...partition,
    mentionPart: namePart(['mentions', rules, partition.clausePart]),
  }));
  const names = named.map(({ mentionPart }) => mentionPart);
  const missing = await store.findMissing('mentions', names);
  const wanted = named.filter(({ mentionPart }) => missing.has(mentionPart));
  if (wanted.length > 0) {
    const source = store.path('mentions', 'unread-reviews');
    // Sorted once, so that no part has to look for its reviews in all of them.
    await db.writeParquet(await deps.readSql('studio/profiling/parts/uncut_reviews.sql'), source, {
      partitions: JSON.stringify(wanted.map(({ partition }) => partition)),
    });
    const tasks = wanted.map(({ partition, mentionPart }) => ({
      partition,
      source,
      target: store.path('mentions', mentionPart),
    }));
    await store.make(setup, tasks, tellProgress(deps, 'mentions', 'mentions', wanted));
  }
  await store.keepOnly('mentions', names);
  return { paths: names.map((name) => store.path('mentions', name)), made: wanted.length };
}

async function measureCoverage({
  db,
}: StageContext): Promise<Record<string, number> & { reviews: number; mentioning: number }> {
  const [row] = await db.rows(
    `select (select count(*) from reviews) as reviews, count(*) filter (where is_first) as mentioning,
       count(*) filter (where polarity = 'positive') as positive, count(*) filter (where polarity = 'negative') as negative,
       count(*) filter (where polarity = 'mixed') as mixed, count(*) filter (where polarity = 'neutral') as neutral,
       count(*) filter (where polarity = 'unknown') as unknown
     from parts`,
  );
  const figure = z.number();
  return z
    .object({
      reviews: figure,
      mentioning: figure,
      positive: figure,
      negative: figure,
      mixed: figure,
      neutral: figure,
      unknown: figure,
    })
    .parse(row);
}

const hashOf = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

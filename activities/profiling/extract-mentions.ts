import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { decodeAspectModel } from '../../studio/profiling/aspect-model.ts';
import { decodeMentions } from '../../studio/mentions/mention-knowledge.ts';
import { makeClauseParts, namePart, openParts } from './clause-parts.ts';
import type { Partition } from './clause-parts.ts';
import { makeMissingParts } from './make-missing-parts.ts';
import type { MadeParts } from './make-missing-parts.ts';
import type { RunFolder } from '../dependencies.ts';
import { aspectModelPath, mentionKnowledgePath } from './induce-aspects.ts';
import type { MentionSetup } from './part.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';

/** Raised by hand when the same reviews and settings give other mentions. */
const mentionPartVersion = 11;

/** Finds the terms that reviews judge, and what each reviewer thinks of each aspect and term, a partition at a time. */
export const extractMentions: Stage = {
  name: 'mentions',
  version: 11,
  reads: ['reviews', 'clauses', 'aspects', 'terms'],
  writes: ['mentions', 'voices', 'term_voices'],
  settings: () => ({}),
  async run(context) {
    const setup = await readSetup(context);
    const { partitions } = await makeClauseParts(context, 'mentions');
    const { paths, made } = await makeMentionParts(context, partitions, setup);
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

async function readSetup({ run, db }: StageContext): Promise<MentionSetup> {
  const kept = AspectRowsSchema.parse(await db.rows('select aspect_id from aspects where kept order by aspect_id'));
  const terms = TermRowsSchema.parse(await db.rows('select head, term_id, aspect_id from terms order by head'));
  return {
    relation: 'mentions',
    aspectModel: readLearned(run, aspectModelPath, await run.readBytes(aspectModelPath), decodeAspectModel),
    knowledge: readLearned(run, mentionKnowledgePath, await run.readText(mentionKnowledgePath), decodeMentions),
    keptAspectIds: kept.map(({ aspect_id: aspectId }) => aspectId),
    terms: terms.map(({ head, term_id: termId, aspect_id: aspectId }) => [head, { termId, aspectId }]),
  };
}

/** A file that the aspects stage left, once `decode` has read it; throws `RunFolderUnusable` where it is gone or broken. */
function readLearned<T>(run: RunFolder, path: string, content: T | undefined, decode: (content: T) => unknown): T {
  if (content === undefined) throw lostModel(run, path, 'is missing');
  try {
    decode(content);
    return content;
  } catch (error) {
    throw lostModel(run, path, 'cannot be read', error);
  }
}

const lostModel = (run: RunFolder, path: string, problem: string, cause?: unknown): StudioFailure =>
  new StudioFailure(
    'RunFolderUnusable',
    `${run.path(path)} ${problem}`,
    { remedy: 'Launch again with --fresh, which induces the aspects from the start.' },
    cause,
  );

/** Makes the mentions of every partition that are not there as parts yet. */
function makeMentionParts(
  context: StageContext,
  partitions: readonly Partition[],
  setup: MentionSetup,
): Promise<MadeParts> {
  const { aspectModel, knowledge, keptAspectIds, terms } = setup;
  const rules = namePart([
    mentionPartVersion,
    hashOf(aspectModel),
    hashOf(knowledge),
    keptAspectIds,
    terms.map(([head, { termId }]) => `${head} ${termId}`),
  ]);
  const parts = partitions.map(({ partition, reviews, clausePart }) => ({
    partition,
    reviews,
    name: namePart(['mentions', rules, clausePart]),
  }));
  return makeMissingParts(context, 'mentions', setup, parts);
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

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { numberAt, textAt } from '../../studio/profiling/arrow-columns.ts';
import type { RunTerm } from '../../studio/mentions/list-terms.ts';
import {
  applyAspectEdits,
  canonicalEdits,
  findAspectEditProblems,
  renderAspectFile,
} from '../../studio/profiling/aspect-edits.ts';
import type { AspectEditProblem, AspectEdits } from '../../studio/profiling/aspect-edits.ts';
import { decodeAspectModel, encodeAspectModel } from '../../studio/profiling/aspect-model.ts';
import { induceAspectModel } from '../../studio/profiling/induce-aspect-model.ts';
import type { Induction } from '../../studio/profiling/induce-aspect-model.ts';
import type { Aspect } from '../../studio/profiling/judge-clusters.ts';
import { readTrainingReviews } from '../../studio/profiling/read-training-reviews.ts';
import type { DrawnReview } from '../../studio/profiling/read-training-reviews.ts';
import { openRunBefore } from '../dialogs/answers-before.ts';
import { embedTrainingClauses } from './embed-training-clauses.ts';
import { aspectFilePath, hashAspectEdits, readAspectEdits, wrongAspectFile } from './read-aspect-edits.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';
import { createStagePause } from '../stage/stage-pause.ts';

/** Where the stage leaves what turns a term into an aspect, for the stages after it. */
export const aspectModelPath = 'work/aspect-model.bin';

/** Where it leaves what it learned of opinion words and terms. */
export const mentionKnowledgePath = 'work/mention-knowledge.json';

/** Learns the terms that a seeded sample of the reviews judges, and induces the aspects that these are of. */
export const induceAspects: Stage = {
  name: 'aspects',
  version: 15,
  reads: ['reviews', 'clauses'],
  writes: ['aspects', 'terms'],
  settings: ({ aspects: { embedding, ...aspects } }) => {
    const { kind, baseUrl, name } = embedding;
    return kind === 'terms' ? aspects : { ...aspects, embedding: { baseUrl, name } };
  },
  hashByHand: hashAspectEdits,
  async run(context) {
    const { run, deps } = context;
    const [clauses] = z
      .tuple([z.object({ all: z.number() })])
      .parse(await context.db.rows('select count(*) as "all" from clauses'));
    const { model, aspects: induced, figures, terms, knowledge } = await ensureClusters(context);
    if (!induced.some((aspect) => aspect.kept)) throw noAspects(induced);
    const edits = await readAspectEdits(run);
    const clusters = hashOf(encodeAspectModel(model)).slice(0, 12);
    const isEdited = canonicalEdits(edits) !== null;
    const problems = isEdited ? findProblems(edits, induced, clusters) : [];
    if (problems.length > 0) throw wrongAspectFile(run, problems);
    const { aspects, idOf } = applyAspectEdits(induced, edits);
    const heads = new Map([...model.heads].map(([head, aspectId]) => [head, idOf.get(aspectId) ?? aspectId]));
    const edited = { ...model, heads };
    await run.writeBytes(aspectModelPath, encodeAspectModel(edited));
    await run.writeText(mentionKnowledgePath, knowledge);
    await context.write('aspects', await deps.readSql('studio/profiling/aspects.sql'), {
      aspects: toAspectRows(aspects),
    });
    if (!isEdited) await run.writeText(aspectFilePath, renderAspectFile(induced, clusters));
    const kept = aspects.filter((aspect) => aspect.kept);
    const keptIds = new Set(kept.map(({ aspectId }) => aspectId));
    const placed = terms.flatMap(({ aspectId: cluster, ...term }) => {
      const aspectId = cluster === null ? undefined : (idOf.get(cluster) ?? cluster);
      return aspectId === undefined || !keptIds.has(aspectId) ? [] : [{ ...term, aspectId }];
    });
    await context.write('terms', await deps.readSql('studio/profiling/terms.sql'), { terms: toTermRows(placed) });
    const dropped = aspects
      .filter((aspect) => !aspect.kept)
      .map(({ aspectId, dropReason }) => `${aspectId} ${dropReason}`);
    return {
      steps: [
        { step: 'clauses drawn for training', rowsIn: clauses.all, rowsOut: figures['training_clauses'] ?? 0 },
        { step: 'clusters kept as aspects', rowsIn: aspects.length, rowsOut: kept.length, note: dropped.join('; ') },
        { step: 'terms under an aspect', rowsIn: terms.length, rowsOut: placed.length },
      ],
      figures: { ...figures, edits: await hashAspectEdits(run) },
    };
  },
};

/** What was induced before `aspects.yaml` was applied: a person's edits do not change it. */
const clustersPath = 'work/clusters.json';
const clusterModelPath = 'work/clusters.bin';

const ClustersSchema = z.strictObject({
  key: z.string(),
  model: z.string(),
  aspects: z.array(
    z.strictObject({
      aspectId: z.string(),
      label: z.string(),
      topTerms: z.array(z.string()),
      clauses: z.number(),
      coherence: z.number(),
      kept: z.boolean(),
      dropReason: z.string().nullable(),
    }),
  ),
  figures: z.record(z.string(), z.number()),
  terms: z.array(
    z.strictObject({ head: z.string(), label: z.string(), uses: z.number(), aspectId: z.string().nullable() }),
  ),
  knowledge: z.string(),
});

interface LearnedAspects extends Induction {
  terms: (RunTerm & { aspectId: string | null })[];
  /** Text of the mention knowledge. */
  knowledge: string;
}

async function ensureClusters(context: StageContext): Promise<LearnedAspects> {
  const { run, config, deps } = context;
  const clauses = (await run.readManifest())?.stages.find(({ stage }) => stage === 'clauses')?.fingerprint;
  const key = hashOf(
    JSON.stringify([induceAspects.version, induceAspects.settings(config), config.seed, clauses ?? null]),
  );
  const [known, bytes] = [await run.readText(clustersPath), await run.readBytes(clusterModelPath)];
  const { data } = ClustersSchema.safeParse(known === undefined ? null : JSON.parse(known));
  if (data?.key === key && bytes !== undefined && hashOf(bytes) === data.model) {
    const { aspects, figures, terms, knowledge } = data;
    return { model: decodeAspectModel(bytes), aspects, figures, terms, knowledge };
  }
  const pause = createStagePause(deps, 'aspects');
  const { training, terms: listed, knowledge } = await readTrainingReviews(await drawTrainingReviews(context), pause);
  const embedder = deps.createEmbedder(config);
  const texts = training.map(({ text }) => text);
  const induction = await induceAspectModel(
    training,
    {
      count: config.aspects.count ?? 'auto',
      minimumSimilarity: config.aspects.minimumSimilarity,
      seed: config.seed,
      ...(embedder === null
        ? {}
        : { vectors: await embedTrainingClauses(run, texts, embedder, deps, await openRunBefore(deps, run)) }),
    },
    pause,
  );
  const { aspects, figures, model } = induction;
  const terms = listed.map((term) => ({ ...term, aspectId: model.heads.get(term.head) ?? null }));
  const encoded = encodeAspectModel(model);
  await run.writeBytes(clusterModelPath, encoded);
  const content: z.infer<typeof ClustersSchema> = { key, model: hashOf(encoded), aspects, figures, terms, knowledge };
  await run.writeText(clustersPath, `${JSON.stringify(content)}\n`);
  return { model, aspects, figures, terms, knowledge };
}

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Ids of other clusters would name the wrong things. */
function findProblems(edits: AspectEdits, aspects: readonly Aspect[], clusters: string): AspectEditProblem[] {
  if (edits.clusters !== clusters) {
    const message = `its edits are of the clusters ${edits.clusters ?? '(not said)'}, the run has ${clusters} now`;
    return [{ line: 1, message }];
  }
  return findAspectEditProblems(edits, aspects);
}

async function drawTrainingReviews({ db, deps, config }: StageContext): Promise<DrawnReview[]> {
  const sql = await deps.readSql('studio/profiling/training_reviews.sql');
  const drawn: DrawnReview[] = [];
  for await (const batch of db.recordBatches(sql, { seed: config.seed, limit: config.aspects.trainingClauses })) {
    for (let row = 0; row < batch.numRows; row += 1) {
      drawn.push({
        reviewId: textAt(batch, 'review_id', row),
        userId: textAt(batch, 'user_id', row),
        rating: numberAt(batch, 'rating', row),
        isEarly: batch.getChild('is_early')?.get(row) === true,
        text: textAt(batch, 'text', row),
      });
    }
  }
  return drawn;
}

function noAspects(aspects: Induction['aspects']): StudioFailure {
  const reasons = aspects.map(({ aspectId, dropReason }) => `${aspectId} ${dropReason}`);
  return new StudioFailure('DatasetMalformed', `none of ${aspects.length} clusters of clauses is an aspect`, {
    remedy: 'Give more reviews in English, or change aspects.count.',
    reasons,
  });
}

function toAspectRows(aspects: Induction['aspects']): string {
  return JSON.stringify(
    aspects.map(({ aspectId, label, topTerms, clauses, coherence, kept, dropReason }) => ({
      aspect_id: aspectId,
      label,
      top_terms: topTerms,
      clauses,
      coherence,
      kept,
      drop_reason: dropReason,
    })),
  );
}

function toTermRows(terms: readonly (RunTerm & { aspectId: string })[]): string {
  return JSON.stringify(
    terms.map(({ aspectId, head, label, uses }) => ({
      term_id: `${aspectId}.${head}`,
      aspect_id: aspectId,
      head,
      label,
      uses,
    })),
  );
}

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createOpenAiEmbedder } from '../infra/model/openai-embedder.ts';
import { resolveEndpoint } from '../infra/model/endpoint.ts';
import { induceAspectModel } from '../studio/profiling/induce-aspect-model.ts';
import type { InductionOptions, TrainingClause } from '../studio/profiling/induce-aspect-model.ts';
import { withoutPause } from '../studio/profiling/pause.ts';
import { readTrainingReviews } from '../studio/profiling/read-training-reviews.ts';
import type { UnitVectors } from '../studio/profiling/spherical-k-means.ts';
import { segmentClauses } from '../studio/text/segment-clauses.ts';
import { stageFolder } from '../test/datasets/stage-source.ts';
import { computeAdjustedRand, computeNmi } from '../test/fixtures/cluster-agreement.ts';
import { plantedIn, readPlantedReviews } from '../test/fixtures/planted-reviews.ts';
import type { PlantedReview } from '../test/fixtures/planted-reviews.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// What placing terms by their company adds over plain term vectors, and the contrastive step over both, at equal numbers of clusters, and
// what the chosen number does: against the planted aspects of the bundled sample, and by the coherence of the top terms on the real
// samples, which are no part of this repository. --embeddings URL adds clause vectors of an OpenAI-compatible endpoint, as `aspects.embedding`
// takes them; aspects/minilm_endpoint.py is one.
const { values: given } = parseArgs({
  options: { embeddings: { type: 'string' }, 'embedding-model': { type: 'string', default: 'all-MiniLM-L6-v2' } },
});

interface BenchClause extends TrainingClause {
  /** The one planted aspect that the clause overlaps. */
  aspect: string | null;
}

const domains = ['yelp', 'amazon', 'mobilerec'] as const;
/** Keeps the whole at a few minutes; the first reviews in the order of their ids. */
const mostClauses = 6000;
type Variant = Pick<InductionOptions, 'count' | 'contrastiveSteps' | 'start'> & { isEmbedded?: boolean };
const embeddingModel = given['embedding-model'];
const embedder =
  given.embeddings === undefined
    ? undefined
    : createOpenAiEmbedder(
        resolveEndpoint({ baseUrl: given.embeddings, name: embeddingModel, keyVariable: 'NONE' }, {}),
        256,
        300_000,
      );
const variants: { name: string; options: Variant }[] = [
  { name: 'plain term vectors, 14 clusters', options: { count: 14, contrastiveSteps: 0, start: 'random' } },
  {
    name: 'contrastive step from plain term vectors, 14 clusters',
    options: { count: 14, contrastiveSteps: 600, start: 'random' },
  },
  { name: 'terms placed by their company, 14 clusters', options: { count: 14, contrastiveSteps: 0 } },
  { name: 'contrastive step from there, 14 clusters', options: { count: 14 } },
  { name: 'contrastive step from there, clusters chosen', options: { count: 'auto' } },
];
if (embedder !== undefined) {
  variants.push(
    {
      name: `clause vectors of ${embeddingModel}, no contrastive step, 14 clusters`,
      options: { count: 14, contrastiveSteps: 0, isEmbedded: true },
    },
    {
      name: `clause vectors of ${embeddingModel}, contrastive step, 14 clusters`,
      options: { count: 14, isEmbedded: true },
    },
    { name: `clause vectors of ${embeddingModel}, clusters chosen`, options: { count: 'auto', isEmbedded: true } },
  );
}
const minimumSimilarity = 0.5;

const results: Result[] = [];
let [placed, placedMs] = [0, 0];
let [embedded, embeddedMs] = [0, 0];
const known = new Map<string, Float32Array>();
for (const domain of domains) {
  const simulated = await readClauses(await readPlantedReviews({ domain, users: 150, seed: 7 }));
  for (const { name, options } of variants) await measurePlanted(domain, simulated, name, options);
}
const data = fileURLToPath(new URL('../../shared/data', import.meta.url));
if (await isThere(data)) {
  for (const domain of domains) {
    const { reviews } = await stageFolder(join(data, domain));
    const real = await readClauses(
      reviews.map((review) => ({
        reviewId: String(review['review_id']),
        userId: String(review['user_id']),
        rating: Number(review['rating']),
        reviewedAt: String(review['reviewed_at']),
        text: String(review['text']),
        planted: [],
      })),
    );
    for (const { name, options } of variants) await measureReal(domain, real, name, options);
  }
} else {
  console.log('skipped: no ../shared/data');
}
const rate = Math.round(placed / (placedMs / 1000));
results.push(
  { name: 'finding aspects', value: rate, unit: 'terms/s', setting: 'one thread, all judged terms above' },
  {
    name: 'peak memory',
    value: Number((process.resourceUsage().maxRSS / 2 ** 20).toFixed(2)),
    unit: 'GiB',
    setting: 'this whole benchmark, the staging of the real samples included',
  },
);
if (embedder !== undefined) {
  results.push({
    name: `embedding clauses by ${embeddingModel}`,
    value: Math.round(embedded / (embeddedMs / 1000)),
    unit: 'clauses/s',
    setting: 'an endpoint on this machine, all different clauses above',
  });
}
await writeResults('aspects', results);

async function measurePlanted(
  domain: string,
  sample: readonly BenchClause[],
  variant: string,
  options: Variant,
): Promise<void> {
  const { uses, clusters, kept } = await induce(sample, options);
  const planted = uses.filter(({ aspect }) => aspect !== null);
  const pairs = planted.flatMap(({ aspect, found }): [string, string][] =>
    aspect === null || found === undefined ? [] : [[aspect, found]],
  );
  const others = uses.filter(({ aspect }) => aspect === null);
  const astray = others.filter(({ found }) => found !== undefined).length;
  const setting = `${variant} (${clusters} made, ${kept} kept); simulated ${domain}, ${uses.length} judged terms in ${sample.length} clauses`;
  const add = (name: string, value: number): void => {
    results.push({ name: `${domain}, planted: ${name}`, value: Number(value.toFixed(3)), unit: '0 to 1', setting });
  };
  add('NMI', computeNmi(pairs));
  add('adjusted Rand index', computeAdjustedRand(pairs));
  add('judged terms of planted clauses with an aspect', pairs.length / planted.length);
  add('other judged terms with an aspect', astray / others.length);
}

async function measureReal(
  domain: string,
  sample: readonly BenchClause[],
  variant: string,
  options: Variant,
): Promise<void> {
  const { uses, clusters, kept, coherence } = await induce(sample, options);
  const setting = `${variant} (${clusters} made, ${kept} kept); real ${domain} sample, ${uses.length} judged terms in ${sample.length} clauses`;
  const share = uses.filter(({ found }) => found !== undefined).length / uses.length;
  results.push(
    { name: `${domain}, real: coherence`, value: Number(coherence.toFixed(3)), unit: 'NPMI', setting },
    { name: `${domain}, real: judged terms with an aspect`, value: Number(share.toFixed(3)), unit: '0 to 1', setting },
  );
}

/** The kept aspect of each judged term, as mentions get theirs: by the lemma of its head. */
async function induce(clauses: readonly BenchClause[], { isEmbedded = false, ...options }: Variant) {
  const vectors = isEmbedded ? await embed(clauses) : undefined;
  const { model, aspects, figures } = await induceAspectModel(
    clauses,
    { ...options, minimumSimilarity, seed: 11, ...(vectors === undefined ? {} : { vectors }) },
    withoutPause,
  );
  const kept = new Set(aspects.filter((aspect) => aspect.kept).map(({ aspectId }) => aspectId));
  const startedMs = performance.now();
  const uses = clauses.flatMap(({ aspect, terms }) =>
    terms.map(({ head }) => {
      const own = model.heads.get(head);
      return { aspect, found: own !== undefined && kept.has(own) ? own : undefined };
    }),
  );
  placedMs += performance.now() - startedMs;
  placed += uses.length;
  return { uses, kept: kept.size, clusters: figures['clusters'] ?? 0, coherence: figures['coherence_npmi'] ?? 0 };
}

async function embed(clauses: readonly BenchClause[]): Promise<UnitVectors> {
  if (embedder === undefined) throw new Error('no endpoint was given');
  const missing = [...new Set(clauses.map(({ text }) => text))].filter((text) => !known.has(text));
  const startedMs = performance.now();
  for (let at = 0; at < missing.length; at += embedder.batch) {
    const asked = missing.slice(at, at + embedder.batch);
    const vectors = await embedder.embed(asked, new AbortController().signal);
    for (const [place, text] of asked.entries()) known.set(text, vectors[place] ?? new Float32Array());
  }
  embeddedMs += performance.now() - startedMs;
  embedded += missing.length;
  const rows = clauses.map(({ text }) => known.get(text) ?? new Float32Array());
  const dimensions = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * dimensions);
  for (const [at, row] of rows.entries()) values.set(row, at * dimensions);
  return { size: rows.length, dimensions, values };
}

/** The first clauses in the order of the reviews' ids, with what they judge; opinion words are learned from the earlier half. */
async function readClauses(reviews: readonly PlantedReview[]): Promise<BenchClause[]> {
  const sorted = reviews.toSorted((a, b) => (a.reviewId < b.reviewId ? -1 : 1));
  const middle = sorted.map(({ reviewedAt }) => reviewedAt).toSorted()[Math.floor((sorted.length - 1) / 2)] ?? '';
  const { training } = await readTrainingReviews(
    sorted.map((review) => ({ ...review, isEarly: review.reviewedAt <= middle })),
    withoutPause,
  );
  const planted = sorted.flatMap((review) =>
    segmentClauses(review.text).map((clause) => {
      const [first, ...others] = new Set(plantedIn(review, clause).flatMap(({ aspect }) => aspect ?? []));
      return first === undefined || others.length > 0 ? null : first;
    }),
  );
  return training.map((clause, at) => ({ ...clause, aspect: planted[at] ?? null })).slice(0, mostClauses);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

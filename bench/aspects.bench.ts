import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { writeSample } from '../datasets/sample/write-sample.ts';
import { createOpenAiEmbedder } from '../infra/model/openai-embedder.ts';
import { resolveEndpoint } from '../infra/model/endpoint.ts';
import { createFindAspects } from '../studio/profiling/find-aspects.ts';
import { induceAspectModel } from '../studio/profiling/induce-aspect-model.ts';
import type { InductionOptions } from '../studio/profiling/induce-aspect-model.ts';
import { withoutPause } from '../studio/profiling/pause.ts';
import type { UnitVectors } from '../studio/profiling/spherical-k-means.ts';
import { segmentClauses } from '../studio/text/segment-clauses.ts';
import { stageFolder } from '../test/datasets/stage-source.ts';
import { computeAdjustedRand, computeNmi } from '../test/fixtures/cluster-agreement.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// What placing terms by their company adds over plain term vectors, and the contrastive step over both, at equal numbers of clusters, and
// what the chosen number does: against the planted aspects of the bundled sample, and by the coherence of the top terms on the real
// samples, which are no part of this repository. --embeddings URL adds clause vectors of an OpenAI-compatible endpoint, as `aspects.embedding`
// takes them; aspects/minilm_endpoint.py is one.
const { values: given } = parseArgs({
  options: { embeddings: { type: 'string' }, 'embedding-model': { type: 'string', default: 'all-MiniLM-L6-v2' } },
});

interface BenchClause {
  reviewId: string;
  text: string;
  /** The one planted aspect that the clause overlaps. */
  aspect: string | null;
}

const LineSchema = z.object({ review_id: z.string(), line: z.number() });
const PlantedSchema = z.object({
  review_id: z.string(),
  char_start: z.number(),
  char_end: z.number(),
  aspect: z.string().nullable(),
});

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
let [read, readMs] = [0, 0];
let [embedded, embeddedMs] = [0, 0];
const known = new Map<string, Float32Array>();
for (const domain of domains) {
  const clauses = await readPlanted(domain);
  for (const { name, options } of variants) await measurePlanted(domain, clauses, name, options);
}
const data = fileURLToPath(new URL('../../shared/data', import.meta.url));
if (await isThere(data)) {
  for (const domain of domains) {
    const { reviews } = await stageFolder(join(data, domain));
    const clauses = cut(reviews.map(({ review_id: id, text }) => ({ reviewId: String(id), text: String(text) })));
    for (const { name, options } of variants) await measureReal(domain, clauses, name, options);
  }
} else {
  console.log('skipped: no ../shared/data');
}
const rate = Math.round(read / (readMs / 1000));
results.push(
  { name: 'finding aspects', value: rate, unit: 'clauses/s', setting: 'one thread, all clauses above' },
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
  clauses: readonly BenchClause[],
  variant: string,
  options: Variant,
): Promise<void> {
  const { found, clusters, kept } = await induce(clauses, options);
  const planted = clauses.filter(({ aspect }) => aspect !== null).length;
  const pairs = clauses.flatMap(({ aspect }, at): [string, string][] => {
    const name = found[at];
    return aspect === null || name === undefined ? [] : [[aspect, name]];
  });
  const astray = clauses.filter(({ aspect }, at) => aspect === null && found[at] !== undefined).length;
  const setting = `${variant} (${clusters} made, ${kept} kept); simulated ${domain}, ${clauses.length} clauses`;
  const add = (name: string, value: number): void => {
    results.push({ name: `${domain}, planted: ${name}`, value: Number(value.toFixed(3)), unit: '0 to 1', setting });
  };
  add('NMI', computeNmi(pairs));
  add('adjusted Rand index', computeAdjustedRand(pairs));
  add('planted clauses with an aspect', pairs.length / planted);
  add('other clauses with an aspect', astray / (clauses.length - planted));
}

async function measureReal(
  domain: string,
  clauses: readonly BenchClause[],
  variant: string,
  options: Variant,
): Promise<void> {
  const { found, clusters, kept, coherence } = await induce(clauses, options);
  const setting = `${variant} (${clusters} made, ${kept} kept); real ${domain} sample, ${clauses.length} clauses`;
  const share = found.filter((name) => name !== undefined).length / clauses.length;
  results.push(
    { name: `${domain}, real: coherence`, value: Number(coherence.toFixed(3)), unit: 'NPMI', setting },
    { name: `${domain}, real: clauses with an aspect`, value: Number(share.toFixed(3)), unit: '0 to 1', setting },
  );
}

/** The nearest kept aspect of each clause. */
async function induce(clauses: readonly BenchClause[], { isEmbedded = false, ...options }: Variant) {
  const vectors = isEmbedded ? await embed(clauses) : undefined;
  const { model, aspects, figures } = await induceAspectModel(
    clauses,
    { ...options, minimumSimilarity, seed: 11, ...(vectors === undefined ? {} : { vectors }) },
    withoutPause,
  );
  const kept = new Set(aspects.filter((aspect) => aspect.kept).map(({ aspectId }) => aspectId));
  const findAspects = createFindAspects(model, kept, minimumSimilarity);
  const startedMs = performance.now();
  const found = clauses.map(({ text }) => findAspects(text)[0]?.aspectId);
  readMs += performance.now() - startedMs;
  read += clauses.length;
  return { found, kept: kept.size, clusters: figures['clusters'] ?? 0, coherence: figures['coherence_npmi'] ?? 0 };
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

function cut(reviews: readonly { reviewId: string; text: string }[]): BenchClause[] {
  return reviews
    .toSorted((a, b) => (a.reviewId < b.reviewId ? -1 : 1))
    .flatMap(({ reviewId, text }) =>
      segmentClauses(text).map((clause) => ({ reviewId, text: clause.text, aspect: null })),
    )
    .slice(0, mostClauses);
}

/** Clauses of a generated sample with the planted truth, matched by file line and span. */
async function readPlanted(domain: (typeof domains)[number]): Promise<BenchClause[]> {
  const folder = await mkdtemp(join(tmpdir(), 'convrec-bench-'));
  try {
    await writeSample(join(folder, 'sample'), { domain, users: 150, seed: 7, defects: 0 });
    const { reviews } = await stageFolder(join(folder, 'sample'));
    const lines = new Map(
      (await readLines(folder, 'reviews', LineSchema)).map(({ line, review_id: id }) => [line, id]),
    );
    const planted = new Map<string, z.infer<typeof PlantedSchema>[]>();
    for (const clause of await readLines(folder, 'clauses', PlantedSchema)) {
      planted.set(clause.review_id, [...(planted.get(clause.review_id) ?? []), clause]);
    }
    return reviews
      .flatMap(({ review_id: reviewId, source_line: line, text }) =>
        segmentClauses(String(text)).map((clause) => {
          const met = (planted.get(lines.get(Number(line)) ?? '') ?? []).filter(
            (span) => span.char_start < clause.charEnd && span.char_end > clause.charStart,
          );
          const aspects = new Set(met.flatMap(({ aspect }) => aspect ?? []));
          const [only] = aspects;
          return { reviewId: String(reviewId), text: clause.text, aspect: aspects.size === 1 ? (only ?? null) : null };
        }),
      )
      .slice(0, mostClauses);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readLines<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T[]> {
  const text = await readFile(join(folder, 'sample', 'truth', `${name}.jsonl`), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

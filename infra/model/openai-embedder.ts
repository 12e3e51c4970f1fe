import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { ClauseEmbedder } from '../../studio/profiling/clause-embedder.ts';
import type { CheckEndpoint } from './allowed-endpoints.ts';
import { endAfter } from './deadline.ts';
import { resolveEndpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { checkBaseUrl, describeFailure, unavailable } from './endpoint-failure.ts';
import { createClient } from './openai-client.ts';

/** The embedder that the run's config names; null where clauses are embedded by their own terms. Throws InvalidRunConfig. */
export function createEmbedder(
  { aspects, model }: RunConfig,
  env: NodeJS.ProcessEnv,
  checkEndpoint: CheckEndpoint,
): ClauseEmbedder | null {
  const { kind, baseUrl, name, batch, timeoutMs } = aspects.embedding;
  if (kind === 'terms') return null;
  const { keyVariable, headers, query } = model;
  const settings = { baseUrl, name, keyVariable, headers, query };
  checkEndpoint(settings);
  return createOpenAiEmbedder(resolveEndpoint(settings, env), batch, timeoutMs);
}

/**
 * Asks an OpenAI-compatible endpoint for vectors. Rejects with ModelUnavailable (try again) or InvalidRunConfig (key, model name, base URL,
 * quota, an answer that is no vectors of one dimension); it never retries. `timeoutMs` is for one whole answer.
 */
export function createOpenAiEmbedder(endpoint: Endpoint, batch: number, timeoutMs: number): ClauseEmbedder {
  const client = createClient(endpoint);
  let dimensions: number | undefined;
  return {
    name: `${endpoint.model} at ${endpoint.baseUrl}`,
    batch,
    async embed(clauses, signal) {
      signal.throwIfAborted();
      const deadline = endAfter(timeoutMs, signal);
      try {
        const body: unknown = await client.post('/embeddings', {
          // The client itself would ask for base64, which not every endpoint knows.
          body: { model: endpoint.model, input: clauses, encoding_format: 'float' },
          signal: deadline.signal,
          timeout: timeoutMs,
        });
        const vectors = readVectors(body, clauses.length, endpoint);
        dimensions ??= vectors[0]?.length;
        if (vectors.some((vector) => vector.length !== dimensions)) throw wrongDimension(endpoint);
        return vectors;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof StudioFailure) throw error;
        throw describeFailure(error, endpoint, deadline.isPast() ? timeoutMs : null);
      } finally {
        deadline.clear();
      }
    },
  };
}

const EmbeddingsSchema = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1) })),
});

/** Unit vectors in the order of `index`, which is not always the order of the list. */
function readVectors(body: unknown, expected: number, endpoint: Endpoint): Float32Array[] {
  const parsed = EmbeddingsSchema.safeParse(body);
  if (!parsed.success) {
    throw unavailable(endpoint, 'answered something else than a list of embeddings', checkBaseUrl(endpoint));
  }
  const byIndex = new Map(parsed.data.data.map(({ index, embedding }) => [index, embedding]));
  const { length } = parsed.data.data;
  return Array.from({ length: expected }, (_, index) => {
    const embedding = byIndex.get(index);
    if (embedding === undefined || length !== expected) {
      throw unavailable(
        endpoint,
        `answered ${length} embeddings for ${expected} clauses`,
        'Lower aspects.embedding.batch.',
      );
    }
    return toUnit(embedding, endpoint);
  });
}

function toUnit(embedding: readonly number[], endpoint: Endpoint): Float32Array {
  const norm = Math.hypot(...embedding);
  if (norm === 0) throw unavailable(endpoint, 'answered a vector of zeros', checkBaseUrl(endpoint));
  return Float32Array.from(embedding, (value) => value / norm);
}

function wrongDimension({ baseUrl, model }: Endpoint): StudioFailure {
  return new StudioFailure('InvalidRunConfig', `The endpoint ${baseUrl} answered vectors of different dimensions`, {
    remedy: `Check that ${model} is an embedding model with one dimension (aspects.embedding.name).`,
  });
}

import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import assert from 'node:assert/strict';
import { createEmbedder } from '../../../infra/model/openai-embedder.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { startEmbeddingEndpoint } from '../../doubles/embedding-endpoint.ts';
import type { EmbeddingFault } from '../../doubles/embedding-endpoint.ts';

const embed = (text: string): number[] => [text.length, 0, 3];
const signal = new AbortController().signal;

/** Asks for one batch against an endpoint with these faults. */
async function ask(faults: readonly EmbeddingFault[], texts: readonly string[] = ['four', 'a']) {
  const endpoint = await startEmbeddingEndpoint({ embed, faults });
  try {
    const config = RunConfigSchema.parse({
      aspects: { embedding: { kind: 'openai', baseUrl: endpoint.baseUrl, name: 'test-embedding' } },
    });
    const embedder = createEmbedder(config, { OPENAI_API_KEY: 'sk-secret' }, anyEndpoint);
    assert.ok(embedder !== null);
    return { vectors: await embedder.embed(texts, signal), authorizations: endpoint.authorizations };
  } finally {
    await endpoint.close();
  }
}

describe('createEmbedder', () => {
  it('is none by default: no network, no key', () => {
    assert.equal(createEmbedder(RunConfigSchema.parse({}), {}, anyEndpoint), null);
  });

  it('gives unit vectors in the order of the texts, whatever the order of the answer', async () => {
    const { vectors, authorizations } = await ask([]);
    assert.deepEqual(vectors, [
      Float32Array.of(0.8, 0, 0.6),
      Float32Array.from([1, 0, 3], (value) => value / Math.sqrt(10)),
    ]);
    assert.deepEqual(authorizations, ['Bearer sk-secret']);
  });

  it('asks again later after 429, for as long as the endpoint says, and after 500; it never retries itself', async () => {
    const limited: EmbeddingFault = { kind: 'status', status: 429, headers: { 'retry-after': '7' } };
    await assert.rejects(ask([limited]), (error: Error & { details?: { retryAfterMs?: number } }) => {
      assert.equal(error.name, 'ModelUnavailable');
      assert.equal(error.details?.retryAfterMs, 7000);
      return true;
    });
    await assert.rejects(ask([{ kind: 'status', status: 500 }]), { name: 'ModelUnavailable' });
  });

  it('ends the run for a key that is not taken, without naming it', async () => {
    await assert.rejects(
      ask([{ kind: 'status', status: 401, body: { error: { message: 'bad sk-secret' } } }]),
      (error) => {
        assert.ok(error instanceof Error && error.name === 'InvalidRunConfig' && !error.message.includes('sk-secret'));
        return true;
      },
    );
  });

  it('refuses what is no vector for each text', async () => {
    await assert.rejects(ask([{ kind: 'short' }]), {
      name: 'ModelUnavailable',
      message: /answered 1 embeddings for 2 clauses/u,
    });
    await assert.rejects(ask([{ kind: 'zeros' }]), { name: 'ModelUnavailable', message: /vector of zeros/u });
    await assert.rejects(ask([{ kind: 'body', body: { data: 'none' } }]), { name: 'ModelUnavailable' });
    await assert.rejects(ask([{ kind: 'body', body: '<html>' }]), { name: 'ModelUnavailable' });
    await assert.rejects(ask([{ kind: 'dimension' }]), { name: 'InvalidRunConfig', message: /different dimensions/u });
  });

  it('needs a key for an endpoint elsewhere', () => {
    const config = RunConfigSchema.parse({ aspects: { embedding: { kind: 'openai' } } });
    assert.throws(() => createEmbedder(config, {}, anyEndpoint), {
      name: 'InvalidRunConfig',
      message: /OPENAI_API_KEY is not set/u,
    });
  });
});

import assert from 'node:assert/strict';
import Fastify from 'fastify';
import { findEndpointProblems } from '../../../infra/model/find-endpoint-problems.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { startModelEndpoint } from '../../doubles/model-endpoint.ts';
import type { ModelEndpoint, ModelEndpointOptions } from '../../doubles/model-endpoint.ts';

describe('find endpoint problems', () => {
  let endpoint: ModelEndpoint;
  afterEach(() => endpoint.close());

  const check = async (options: ModelEndpointOptions, name = 'test-model'): Promise<string[]> => {
    endpoint = await startModelEndpoint(options);
    const model = { kind: 'openai', name, baseUrl: endpoint.baseUrl };
    return findEndpointProblems(RunConfigSchema.parse({ model }), {});
  };

  it('finds none where the model is listed, and asks the model nothing', async () => {
    assert.deepEqual(await check({}), []);
    assert.equal(endpoint.requests.length, 0);
  });

  it('takes a name without its tag', async () => {
    assert.deepEqual(await check({ models: ['test-model:latest'] }), []);
  });

  it('names the models there are where ours is not among them', async () => {
    const [problem, ...others] = await check({ models: 'abcdefg'.split('') });
    assert.match(problem ?? '', /does not list the model test-model; it lists a, b, c, d, e and 2 more$/u);
    assert.deepEqual(others, []);
  });

  it('accepts an endpoint without a list', async () => {
    assert.deepEqual(await check({ models: null }), []);
  });

  it('reports an address where nothing listens', async () => {
    endpoint = await startModelEndpoint();
    await endpoint.close();
    const model = { kind: 'openai', baseUrl: endpoint.baseUrl };
    const [problem] = await findEndpointProblems(RunConfigSchema.parse({ model }), {});
    assert.match(problem ?? '', /ECONNREFUSED.*Check that an OpenAI-compatible endpoint runs/u);
  });

  it('reports a missing key before it connects', async () => {
    endpoint = await startModelEndpoint();
    const model = { kind: 'openai', baseUrl: 'https://models.example.org/v1' };
    const [problem] = await findEndpointProblems(RunConfigSchema.parse({ model }), {});
    assert.match(problem ?? '', /OPENAI_API_KEY is not set/u);
  });

  it('asks for a line where there is no list, which alone shows that a base URL is wrong', async () => {
    const problems = await check({ models: null, faultOf: () => ({ kind: 'status', status: 404 }) });
    assert.match(problems.join(), /answered 404/u);
  });

  it('reports a server that answers any path with 200 and an error (LM Studio), and says what is missing', async () => {
    const server = Fastify();
    server.all('*', async () => ({ error: 'Unexpected endpoint or method. (GET /models)' }));
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    try {
      endpoint = await startModelEndpoint();
      const config = RunConfigSchema.parse({ model: { kind: 'openai', name: 'm', baseUrl: `${address}/lm` } });
      const [problem] = await findEndpointProblems(config, {});
      assert.match(
        problem ?? '',
        /Unexpected endpoint.*has no version at its end.*--base-url http:\/\/127\.0\.0\.1:\d+\/lm\/v1$/u,
      );
    } finally {
      await server.close();
    }
  });
});

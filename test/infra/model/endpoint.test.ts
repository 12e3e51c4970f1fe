import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import assert from 'node:assert/strict';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import { findPlainTextRisk, resolveEndpoint } from '../../../infra/model/endpoint.ts';
import type { EndpointSettings } from '../../../infra/model/endpoint.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { AnswerSchema } from '../../../studio/simulation/read-answer.ts';

const key = 'sk-proj-A9fK2mQ7xZ1bL4nV8cT3wE6rY5uI0oPq';
const settingsOf = (given: Partial<EndpointSettings>): EndpointSettings => ({
  baseUrl: 'https://host.example.org/v1',
  name: 'm',
  keyVariable: 'OPENAI_API_KEY',
  ...given,
});

describe('an endpoint', () => {
  it('refuses a variable that is not set, by its name', () => {
    assert.throws(() => resolveEndpoint(settingsOf({ headers: { 'api-key': 'AZURE_KEY' } }), {}), {
      name: 'InvalidRunConfig',
      message: 'AZURE_KEY is not set, which api-key needs',
    });
  });

  it('refuses a base URL that holds a key, without saying it', () => {
    assert.throws(
      () => resolveEndpoint(settingsOf({ baseUrl: `https://h.example/v1?api_key=${key}` }), {}),
      (error) => {
        assert.ok(error instanceof Error);
        assert.match(error.message, /holds a key in its query/u);
        assert.ok(!error.message.includes(key));
        return true;
      },
    );
  });

  const risks: [baseUrl: string, env: NodeJS.ProcessEnv, isRisky: boolean][] = [
    ['http://host.example.org/v1', { OPENAI_API_KEY: key }, true],
    ['http://192.168.1.7:8000/v1', { OPENAI_API_KEY: key }, true],
    ['https://host.example.org/v1', { OPENAI_API_KEY: key }, false],
    ['http://127.0.0.1:8000/v1', { OPENAI_API_KEY: key }, false],
    ['http://host.example.org/v1', { OPENAI_API_KEY: 'EMPTY' }, false],
  ];
  for (const [baseUrl, env, isRisky] of risks) {
    const what = isRisky ? 'warns of a key in plain text' : 'warns of nothing';
    it(`${what} at ${baseUrl} with ${env['OPENAI_API_KEY'] === key ? 'a key' : 'a dummy'}`, () => {
      const risk = findPlainTextRisk(resolveEndpoint(settingsOf({ baseUrl }), env));
      assert.equal(risk !== undefined, isRisky);
      assert.ok(!(risk ?? '').includes(key));
    });
  }
});

interface Seen {
  url: string;
  host: string | undefined;
  headers: Record<string, unknown>;
}

/** Answers whatever path it is asked at; of a request in absolute form the whole address is its path, as a proxy gets it. */
async function startListener(): Promise<{ app: FastifyInstance; address: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const app = Fastify({
    forceCloseConnections: true,
    rewriteUrl: (request) => {
      seen.push({ url: request.url ?? '', host: request.headers.host, headers: request.headers });
      return '/asked';
    },
  });
  app.all('/asked', async () => ({ choices: [{ finish_reason: 'stop', message: { content: 'Hello.' } }] }));
  return { app, address: await app.listen({ host: '127.0.0.1', port: 0 }), seen };
}

const ask = (model: object, env: NodeJS.ProcessEnv): Promise<unknown> => {
  const config = RunConfigSchema.parse({ model: { kind: 'openai', name: 'm', ...model } });
  const request = {
    messages: [{ role: 'user' as const, content: 'Hello?' }],
    seed: 1,
    hotter: 0,
    answer: { name: 'next_line', schema: AnswerSchema },
  };
  return createChatModels(env, anyEndpoint)(config, 'user').ask(request, new AbortController().signal, async () => {});
};

describe('a request to an endpoint', () => {
  let listener: Awaited<ReturnType<typeof startListener>>;
  beforeEach(async () => {
    listener = await startListener();
  });
  afterEach(() => listener.app.close());

  it('keeps a harmless query of the base URL, and puts the path before it', async () => {
    await ask({ baseUrl: `${listener.address}/openai/deployments/gpt/?api-version=2024-06-01` }, {});
    assert.equal(listener.seen[0]?.url, '/openai/deployments/gpt/chat/completions?api-version=2024-06-01');
  });

  it('sends headers and a query whose values stand in variables, and no other key where none is set', async () => {
    const model = {
      baseUrl: `${listener.address}/v1`,
      headers: { 'api-key': 'AZURE_KEY' },
      query: { 'subscription-key': 'GATEWAY_KEY' },
    };
    await ask(model, { AZURE_KEY: key, GATEWAY_KEY: 'of the gateway'.replaceAll(' ', '-') });
    const [seen] = listener.seen;
    assert.equal(seen?.url, '/v1/chat/completions?subscription-key=of-the-gateway');
    assert.equal(seen?.headers['api-key'], key);
    assert.equal(seen?.headers['authorization'], undefined);
  });

  it('goes through the proxy of the environment, without a tunnel where neither is encrypted', async () => {
    for (const name of ['HTTP_PROXY', 'http_proxy']) {
      const before = listener.seen.length;
      await ask(
        { baseUrl: 'http://model.internal.example/plain/v1' },
        { [name]: listener.address, OPENAI_API_KEY: 'abc' },
      );
      const [seen] = listener.seen.slice(before);
      assert.equal(seen?.url, 'http://model.internal.example/plain/v1/chat/completions');
      assert.equal(seen?.headers['authorization'], 'Bearer abc');
    }
  });

  it('goes past the proxy for this machine and for NO_PROXY', async () => {
    await ask({ baseUrl: `${listener.address}/v1` }, { HTTP_PROXY: 'http://127.0.0.1:9' });
    assert.equal(listener.seen[0]?.url, '/v1/chat/completions');
    const env = { HTTP_PROXY: listener.address, NO_PROXY: '.internal.example', OPENAI_API_KEY: 'abc' };
    await assert.rejects(ask({ baseUrl: 'http://model.internal.example/v1' }, env), /ENOTFOUND|EAI_AGAIN/u);
    assert.equal(listener.seen.length, 1);
  });

  it('garbles nothing in what it says where the key is a short dummy', async () => {
    const asked = ask({ baseUrl: 'http://model.internal.example/plain/v1' }, { OPENAI_API_KEY: 'x' });
    await assert.rejects(
      asked,
      /The model endpoint http:\/\/model\.internal\.example\/plain\/v1 could not be asked: .*model\.internal\.example/u,
    );
  });

  it('refuses an address of a proxy that is none, without saying it', async () => {
    for (const address of ['proxy.example.org:3128', 'not an address', 'ftp://user:hunter2@proxy']) {
      await assert.rejects(
        async () =>
          ask({ baseUrl: 'http://model.internal.example/v1' }, { HTTP_PROXY: address, OPENAI_API_KEY: 'abc' }),
        { name: 'InvalidRunConfig', message: 'HTTP_PROXY holds no address of an HTTP proxy' },
      );
    }
  });

  it('has the proxy’s password taken out of what comes back', async () => {
    const proxied = listener.address.replace('://', '://me:hunter2-hunter2-7@');
    await listener.app.close();
    const asked = ask({ baseUrl: 'http://model.internal.example/v1' }, { HTTP_PROXY: proxied, OPENAI_API_KEY: 'abc' });
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof Error);
      assert.ok(!error.message.includes('hunter2'), error.message);
      return true;
    });
  });
});

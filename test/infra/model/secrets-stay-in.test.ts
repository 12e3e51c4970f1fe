import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import assert from 'node:assert/strict';
import { createEmbedder } from '../../../infra/model/openai-embedder.ts';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import { createRealizer } from '../../../infra/model/create-realizer.ts';
import { findEndpointProblems } from '../../../infra/model/find-endpoint-problems.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { buildContext } from '../../../studio/simulation/build-context.ts';
import { findKey, keyDisguises } from '../../doubles/key-disguises.ts';
import { startModelEndpoint } from '../../doubles/model-endpoint.ts';
import type { Fault, ModelEndpoint, ModelEndpointOptions } from '../../doubles/model-endpoint.ts';
import { createPlan } from '../../fixtures/dialog-plan.ts';

const key = 'sk-proj-A9fK2mQ7xZ1bL4nV8cT3wE6rY5uI0oPqJ2hG7dS4';
const request = { context: buildContext(createPlan(1), 0, []), seed: 1, attempt: 0, feedback: [], maximumWords: 90 };

/** Everywhere in a reply. */
const places: Readonly<Record<string, (echo: string) => Fault>> = {
  'an answer': (echo) => ({ kind: 'answer', message: { content: `Hello ${echo}` }, finishReason: 'stop' }),
  'an answer in JSON': (echo) => ({
    kind: 'answer',
    message: { content: JSON.stringify({ utterance: `Hello ${echo}`, [echo]: 1 }) },
    finishReason: 'stop',
  }),
  'parts of an answer': (echo) => ({
    kind: 'answer',
    message: { content: echo.split('').map((text) => ({ type: 'text', text })) },
    finishReason: 'stop',
  }),
  'events of a stream': (echo) => ({
    kind: 'body',
    contentType: 'text/event-stream',
    body:
      echo
        .split('')
        .map((content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
        .join('') + 'data: [DONE]\n\n',
  }),
  'a finish reason': (echo) => ({ kind: 'answer', message: { content: 'Hello.' }, finishReason: echo }),
  'a refusal': (echo) => ({ kind: 'answer', message: { content: null, refusal: echo }, finishReason: 'stop' }),
  'an error with status 200': (echo) => ({ kind: 'body', body: { error: { message: echo, code: echo } } }),
  'an error of a choice': (echo) => ({ kind: 'body', body: { choices: [{ message: {}, error: { message: echo } }] } }),
  'an error': (echo) => ({
    kind: 'status',
    status: 400,
    body: { error: { message: echo, code: echo, type: echo, param: echo } },
  }),
  'an error of the server': (echo) => ({ kind: 'status', status: 503, body: { error: { message: echo, code: echo } } }),
  'an error of no known form': (echo) => ({ kind: 'status', status: 403, body: { [echo]: [{ loc: [echo] }] } }),
  'a page of HTML': (echo) => ({ kind: 'status', status: 500, body: `<html>${echo}</html>` }),
  'malformed JSON': (echo) => ({ kind: 'body', body: `${echo}: {"choices": [` }),
  'a header': (echo) => ({
    kind: 'status',
    status: 429,
    headers: { 'retry-after': encodeURIComponent(echo), 'x-request-id': encodeURIComponent(echo) },
  }),
  'a redirection': (echo) => ({
    kind: 'status',
    status: 307,
    headers: { location: `http://127.0.0.1:9/${encodeURIComponent(echo)}?key=${encodeURIComponent(echo)}` },
  }),
};

describe('a key that an endpoint echoes', () => {
  let endpoint: ModelEndpoint;
  const start = async (options: ModelEndpointOptions): Promise<void> => {
    endpoint = await startModelEndpoint(options);
  };
  afterEach(() => endpoint.close());
  const env = { OPENAI_API_KEY: key };

  for (const [place, build] of Object.entries(places)) {
    it(`is in no answer, kept call or failure: ${place}`, async () => {
      let echo = '';
      await start({ faultOf: () => build(echo) });
      const config = RunConfigSchema.parse({ model: { kind: 'openai', name: 'm', baseUrl: endpoint.baseUrl } });
      for (const [name, disguise] of Object.entries(keyDisguises)) {
        echo = disguise(key);
        const seen: unknown[] = [];
        const realizer = createRealizer(config, createChatModels(env, anyEndpoint));
        await realizer
          .realize(request, new AbortController().signal, async (call) => {
            seen.push(call);
          })
          .then(
            (realization) => seen.push(realization),
            (error: unknown) => seen.push(...listAll(error)),
          );
        const text = JSON.stringify(seen);
        assert.ok(seen.length > 0);
        assert.equal(findKey(text, key), undefined, `${name}: ${text}`);
      }
    });
  }

  it('is in no problem that doctor shows, nor in a failure of the embedder', async () => {
    for (const disguise of Object.values(keyDisguises)) {
      await start({ models: [disguise(key)] });
      const model = { kind: 'openai', name: 'm', baseUrl: endpoint.baseUrl };
      const aspects = { embedding: { kind: 'openai', baseUrl: endpoint.baseUrl } };
      const config = RunConfigSchema.parse({ model, aspects });
      const problems = await findEndpointProblems(config, env);
      assert.ok(problems.length > 0);
      assert.equal(findKey(problems.join('\n'), key), undefined, problems.join());
      const failed: unknown = await createEmbedder(config, env, anyEndpoint)
        ?.embed(['a clause'], new AbortController().signal)
        .catch((error: unknown) => error);
      assert.ok(failed instanceof Error);
      assert.equal(findKey(JSON.stringify(listAll(failed)), key), undefined);
      await endpoint.close();
    }
  });

  it('is sent to no other host by a redirection', async () => {
    const other = await startModelEndpoint();
    try {
      const location = `${other.baseUrl.replace('127.0.0.1', 'localhost')}/chat/completions`;
      await start({ faultOf: () => ({ kind: 'status', status: 307, headers: { location } }) });
      const config = RunConfigSchema.parse({ model: { kind: 'openai', name: 'm', baseUrl: endpoint.baseUrl } });
      const asked = createRealizer(config, createChatModels(env, anyEndpoint)).realize(
        request,
        new AbortController().signal,
      );
      await assert.rejects(asked, { name: 'InvalidRunConfig', message: /it sends calls on to http:\/\/localhost:/u });
      assert.equal(other.requests.length, 0);
    } finally {
      await other.close();
    }
  });
});

/** Everything that a log or a failure converter could print of an error. */
function listAll(error: unknown): object[] {
  const seen: object[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    const one = at;
    seen.push(
      Object.fromEntries(Object.getOwnPropertyNames(one).map((name) => [name, String(Reflect.get(one, name))])),
    );
    if ('details' in one) seen.push({ details: one.details });
  }
  return seen;
}

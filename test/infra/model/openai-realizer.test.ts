import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import { createRealizer } from '../../../infra/model/create-realizer.ts';
import type { FailureName } from '../../../schemas/failure.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import type { ModelCall } from '../../../schemas/model-call.ts';
import type { Realization, RealizationRequest } from '../../../schemas/realization.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { startModelEndpoint } from '../../doubles/model-endpoint.ts';
import type { Fault, ModelEndpoint, ModelEndpointOptions } from '../../doubles/model-endpoint.ts';
import { greetingRequest } from '../../fixtures/realization-request.ts';

const apiKey = 'sk-secret-0123456789';
const request: RealizationRequest = { ...greetingRequest, attempt: 0 };

const openAiError = (code: string, message = 'no'): object => ({ error: { message, code, type: 't', param: null } });

const cut = (content: string | null): Fault => ({ kind: 'answer', message: { content }, finishReason: 'length' });

describe('openai realizer', () => {
  let endpoint: ModelEndpoint;
  const start = async (options: ModelEndpointOptions): Promise<void> => {
    endpoint = await startModelEndpoint(options);
  };
  afterEach(() => endpoint.close());

  /** Calls without an answer, as they were handed out to be kept. */
  let failedCalls: ModelCall[];
  beforeEach(() => {
    failedCalls = [];
  });

  const realize = (
    { timeoutMs = 5000, attempt = 0, feedback = request.feedback, signal = new AbortController().signal } = {},
    baseUrl = endpoint.baseUrl,
  ): Promise<Realization> => {
    const config = RunConfigSchema.parse({
      model: { kind: 'openai', baseUrl, name: 'test-model', temperature: 0.8, maxTokens: 64, format: 'text' },
    });
    // Shorter than a person may set it.
    const model = { ...config.model, timeoutMs };
    return createRealizer({ ...config, model }, createChatModels({ OPENAI_API_KEY: apiKey }, anyEndpoint)).realize(
      { ...request, attempt, feedback },
      signal,
      async (call) => {
        failedCalls.push(call);
      },
    );
  };

  it('asks once, with the seed and the key, and returns the cleaned text with its call', async () => {
    await start({ respond: () => 'Assistant: "Hello, what are you looking for?"' });
    const { text, modelCall } = await realize();
    assert.equal(text, 'Hello, what are you looking for?');
    assert.ok(modelCall !== null);
    const { latencyMs, requestHash, ...call } = modelCall;
    assert.ok(latencyMs >= 0 && latencyMs < 5000);
    assert.match(requestHash, /^[0-9a-f]{64}$/u);
    assert.deepEqual(call, {
      parameters: {
        baseUrl: endpoint.baseUrl,
        model: 'test-model',
        temperature: 0.8,
        seed: 77,
        maxTokens: 64,
        format: 'text',
      },
      answer: 'Assistant: "Hello, what are you looking for?"',
      finishReason: 'stop',
      promptTokens: 11,
      cachedTokens: null,
      completionTokens: 3,
      costUsd: null,
      failure: null,
    });
    assert.deepEqual(failedCalls, []);
    assert.doesNotMatch(JSON.stringify(modelCall), /secret/u);
    assert.deepEqual(endpoint.authorizations, [`Bearer ${apiKey}`]);
    const [asked] = endpoint.requests;
    assert.equal(asked?.model, 'test-model');
    assert.equal(asked?.seed, 77);
    assert.equal(asked?.max_tokens, 64);
    assert.equal(asked?.temperature, 0.8);
    assert.deepEqual(
      asked?.messages.map(({ role }) => role),
      ['system', 'user'],
    );
  });

  it('gives the same request the same hash, and another seed another one', async () => {
    await start({});
    const hashes = [await realize(), await realize(), await realize({ attempt: 1 })].map(
      ({ modelCall }) => modelCall?.requestHash,
    );
    assert.equal(hashes[0], hashes[1]);
    assert.notEqual(hashes[0], hashes[2]);
  });

  it('draws a fresh sample a little hotter, up to 1, and one that is told what was wrong as hot as ever', async () => {
    await start({});
    await realize({ attempt: 1 });
    await realize({ attempt: 19 });
    await realize({ attempt: 2, feedback: [{ check: 'length', kind: 'executional', detail: 'long' }] });
    assert.deepEqual(
      endpoint.requests.map(({ temperature }) => temperature),
      [0.9, 1, 0.8],
    );
  });

  const cases: {
    title: string;
    fault: Fault;
    name: FailureName;
    says: RegExp;
    retryAfterMs?: number;
    remedy?: RegExp;
    /** A plain request meets it as well. */
    isSteady?: true;
  }[] = [
    {
      title: '429 with Retry-After in seconds',
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
      name: 'ModelUnavailable',
      says: /429/u,
      retryAfterMs: 7000,
    },
    {
      title: '429 with a Retry-After of a day, capped at five minutes',
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '86400' } },
      name: 'ModelUnavailable',
      says: /429/u,
      retryAfterMs: 300_000,
    },
    {
      title: '429 for lack of quota',
      fault: {
        kind: 'status',
        status: 429,
        body: openAiError('insufficient_quota', 'You exceeded your current quota'),
      },
      name: 'InvalidRunConfig',
      says: /exceeded your current quota/u,
      remedy: /quota/u,
    },
    { title: '408', fault: { kind: 'status', status: 408 }, name: 'ModelUnavailable', says: /408/u },
    {
      title: '502 with a page of HTML',
      fault: { kind: 'status', status: 502, body: `<html>\n${'bad gateway '.repeat(900)}</html>` },
      name: 'ModelUnavailable',
      says: /^.{20,500}$/u,
    },
    { title: 'a body that is cut', fault: { kind: 'reset' }, name: 'ModelUnavailable', says: /terminated/u },
    {
      title: 'malformed JSON',
      fault: { kind: 'body', body: '{"choices": [' },
      name: 'ModelUnavailable',
      says: /malformed JSON/u,
    },
    {
      title: 'HTML with status 200',
      fault: { kind: 'body', body: '<html>log in</html>', contentType: 'text/html' },
      name: 'ModelUnavailable',
      says: /no JSON/u,
      remedy: /base-url/u,
    },
    {
      title: 'an error with status 200',
      fault: { kind: 'body', body: { error: { message: 'upstream is busy', code: 429 } } },
      name: 'ModelUnavailable',
      says: /429: upstream is busy/u,
    },
    {
      title: 'an error text with status 200',
      fault: { kind: 'body', body: { error: 'out of memory' } },
      name: 'ModelUnavailable',
      says: /out of memory/u,
    },
    {
      title: 'no choices',
      fault: { kind: 'body', body: { choices: [] } },
      name: 'ModelUnavailable',
      says: /no choices/u,
    },
    {
      title: 'null content',
      fault: { kind: 'answer', message: { content: null }, finishReason: 'stop' },
      name: 'ModelUnavailable',
      says: /no content/u,
    },
    {
      title: 'a content filter',
      fault: { kind: 'answer', message: { content: 'Half a' }, finishReason: 'content_filter' },
      name: 'ModelRefused',
      says: /content filter/u,
    },
    {
      title: 'a refusal',
      fault: { kind: 'answer', message: { content: null, refusal: 'I cannot.' }, finishReason: 'stop' },
      name: 'ModelRefused',
      says: /refused/u,
    },
    {
      title: '400 for the content',
      fault: { kind: 'status', status: 400, body: openAiError('content_filter') },
      name: 'ModelRefused',
      says: /400/u,
    },
    {
      title: '400 for an unknown model',
      fault: { kind: 'status', status: 400, body: openAiError('model_not_found', 'no such model') },
      name: 'InvalidRunConfig',
      says: /no such model/u,
      remedy: /model\.name/u,
    },
    {
      title: '401 that quotes a part of the key',
      fault: { kind: 'status', status: 401, body: openAiError('invalid_api_key', 'Incorrect key sk-secret-012') },
      name: 'InvalidRunConfig',
      says: /401$/u,
      remedy: /OPENAI_API_KEY/u,
    },
    {
      title: '403 that quotes the key',
      fault: { kind: 'status', status: 403, body: openAiError('denied', `${apiKey} may not use it`) },
      name: 'InvalidRunConfig',
      says: /\[key\] may not use it/u,
      remedy: /OPENAI_API_KEY/u,
      isSteady: true,
    },
    {
      title: '404',
      fault: { kind: 'status', status: 404 },
      name: 'InvalidRunConfig',
      says: /404/u,
      remedy: /base-url/u,
      isSteady: true,
    },
  ];
  for (const { title, fault, name, says, retryAfterMs, remedy, isSteady } of cases) {
    it(`maps ${title} to ${name}`, async () => {
      await start(isSteady === true ? { faultOf: () => fault } : { faults: [fault] });
      const failure = await failureOf(realize());
      assert.equal(failure.name, name);
      assert.match(failure.message, says);
      assert.equal(failure.details['retryAfterMs'], retryAfterMs);
      assert.match(failure.details.remedy ?? '', remedy ?? /./u);
      const calls = isSteady === true ? 2 : 1;
      assert.equal(endpoint.requests.length, calls, 'the client itself must not retry');
      assertNoSecret(failure);
      assert.deepEqual(
        failedCalls.slice(0, 1).map((call) => call.failure),
        [{ name, status: failure.details['status'] ?? null, message: failure.message }],
      );
    });
  }

  for (const kind of ['hang', 'stall'] as const) {
    it(`gives up after timeoutMs on a ${kind}`, async () => {
      await start({ faults: [{ kind }] });
      const startedMs = Date.now();
      const failure = await failureOf(realize({ timeoutMs: 150 }));
      assert.equal(failure.name, 'ModelUnavailable');
      assert.match(failure.message, /within 0\.15 s/u);
      assert.ok(Date.now() - startedMs < 2000);
    });

    it(`ends a ${kind} with the caller's own reason when the caller cancels`, async () => {
      await start({ faults: [{ kind }] });
      const controller = new AbortController();
      const reason = new Error('CANCELLED by the run');
      const turn = realize({ signal: controller.signal });
      while (endpoint.requests.length === 0) await sleep(5);
      await sleep(30);
      controller.abort(reason);
      await assert.rejects(turn, (error) => error === reason);
      assert.equal(failedCalls[0]?.failure?.name, 'Cancelled');
      assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
      while (endpoint.abandoned() === 0) await sleep(5);
    });
  }

  it('keeps its time limit while garbage is collected, which an AbortSignal.any does not', async () => {
    await start({ faults: [{ kind: 'stall' }] });
    setFlagsFromString('--expose-gc');
    const collectGarbage: unknown = runInNewContext('gc');
    assert.ok(typeof collectGarbage === 'function');
    const collecting = setInterval(() => collectGarbage(), 30);
    try {
      const failure = await failureOf(realize({ timeoutMs: 400 }));
      assert.match(failure.message, /within 0\.4 s/u);
    } finally {
      clearInterval(collecting);
    }
  });

  it('asks nothing when it is cancelled already', async () => {
    await start({});
    await assert.rejects(realize({ signal: AbortSignal.abort(new Error('too late')) }), /too late/u);
    assert.equal(endpoint.requests.length, 0);
  });

  it('says where nothing listens', async () => {
    await start({});
    await endpoint.close();
    const failure = await failureOf(realize());
    assert.equal(failure.name, 'ModelUnavailable');
    assert.match(failure.message, /ECONNREFUSED/u);
    assert.match(failure.details.remedy ?? '', new RegExp(endpoint.baseUrl, 'u'));
    assertNoSecret(failure);
  });

  it('keeps the whole sentences of an answer that the token limit cut', async () => {
    await start({ faults: [cut('It costs 4.50. People like it! But the'), cut('No end in'), cut(null)] });
    assert.equal((await realize()).text, 'It costs 4.50. People like it!');
    assert.equal((await realize()).text, '');
    assert.equal((await realize()).text, '');
  });

  it('hands empty content on: a sample that the fidelity checks refuse', async () => {
    await start({ faults: [{ kind: 'answer', message: { content: '' }, finishReason: 'stop' }] });
    assert.equal((await realize()).text, '');
  });

  it('takes an answer without usage', async () => {
    const body = { choices: [{ finish_reason: 'stop', message: { content: 'Hi.' } }] };
    await start({ faults: [{ kind: 'body', body }] });
    const { text, modelCall } = await realize();
    assert.deepEqual([text, modelCall?.promptTokens, modelCall?.completionTokens], ['Hi.', null, null]);
  });
});

async function failureOf(work: Promise<unknown>): Promise<StudioFailure> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof StudioFailure, String(error));
    return error;
  }
  return assert.fail('it should have failed');
}

/** Everything that a log or a failure converter could print. */
function assertNoSecret(failure: StudioFailure): void {
  const seen: unknown[] = [];
  for (let at: unknown = failure; at instanceof Error; at = at.cause) {
    const error = at;
    const own = Object.fromEntries(Object.getOwnPropertyNames(error).map((name) => [name, Reflect.get(error, name)]));
    seen.push(own);
  }
  const text = JSON.stringify(seen);
  assert.doesNotMatch(text, /sk-secret/u);
  assert.doesNotMatch(text, /authorization|headers/iu);
}

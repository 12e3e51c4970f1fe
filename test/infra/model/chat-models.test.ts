import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import assert from 'node:assert/strict';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import { createRealizer } from '../../../infra/model/create-realizer.ts';
import type { ModelCall } from '../../../schemas/model-call.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { buildContext } from '../../../studio/simulation/build-context.ts';
import { AnswerSchema } from '../../../studio/simulation/read-answer.ts';
import { startModelEndpoint } from '../../doubles/model-endpoint.ts';
import type { ChatRequest, Fault, ModelEndpoint, ModelEndpointOptions } from '../../doubles/model-endpoint.ts';
import { createPlan } from '../../fixtures/dialog-plan.ts';

const refusal = (param: string, message: string): Fault => ({
  kind: 'status',
  status: 400,
  body: { error: { message, type: 'invalid_request_error', param, code: 'unsupported_parameter' } },
});

/** As models that reason first answer: no max_tokens, no temperature but the default. */
const reasoningFault = (_number: number, request: ChatRequest): Fault | undefined => {
  if (request.max_tokens !== undefined) {
    return refusal('max_tokens', "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.");
  }
  if (request.temperature !== undefined) {
    return refusal(
      'temperature',
      "Unsupported value: 'temperature' does not support 0.8. Only the default (1) value is.",
    );
  }
  return undefined;
};

const plainFault = (_number: number, request: ChatRequest): Fault | undefined =>
  request.response_format === undefined
    ? undefined
    : { kind: 'status', status: 422, body: { detail: 'response_format: extra inputs are not permitted' } };

const configOf = (endpoint: ModelEndpoint, model: object = {}) =>
  RunConfigSchema.parse({ model: { kind: 'openai', name: 'test-model', baseUrl: endpoint.baseUrl, ...model } });

describe('chat models', () => {
  const endpoints: ModelEndpoint[] = [];
  const start = async (options: ModelEndpointOptions = {}): Promise<ModelEndpoint> => {
    const endpoint = await startModelEndpoint(options);
    endpoints.push(endpoint);
    return endpoint;
  };
  afterEach(async () => {
    for (const endpoint of endpoints.splice(0)) await endpoint.close();
  });

  const request = {
    messages: [{ role: 'user' as const, content: 'Hello?' }],
    seed: 5,
    hotter: 0,
    answer: { name: 'next_line', schema: AnswerSchema },
  };
  const { signal } = new AbortController();

  it('finds out once that an endpoint takes neither max_tokens nor a temperature, and keeps the calls that taught it', async () => {
    const endpoint = await start({ faultOf: reasoningFault });
    const findChatModel = createChatModels({}, anyEndpoint);
    const failed: ModelCall[] = [];
    for (let call = 0; call < 3; call += 1) {
      // Asks again each time, as every activity does.
      const model = findChatModel(configOf(endpoint), 'user');
      const { modelCall } = await model.ask(request, signal, async (made) => {
        failed.push(made);
      });
      assert.deepEqual([modelCall.parameters.temperature, modelCall.parameters.maxTokens], [null, 160]);
    }
    assert.equal(endpoint.requests.length, 5);
    assert.deepEqual(
      failed.map(({ failure }) => failure?.status),
      [400, 400],
    );
    assert.equal(endpoint.requests.at(-1)?.max_completion_tokens, 160);
    assert.equal(endpoint.requests.at(-1)?.max_tokens, undefined);
  });

  it('asks for a JSON schema until the endpoint turns it down, then for plain text', async () => {
    const endpoint = await start({ faultOf: plainFault });
    const model = createChatModels({}, anyEndpoint)(configOf(endpoint), 'system');
    for (let call = 0; call < 2; call += 1) await model.ask(request, signal, async () => {});
    assert.deepEqual(
      endpoint.requests.map(({ response_format: format }) => format?.type),
      ['json_schema', undefined, undefined],
    );
  });

  it('leaves what the config fixes alone, and fails with the endpoint’s words', async () => {
    for (const [faultOf, settings, says] of [
      [plainFault, { format: 'json_schema' }, /not permitted/u],
      [reasoningFault, { tokenLimit: 'max_tokens' }, /max_tokens/u],
    ] as const) {
      const endpoint = await start({ faultOf });
      const model = createChatModels({}, anyEndpoint)(configOf(endpoint, settings), 'user');
      await assert.rejects(
        model.ask(request, signal, async () => {}),
        { name: 'InvalidRunConfig', message: says },
      );
      const [asked, probe, ...more] = endpoint.requests;
      assert.deepEqual(probe, { ...asked, messages: [{ role: 'user', content: 'Say good morning.' }] });
      assert.deepEqual(more, []);
    }
  });

  it('does not drop a temperature that is only too high: that is for a person to mend', async () => {
    const endpoint = await start({ faultOf: () => refusal('temperature', 'temperature must be at most 1') });
    const model = createChatModels({}, anyEndpoint)(configOf(endpoint), 'user');
    await assert.rejects(
      model.ask(request, signal, async () => {}),
      { name: 'InvalidRunConfig' },
    );
  });

  it('gives each role its own endpoint, key, name, temperature, seed and limit, and lets the rest inherit', async () => {
    const shared = await start();
    const ofUser = await start();
    const config = configOf(shared, {
      format: 'text',
      temperature: 0.3,
      user: { baseUrl: ofUser.baseUrl, keyVariable: 'USER_KEY', name: 'small', temperature: 1, seed: 9, maxTokens: 40 },
      judge: { name: 'strict', temperature: 0 },
    });
    const findChatModel = createChatModels({ OPENAI_API_KEY: 'shared-key', USER_KEY: 'user-key' }, anyEndpoint);
    const realizer = createRealizer(config, findChatModel);
    assert.equal(realizer.name, 'openai:small+test-model');
    const plan = createPlan(1);
    for (const turn of [0, 1]) {
      const context = buildContext(plan, turn, []);
      await realizer.realize({ context, seed: 5, attempt: 0, feedback: [], maximumWords: 60 }, signal);
    }
    await findChatModel(config, 'judge').ask(request, signal, async () => {});
    const [system, judge] = shared.requests;
    assert.deepEqual(
      [system?.model, system?.temperature, system?.seed, system?.max_tokens],
      ['test-model', 0.3, 5, 160],
    );
    assert.deepEqual([judge?.model, judge?.temperature], ['strict', 0]);
    const [user] = ofUser.requests;
    assert.deepEqual([user?.model, user?.temperature, user?.max_tokens], ['small', 1, 40]);
    assert.ok(user?.seed !== undefined && user.seed !== 5, 'the seed is mixed');
    assert.deepEqual([shared.authorizations[0], ofUser.authorizations[0]], ['Bearer shared-key', 'Bearer user-key']);
  });

  it('reads the utterance of a structured answer and prices the call, cached tokens apart', async () => {
    const usage = { prompt_tokens: 1000, completion_tokens: 100, prompt_tokens_details: { cached_tokens: 400 } };
    const endpoint = await start({ usage, respond: () => '{"utterance": "Hi there, what is it?"}' });
    const prices = { inputPerMillion: 2, cachedInputPerMillion: 1, outputPerMillion: 10 };
    const realizer = createRealizer(configOf(endpoint, { prices }), createChatModels({}, anyEndpoint));
    const context = buildContext(createPlan(1), 0, []);
    const { text, modelCall } = await realizer.realize(
      { context, seed: 5, attempt: 0, feedback: [], maximumWords: 60 },
      signal,
    );
    assert.equal(text, 'Hi there, what is it?');
    assert.equal(modelCall?.cachedTokens, 400);
    assert.ok(Math.abs((modelCall?.costUsd ?? 0) - 0.0026) < 1e-12);
  });

  it('asks less at once after a 429, and more again as answers come, never above the ceiling', async () => {
    const endpoint = await start({ latencyMs: 20, faults: [{ kind: 'status', status: 429 }] });
    const model = createChatModels({}, anyEndpoint)(configOf(endpoint, { callsAtOnce: 8 }), 'user');
    const ask = (): Promise<unknown> =>
      model.ask(request, new AbortController().signal, async () => {}).catch((error: unknown) => error);
    const askTogether = async (calls: number): Promise<number> => {
      endpoint.mostAtOnce();
      await Promise.all(Array.from({ length: calls }, ask));
      return endpoint.mostAtOnce();
    };
    await askTogether(1);
    assert.equal(await askTogether(4), 4);
    assert.ok((await askTogether(8)) < 8);
    await askTogether(60);
    assert.equal(await askTogether(30), 8);
  });
});

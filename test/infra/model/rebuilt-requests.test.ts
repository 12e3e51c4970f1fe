import assert from 'node:assert/strict';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import { createRealizer } from '../../../infra/model/create-realizer.ts';
import { createFindOtherRequest } from '../../../infra/model/rebuilt-requests.ts';
import type { ModelCall } from '../../../schemas/model-call.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import type { RunConfig } from '../../../schemas/run-config.ts';
import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import { startModelEndpoint } from '../../doubles/model-endpoint.ts';
import type { ChatRequest, Fault, ModelEndpoint } from '../../doubles/model-endpoint.ts';
import { greetingRequest as request } from '../../fixtures/realization-request.ts';

const refuse = (message: string): Fault => ({ kind: 'status', status: 400, body: { error: { message } } });

/** Takes nothing but a model, messages of the user and a token limit under its newer name. */
function turnDown(chat: ChatRequest): Fault | undefined {
  if (chat.response_format !== undefined) return refuse('response_format is not supported');
  if (chat.temperature !== undefined) return refuse("Unsupported parameter: 'temperature'");
  if (chat.seed !== undefined) return refuse("Unsupported parameter: 'seed'");
  if (chat.max_tokens !== undefined)
    return refuse("'max_tokens' is not supported, use 'max_completion_tokens' instead");
  return chat.messages.some(({ role }) => role === 'system') ? refuse('System role not supported') : undefined;
}

async function askFor(config: RunConfig): Promise<ModelCall[]> {
  const calls: ModelCall[] = [];
  const realizer = createRealizer(config, createChatModels({}, anyEndpoint));
  const { modelCall } = await realizer.realize(request, new AbortController().signal, async (call) => {
    calls.push(call);
  });
  return modelCall === null ? calls : [...calls, modelCall];
}

describe('requests built again', () => {
  let endpoint: ModelEndpoint;
  afterEach(() => endpoint.close());

  const configOf = (model: object = {}): RunConfig =>
    RunConfigSchema.parse({ model: { kind: 'openai', name: 'm', baseUrl: endpoint.baseUrl, ...model } });

  it('are the same, whatever the endpoint turned down on the way', async () => {
    endpoint = await startModelEndpoint({ faultOf: (_number, chat) => turnDown(chat) });
    for (const model of [
      {},
      { prompting: 'rich' },
      { user: { temperature: 0.3, seed: 5 }, tokenLimit: 'max_completion_tokens' },
    ]) {
      const config = configOf(model);
      const calls = await askFor(config);
      assert.ok(calls.length > 4);
      const findOtherRequest = createFindOtherRequest(config);
      assert.deepEqual(
        calls.map((call) => findOtherRequest(request, call)),
        calls.map(() => null),
      );
    }
  });

  it('are others where the prompt, a setting or the hash is another', async () => {
    endpoint = await startModelEndpoint();
    const [call = assert.fail()] = await askFor(configOf());
    const find = (config: RunConfig, asked = request, made = call): string | null =>
      createFindOtherRequest(config)(asked, made);
    assert.equal(find(configOf()), null);
    const others = [
      find(configOf({ temperature: 0.1 })),
      find(configOf({ maxTokens: 99 })),
      find(configOf({ name: 'other' })),
      find(configOf({ baseUrl: 'http://127.0.0.1:9/v1' })),
      find(configOf(), { ...request, maximumWords: 12 }),
      find(configOf(), { ...request, seed: 78 }),
    ];
    assert.equal(new Set(others).size, others.length);
    for (const other of others) assert.match(other ?? 'none', /^[0-9a-f]{64}$/u);
    assert.equal(find(configOf(), request, { ...call, requestHash: '0' }), call.requestHash);
  });
});

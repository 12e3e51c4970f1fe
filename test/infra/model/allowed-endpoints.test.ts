import assert from 'node:assert/strict';
import {
  createCheckEndpoint,
  endpointsOf,
  endpointsVariable,
  readAllowedEndpoints,
} from '../../../infra/model/allowed-endpoints.ts';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import { createEmbedder } from '../../../infra/model/openai-embedder.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';

const openAi = 'https://api.openai.com/v1';

describe('endpoints that a worker may use', () => {
  it('are those of the config that its command was started with: each agent’s, the judge’s, the embeddings’', () => {
    const config = RunConfigSchema.parse({
      aspects: { embedding: { kind: 'openai', baseUrl: 'https://vectors.example/v1' } },
      model: {
        kind: 'openai',
        baseUrl: 'https://models.example/v1',
        keyVariable: 'MODELS_KEY',
        judge: { baseUrl: openAi, keyVariable: 'OPENAI_API_KEY' },
      },
    });
    assert.deepEqual(endpointsOf(config), [
      { baseUrl: 'https://models.example/v1', variable: 'MODELS_KEY' },
      { baseUrl: 'https://models.example/v1', variable: 'MODELS_KEY' },
      { baseUrl: openAi, variable: 'OPENAI_API_KEY' },
      { baseUrl: 'https://vectors.example/v1', variable: 'MODELS_KEY' },
    ]);
    assert.deepEqual(endpointsOf(RunConfigSchema.parse({})), [], 'an offline run calls none');
  });

  it('are named for every worker by a variable: OpenAI’s own where it is not set', () => {
    assert.deepEqual(readAllowedEndpoints({}), [{ baseUrl: openAi, variable: 'OPENAI_API_KEY' }]);
    const given = `https://a.example/v1=A_KEY\n http://127.0.0.1:8091/v1?version=2=B_KEY `;
    assert.deepEqual(readAllowedEndpoints({ [endpointsVariable]: given }), [
      { baseUrl: 'https://a.example/v1', variable: 'A_KEY' },
      { baseUrl: 'http://127.0.0.1:8091/v1?version=2', variable: 'B_KEY' },
    ]);
  });

  it('refuse an entry that is none, and show nothing of it: it may be the key', () => {
    for (const entry of [
      'sk-secret-secret',
      'https://a.example/v1',
      'https://a.example/v1=sk-secret-secret',
      '=A_KEY',
    ]) {
      assert.throws(
        () => readAllowedEndpoints({ [endpointsVariable]: `${openAi}=OPENAI_API_KEY ${entry}` }),
        (error) => {
          assert.ok(error instanceof Error && error.name === 'InvalidRunConfig');
          assert.match(error.message, /^entry 2 of CONVREC_MODEL_ENDPOINTS/u);
          assert.doesNotMatch(error.message, /secret/u);
          return true;
        },
      );
    }
  });

  it('are pairs: neither another host for a known key nor another variable for a known host passes', () => {
    const check = createCheckEndpoint([{ baseUrl: 'https://models.example/v1', variable: 'MODELS_KEY' }]);
    check({ baseUrl: 'https://models.example/v1/', keyVariable: 'MODELS_KEY' });
    check({ baseUrl: 'HTTPS://Models.example:443/v1', keyVariable: 'MODELS_KEY' });
    for (const [baseUrl, keyVariable] of [
      ['https://models.example/v1', 'AWS_SECRET_ACCESS_KEY'],
      ['https://models.example/v1/evil', 'MODELS_KEY'],
      ['https://models.example.evil/v1', 'MODELS_KEY'],
      ['http://models.example/v1', 'MODELS_KEY'],
      ['https://models.example:8443/v1', 'MODELS_KEY'],
      ['https://user@models.example/v1', 'MODELS_KEY'],
      [null, 'MODELS_KEY'],
    ] as const) {
      assert.throws(() => check({ baseUrl, keyVariable }), { name: 'InvalidRunConfig' }, String(baseUrl));
    }
  });

  it('get no key while the command that was started for them is away, and do not fail its run', () => {
    const pair = { baseUrl: 'https://models.example/v1', variable: 'MODELS_KEY' };
    const settings = { baseUrl: pair.baseUrl, keyVariable: pair.variable, headers: {}, query: {} };
    let approved = [pair];
    const check = createCheckEndpoint([], { findApproved: () => approved, findInterrupted: () => [pair] });
    check(settings);
    approved = [];
    assert.throws(() => check(settings), { name: 'ModelUnavailable' });
    assert.throws(() => check({ ...settings, keyVariable: 'OTHER_KEY' }), { name: 'InvalidRunConfig' });
    assert.throws(() => check({ ...settings, baseUrl: 'https://other.example/v1' }), { name: 'InvalidRunConfig' });
  });

  it('are asked for every variable that a call would send, of headers and query too', () => {
    const baseUrl = 'https://models.example/v1';
    const check = createCheckEndpoint([
      { baseUrl, variable: 'MODELS_KEY' },
      { baseUrl, variable: 'GATEWAY_KEY' },
    ]);
    check({ baseUrl, keyVariable: 'MODELS_KEY', headers: { 'x-gateway': 'GATEWAY_KEY' } });
    for (const others of [
      { headers: { 'x-other': 'AWS_SECRET_ACCESS_KEY' } },
      { query: { key: 'AWS_SECRET_ACCESS_KEY' } },
    ]) {
      assert.throws(() => check({ baseUrl, keyVariable: 'MODELS_KEY', ...others }), /AWS_SECRET_ACCESS_KEY/u);
    }
    const config = RunConfigSchema.parse({
      model: { kind: 'openai', baseUrl, headers: { 'x-gateway': 'GATEWAY_KEY' } },
    });
    createCheckEndpoint(endpointsOf(config))({ baseUrl, keyVariable: 'OPENAI_API_KEY', headers: config.model.headers });
  });

  it('hold for agents, judges and embeddings: no key is read and no client made for another one', () => {
    const config = RunConfigSchema.parse({
      aspects: { embedding: { kind: 'openai', baseUrl: 'http://evil.example/v1' } },
      model: { kind: 'openai', baseUrl: 'http://evil.example/v1', keyVariable: 'AWS_SECRET_ACCESS_KEY' },
    });
    const env = new Proxy(
      {},
      {
        get: (_, name) => assert.fail(`the variable ${String(name)} was read`),
      },
    );
    const check = createCheckEndpoint(readAllowedEndpoints({}));
    const findChatModel = createChatModels(env, check);
    for (const role of ['user', 'system', 'judge'] as const) {
      assert.throws(() => findChatModel(config, role), {
        name: 'InvalidRunConfig',
        message:
          'this worker was not started for the endpoint http://evil.example/v1 with the key of AWS_SECRET_ACCESS_KEY',
      });
    }
    assert.throws(() => createEmbedder(config, env, check), { name: 'InvalidRunConfig' });
  });
});

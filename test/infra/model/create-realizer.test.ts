import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import assert from 'node:assert/strict';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import { createRealizer as createRealizerWith } from '../../../infra/model/create-realizer.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import type { RunConfig } from '../../../schemas/run-config.ts';
import { buildContext } from '../../../studio/simulation/build-context.ts';
import { startModelEndpoint } from '../../doubles/model-endpoint.ts';
import { createPlan } from '../../fixtures/dialog-plan.ts';

const configOf = (model: object) => RunConfigSchema.parse({ model: { kind: 'openai', name: 'test-model', ...model } });

const createRealizer = (config: RunConfig, env: NodeJS.ProcessEnv) =>
  createRealizerWith(config, createChatModels(env, anyEndpoint));

describe('create realizer', () => {
  it('is offline unless the config asks for a model', () => {
    const { name, isOffline } = createRealizer(RunConfigSchema.parse({}), { OPENAI_API_KEY: 'unused' });
    assert.deepEqual({ name, isOffline }, { name: 'offline-realizer', isOffline: true });
  });

  it('is named after the model', () => {
    const { name, isOffline } = createRealizer(configOf({ name: 'gpt-4o' }), { OPENAI_API_KEY: 'sk-1' });
    assert.deepEqual({ name, isOffline }, { name: 'openai:gpt-4o', isOffline: false });
  });

  for (const baseUrl of [null, 'https://models.example.org/v1', 'http://127.0.0.1.example.org/v1']) {
    it(`needs a key for ${baseUrl ?? 'the default endpoint'}`, () => {
      assert.throws(() => createRealizer(configOf({ baseUrl }), { OPENAI_API_KEY: ' ' }), {
        name: 'InvalidRunConfig',
        message: /OPENAI_API_KEY is not set/u,
      });
    });
  }

  for (const baseUrl of ['http://localhost:8091/v1', 'http://127.1.2.3/v1', 'http://[::1]:8091/v1']) {
    it(`needs no key for ${baseUrl}`, () => {
      assert.equal(createRealizer(configOf({ baseUrl }), {}).isOffline, false);
    });
  }

  it('refuses a base URL that is no web address', () => {
    assert.throws(() => createRealizer(configOf({ baseUrl: 'file:///etc/passwd' }), {}), { name: 'InvalidRunConfig' });
  });

  it('refuses a key that no header can hold, without saying it', () => {
    assert.throws(
      () => createRealizer(configOf({}), { OPENAI_API_KEY: 'sk-1\nsk-2' }),
      (error) => {
        assert.ok(error instanceof Error);
        assert.equal(error.name, 'InvalidRunConfig');
        assert.doesNotMatch(error.message, /sk-/u);
        return true;
      },
    );
  });

  it('sends the key without the line break of the file it came from, and a dummy where there is none', async () => {
    const endpoint = await startModelEndpoint();
    try {
      const config = configOf({ baseUrl: endpoint.baseUrl });
      const request = {
        context: buildContext(createPlan(1), 0, []),
        seed: 1,
        attempt: 0,
        feedback: [],
        maximumWords: 90,
      };
      for (const env of [{ OPENAI_API_KEY: 'sk-1\n' }, {}]) {
        await createRealizer(config, env).realize(request, new AbortController().signal);
      }
      assert.deepEqual(endpoint.authorizations, ['Bearer sk-1', 'Bearer none']);
    } finally {
      await endpoint.close();
    }
  });
});

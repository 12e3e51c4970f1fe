import assert from 'node:assert/strict';
import { findSecretInUrl } from '../../schemas/endpoint-url.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';

describe('a base URL', () => {
  const harmless = [
    'https://api.openai.com/v1',
    'http://localhost:11434/v1',
    'https://r.openai.azure.com/openai/deployments/gpt?api-version=2024-06-01',
    'https://gateway.example.org/v1?region=eu-west-1&route=fast',
    'https://host.example.org/v1?api-version=2025-01-01-preview',
  ];
  for (const address of harmless) {
    it(`may be ${address}`, () => assert.equal(findSecretInUrl(address), undefined));
  }

  const secrets = [
    'http://user:hunter2@host.example.org/v1',
    'https://sk-abc@host.example.org/v1',
    'https://host.example.org/v1?api_key=abc',
    'https://host.example.org/v1?key=AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY',
    'https://host.example.org/v1?apikey=abc&api-version=2024-06-01',
    'https://host.example.org/v1?subscription-key=abc',
    'https://host.example.org/v1?access_token=abc',
    'https://host.example.org/v1?code=abc',
    'https://host.example.org/v1?sig=abc',
    'https://host.example.org/v1?x=3f9a1c0b7e5d42889a6b3c1d0e7f5a94',
    'https://host.example.org/v1#sk-abc',
  ];
  for (const address of secrets) {
    it(`may not be ${address}, and what says so quotes no value of it`, () => {
      const parsed = RunConfigSchema.safeParse({ model: { baseUrl: address } });
      assert.equal(parsed.success, false);
      const message = String(parsed.error?.issues[0]?.message);
      assert.match(message, /holds a (?:user or password|key in its query|fragment)/u);
      assert.doesNotMatch(message, /hunter2|abc|AIza|3f9a/u);
    });
  }
});

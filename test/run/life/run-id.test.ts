import assert from 'node:assert/strict';
import { assert as assertProperty, property, string } from 'fast-check';
import { deriveRunId, hashConfig } from '../../../run/life/run-id.ts';
import type { RunIdentity } from '../../../run/life/run-id.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';

const inputs = [
  { file: 'a.json', sha256: '1' },
  { file: 'b.json', sha256: '2' },
];
const idOf = (config: object, others: Partial<RunIdentity> = {}): string =>
  deriveRunId({ config: RunConfigSchema.parse(config), sourceKind: 'yelp', inputs, codeVersion: '1.0.0', ...others });

describe('deriveRunId', () => {
  it('is the same for the same run, so that a run is found again', () => {
    assert.equal(idOf({ model: {}, seed: 20250617 }), idOf({}));
    assert.equal(idOf({}, { inputs: inputs.toReversed() }), idOf({}));
    const exclude = ['a'.repeat(64), 'b'.repeat(64)];
    assert.equal(idOf({ source: { exclude } }), idOf({ source: { exclude: exclude.toReversed() } }));
  });

  it('does not depend on what cannot change a result', () => {
    for (const config of [
      { concurrency: { dialogs: 1 } },
      { concurrency: { dialogsPerShard: 3 } },
      { model: { timeoutMs: 5000, callsAtOnce: 3, requestsPerSecond: 1 } },
      { model: { prices: { inputPerMillion: 3 } } },
      { budget: { usd: 5, tokens: 1000 } },
      { source: { path: '/elsewhere' } },
      { source: { kind: 'yelp' } },
      { source: { exclude: [] } },
    ]) {
      assert.equal(idOf(config), idOf({}), JSON.stringify(config));
    }
  });

  it('depends on everything that can', () => {
    const others = [
      idOf({ seed: 1 }),
      idOf({ source: { exclude: ['a'.repeat(64)] } }),
      idOf({ source: { exclude: ['a'.repeat(64), 'b'.repeat(64)] } }),
      idOf({ model: { name: 'other' } }),
      idOf({ model: { kind: 'openai' } }),
      idOf({ targets: { limit: 3 } }),
      idOf({ fidelity: { maximumAttempts: 2 } }),
      idOf({}, { codeVersion: '1.0.1' }),
      idOf({}, { sourceKind: 'amazon' }),
      idOf({}, { inputs: inputs.slice(1) }),
      idOf(
        {},
        {
          inputs: [
            { file: 'a.json', sha256: '2' },
            { file: 'b.json', sha256: '1' },
          ],
        },
      ),
    ];
    assert.equal(new Set([idOf({}), ...others]).size, others.length + 1);
  });

  it('says what the reviews are and fits a folder and a workflow', () => {
    const sample = idOf({ source: { sample: { domain: 'mobilerec' } } }, { sourceKind: 'sample' });
    assert.match(sample, /^sample-mobilerec-[0-9a-f]{10}$/u);
    assertProperty(
      property(string(), string(), (file, sha256) => {
        assert.match(idOf({}, { inputs: [{ file, sha256 }] }), /^yelp-[0-9a-f]{10}$/u);
      }),
    );
  });
});

describe('hashConfig', () => {
  it('does not depend on the order of keys', () => {
    const config = RunConfigSchema.parse({});
    const reversed = RunConfigSchema.parse(Object.fromEntries(Object.entries(config).toReversed()));
    assert.equal(hashConfig({ ...reversed, model: { ...reversed.model } }), hashConfig(config));
  });
});

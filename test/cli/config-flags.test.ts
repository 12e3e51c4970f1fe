import assert from 'node:assert/strict';
import { readConfigFlags } from '../../cli/config-flags.ts';
import type { ConfigFlags } from '../../cli/config-flags.ts';

const settingsOf = (flags: ConfigFlags): Record<string, unknown> =>
  Object.fromEntries(readConfigFlags(flags, '/work').assignments.map(({ path, value }) => [path, value]));

describe('readConfigFlags', () => {
  it('takes a folder or the sample as the source', () => {
    assert.deepEqual(settingsOf({ source: 'data/yelp' }), { 'source.kind': 'auto', 'source.path': '/work/data/yelp' });
    assert.deepEqual(settingsOf({ source: 'sample' }), { 'source.kind': 'sample', 'source.path': '' });
    assert.deepEqual(settingsOf({ source: './sample' }), { 'source.kind': 'auto', 'source.path': '/work/sample' });
  });

  it('takes the offline realizer or any model of an endpoint', () => {
    assert.deepEqual(settingsOf({ model: 'offline' }), { 'model.kind': 'offline' });
    assert.deepEqual(settingsOf({ model: 'openai:org/model:8b', baseUrl: 'http://127.0.0.1:1/v1' }), {
      'model.kind': 'openai',
      'model.name': 'org/model:8b',
      'model.baseUrl': 'http://127.0.0.1:1/v1',
    });
  });

  it('lets --set say anything and win', () => {
    const flags = { seed: '1', limit: '5', set: ['seed=2', 'model.name=a=b', 'targets.limit=null'] };
    assert.deepEqual(settingsOf(flags), { seed: 2, 'targets.limit': null, 'model.name': 'a=b' });
  });

  it('lets --set name the variables of headers and of a query', () => {
    const set = ['model.headers.api-key=AZURE_KEY', 'model.query.subscription-key=GATEWAY_KEY'];
    assert.deepEqual(settingsOf({ set }), {
      'model.headers.api-key': 'AZURE_KEY',
      'model.query.subscription-key': 'GATEWAY_KEY',
    });
  });

  const wrong: [ConfigFlags, string, RegExp][] = [
    [{ set: ['model.headers=AZURE_KEY'] }, '--set model.headers', /not a setting/u],
    [{ seed: 'x' }, '--seed', /expected a whole number/u],
    [{ seed: '' }, '--seed', /expected a whole number/u],
    [{ model: 'gpt-4o' }, '--model', /neither "offline" nor "openai:NAME"/u],
    [{ set: ['seed'] }, '--set', /not key=value/u],
    [{ set: ['modle.name=x'] }, '--set modle.name', /did you mean model\.name\?/u],
  ];
  for (const [flags, place, message] of wrong) {
    it(`names the flag in ${JSON.stringify(flags)}`, () => {
      const { problems } = readConfigFlags(flags, '/work');
      assert.deepEqual(
        problems.map((problem) => problem.place),
        [place],
      );
      assert.match(problems[0]?.message ?? '', message);
    });
  }
});

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEndpoints, warnOfPlainText } from '../../cli/check-endpoints.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { Fault, ModelEndpoint, ModelEndpointOptions } from '../doubles/model-endpoint.ts';
import { convrec } from './run-convrec.ts';

const said = (status: number, message: string): Fault => ({ kind: 'status', status, body: { error: { message } } });

describe('a look at the endpoints before the stages', () => {
  let endpoint: ModelEndpoint;
  let runsRoot: string;
  let lines: string[];
  before(async () => {
    runsRoot = await mkdtemp(join(tmpdir(), 'convrec-check-'));
  });
  beforeEach(() => {
    lines = [];
  });
  afterEach(() => endpoint.close());
  after(() => rm(runsRoot, { recursive: true }));

  const start = async (options: ModelEndpointOptions = {}): Promise<void> => {
    endpoint = await startModelEndpoint(options);
  };
  const check = (config: object = {}): Promise<void> =>
    checkEndpoints({
      config: RunConfigSchema.parse({ model: { kind: 'openai', name: 'm', baseUrl: endpoint.baseUrl }, ...config }),
      env: {},
      say: (line) => lines.push(line),
      signal: new AbortController().signal,
    });

  it('asks each model for one short line', async () => {
    await start();
    const model = { kind: 'openai', name: 'm', baseUrl: endpoint.baseUrl };
    await check({ model });
    await check({ model: { ...model, system: { name: 'other' } } });
    assert.deepEqual(
      endpoint.requests.map(({ model: name, max_tokens: limit }) => [name, limit]),
      [
        ['m', 16],
        ['m', 16],
        ['other', 16],
      ],
    );
    assert.deepEqual(lines, []);
  });

  it('asks nothing that a budget would have to count, and nothing offline', async () => {
    await start({ models: ['m'] });
    await check({ budget: { tokens: 1000 } });
    await check({ model: {} });
    assert.equal(endpoint.requests.length, 0);
  });

  it('says that an endpoint is busy, and lets the run begin', async () => {
    await start({ faultOf: () => said(503, 'loading the model') });
    await check();
    assert.match(lines.join(), /answered 503: 503 loading the model\. The work begins/u);
  });

  it('asks again where a connection fails by chance', async () => {
    await start({ faults: [{ kind: 'close' }] });
    await check();
    assert.equal(endpoint.requests.length, 2);
  });

  it('warns of a key that goes over the network in plain text', async () => {
    await start();
    const model = { kind: 'openai', name: 'm', baseUrl: 'http://model.example.org/v1' };
    const env = { OPENAI_API_KEY: 'sk-proj-A9fK2mQ7xZ1bL4nV8cT3wE6rY5uI0oPq' };
    warnOfPlainText({ config: RunConfigSchema.parse({ model }), env, say: (line) => lines.push(line) });
    assert.match(lines.join(), /^warning: model\.example\.org is asked over http:\/\/.*\(OPENAI_API_KEY\)/u);
    assert.doesNotMatch(lines.join(), /sk-proj/u);
  });

  const wrong: [title: string, fault: Fault | undefined, code: number, says: RegExp][] = [
    ['a wrong model name', said(404, 'The model `m` does not exist'), 2, /does not exist[^]*model\.name/u],
    ['a wrong key', said(401, 'no'), 2, /answered 401[^]*Check OPENAI_API_KEY/u],
    [
      'a page in place of an endpoint',
      { kind: 'body', body: '<html>log in</html>', contentType: 'text/html' },
      5,
      /no JSON/u,
    ],
    ['a base URL where nothing listens', undefined, 5, /ECONNREFUSED/u],
  ];
  for (const [title, fault, code, says] of wrong) {
    it(`ends a launch before anything is made of the reviews: ${title}`, async () => {
      await start(fault === undefined ? {} : { faultOf: () => fault });
      if (fault === undefined) await endpoint.close();
      const args = ['launch', '--sample-users', '10', '--model', 'openai:m', '--base-url', endpoint.baseUrl];
      const outcome = await convrec([...args, '--runs', runsRoot]);
      assert.equal(outcome.code, code, outcome.err);
      assert.match(outcome.err, says);
      assert.match(outcome.err, /what to do .*--no-check/u);
      assert.deepEqual(
        (await readdir(runsRoot)).filter((name) => !name.startsWith('.')),
        [],
        'no run was made',
      );
    });
  }
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { describeConfig } from '../../../infra/config/describe-config.ts';
import { resolveRunConfig } from '../../../infra/config/resolve-run-config.ts';
import type { ConfigRequest, ResolvedConfig } from '../../../infra/config/resolve-run-config.ts';
import { settings } from '../../../infra/config/settings.ts';
import { variableOf } from '../../../infra/config/read-environment.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';

describe('resolveRunConfig', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convrec-config-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const resolveWith = (request: Partial<ConfigRequest>): Promise<ResolvedConfig> =>
    resolveRunConfig({ folder, env: {}, flags: { assignments: [], problems: [] }, ...request });

  const failureOf = async (request: Partial<ConfigRequest>): Promise<StudioFailure> => {
    const failure: unknown = await resolveWith(request).then(
      () => assert.fail('the config was accepted'),
      (error: unknown) => error,
    );
    assert.ok(failure instanceof StudioFailure, String(failure));
    assert.equal(failure.name, 'InvalidRunConfig');
    assert.ok(failure.details.remedy, 'a remedy is given');
    return failure;
  };

  const write = (name: string, content: string): Promise<void> => writeFile(join(folder, name), content);

  it('gives the defaults and the bundled sample when nothing is said', async () => {
    const { config, origins } = await resolveWith({});
    const expected = RunConfigSchema.parse({});
    assert.deepEqual(config, { ...expected, source: { ...expected.source, kind: 'sample' } });
    assert.deepEqual(new Set(origins.values()), new Set(['default']));
  });

  it('lets a flag win over the environment, that over the file, that over the default', async () => {
    await write('convrec.yaml', 'seed: 1\ncore:\n  users: 2\n  items: 3\n');
    const { config, origins } = await resolveWith({
      env: { CONVREC_SEED: '11', CONVREC_CORE__USERS: '12' },
      flags: { assignments: [{ path: 'seed', value: 21, origin: '--seed' }], problems: [] },
    });
    assert.deepEqual([config.seed, config.core.users, config.core.items, config.core.minimumUsers], [21, 12, 3, 100]);
    assert.deepEqual(
      ['seed', 'core.users', 'core.items', 'core.minimumUsers'].map((path) => origins.get(path)),
      ['--seed', 'CONVREC_CORE__USERS', 'convrec.yaml:4:3', 'default'],
    );
  });

  it('reads JSON with tabs as well as YAML, and an empty file as no setting', async () => {
    await write('convrec.json', '{\n\t"model": {\n\t\t"name": "m"\n\t}\n}\n');
    assert.equal((await resolveWith({})).config.model.name, 'm');
    await write('empty.yaml', '# nothing yet\n');
    assert.equal((await resolveWith({ configFile: 'empty.yaml' })).config.model.name, 'gpt-4o');
  });

  it('starts a relative source from the file’s folder, from the working folder elsewhere', async () => {
    await write('convrec.yaml', 'source:\n  path: reviews\n');
    const other = join(folder, 'other');
    const inFile = await resolveWith({ folder: other, configFile: '../convrec.yaml' });
    assert.equal(inFile.config.source.path, join(folder, 'reviews'));
    const inVariable = await resolveWith({ folder: other, env: { CONVREC_SOURCE__PATH: 'reviews' } });
    assert.equal(inVariable.config.source.path, join(other, 'reviews'));
  });

  const wrongFiles: { about: string; name: string; content: string; message: RegExp }[] = [
    {
      about: 'an unknown key, with the nearest one',
      name: 'convrec.yaml',
      content: 'seed: 1\nmodel:\n  nam: x\n',
      message: /^convrec\.yaml:3:3: unknown key "nam" in model; did you mean name\?$/u,
    },
    {
      about: 'an unknown key at the top, with what is known there',
      name: 'convrec.yaml',
      content: 'seed: 1\ntemporal: {}\n',
      message: /^convrec\.yaml:2:1: unknown key "temporal" at the top level; known there: source, seed, core, /u,
    },
    {
      about: 'an unknown key in JSON',
      name: 'convrec.json',
      content: '{"core": {"user": 3}}',
      message: /^convrec\.json:1:11: unknown key "user" in core; did you mean users\?$/u,
    },
    {
      about: 'the key __proto__',
      name: 'convrec.yaml',
      content: '__proto__: {seed: 3}\n',
      message: /^convrec\.yaml:1:1: unknown key "__proto__" at the top level/u,
    },
    {
      about: 'a value of the wrong type',
      name: 'convrec.yml',
      content: 'model:\n  timeoutMs: soon\n',
      message: /^convrec\.yml:2:3: model\.timeoutMs is "soon": .*expected number/u,
    },
    {
      about: 'a value out of range',
      name: 'convrec.yaml',
      content: 'profile: {halfLifeDays: -1}\n',
      message: /^convrec\.yaml:1:11: profile\.halfLifeDays is -1: .*>=1/u,
    },
    {
      about: 'a section without settings',
      name: 'convrec.yaml',
      content: 'seed: 1\nmodel:\n',
      message: /^convrec\.yaml:2:1: model is null: .*expected object/u,
    },
    {
      about: 'a YAML mistake, with line and column',
      name: 'convrec.yaml',
      content: 'seed: 1\nmodel: [\n',
      message: /^convrec\.yaml:3:1: /u,
    },
    {
      about: 'a JSON mistake',
      name: 'convrec.json',
      content: '{"seed": 1,\n "core": {"users" 5}}',
      message: /^convrec\.json:2:\d+: /u,
    },
    {
      about: 'a key given twice',
      name: 'convrec.yaml',
      content: 'seed: 1\nseed: 2\n',
      message: /^convrec\.yaml:2:1: .*unique/u,
    },
    {
      about: 'a list instead of settings',
      name: 'convrec.yaml',
      content: '- seed\n',
      message: /convrec\.yaml:1:1: .*not a list/u,
    },
  ];
  for (const { about, name, content, message } of wrongFiles) {
    it(`names file, place and remedy for ${about}`, async () => {
      await write(name, content);
      assert.match((await failureOf({})).message, message);
    });
  }

  it('takes the hashes of what is forgotten from a file, keeps those of a run, and says where one is none', async () => {
    const exclude = ['a'.repeat(64)];
    await write('convrec.yaml', `source:\n  path: reviews\n  exclude: [${exclude[0]}]\n`);
    const { config } = await resolveWith({});
    assert.deepEqual(config.source.exclude, exclude);
    await write('convrec.yaml', 'seed: 4\n');
    assert.deepEqual((await resolveWith({ base: config })).config.source.exclude, exclude);
    await write('convrec.yaml', 'source:\n  exclude: [u1]\n');
    assert.match(
      (await failureOf({})).message,
      /^convrec\.yaml:2:13: source\.exclude\.0 is "u1": must be a hash that convrec forget wrote/u,
    );
  });

  it('lists every problem of a file at once', async () => {
    await write('convrec.yaml', 'sed: 1\ncore: {users: 0}\n');
    assert.equal((await failureOf({})).message.split('\n').length, 2);
  });

  it('refuses a named file that is missing and two default files', async () => {
    assert.match((await failureOf({ configFile: 'nowhere.yaml' })).message, /nowhere\.yaml cannot be read/u);
    await write('convrec.yaml', '');
    await write('convrec.json', '{}');
    assert.match((await failureOf({})).message, /convrec\.yaml and convrec\.json/u);
  });

  const wrongVariables: { env: Record<string, string>; message: RegExp }[] = [
    { env: { CONVREC_SEED: 'x' }, message: /^CONVREC_SEED: seed is "x": expected a whole number$/u },
    { env: { CONVREC_CORE__USERS: '0' }, message: /^CONVREC_CORE__USERS: core\.users is 0: /u },
    { env: { CONVREC_MODEL__NAM: 'x' }, message: /^CONVREC_MODEL__NAM: .*did you mean CONVREC_MODEL__NAME\?$/u },
    { env: { CONVREC_RUN: '/x' }, message: /^CONVREC_RUN: .*did you mean CONVREC_RUNS\?$/u },
    { env: { CONVREC_TARGETS__LIMIT: 'many' }, message: /expected a whole number or null$/u },
  ];
  for (const { env, message } of wrongVariables) {
    it(`names the variable: ${Object.keys(env).join()}=${Object.values(env).join()}`, async () => {
      assert.match((await failureOf({ env })).message, message);
    });
  }

  it('takes every setting from its variable, null for nullable ones, blanks as not given, and leaves other programs’ alone', async () => {
    const { config } = await resolveWith({
      env: {
        CONVREC_TARGETS__LIMIT: 'null',
        CONVREC_SEED: ' ',
        CONVREC_RUNS: '/r',
        PATH: '/bin',
        CONVREC_MODEL__MAX_TOKENS: '99',
      },
    });
    assert.deepEqual([config.targets.limit, config.seed, config.model.maxTokens], [null, 20250617, 99]);
    assert.equal(
      variableOf('source.mapped.reviews.columns.reviewedAt'),
      'CONVREC_SOURCE__MAPPED__REVIEWS__COLUMNS__REVIEWED_AT',
    );
    assert.equal(new Set(settings.map(({ path }) => variableOf(path))).size, settings.length);
  });

  const conflicts: { content: string; message: RegExp }[] = [
    { content: 'targets: {validShare: 0.6, testShare: 0.6}', message: /together at most 1/u },
    { content: 'source: {kind: mapped, path: x}', message: /source\.mapped must say/u },
    { content: 'source: {kind: yelp}', message: /source\.path must name the folder/u },
    { content: 'source: {kind: sample, path: x}', message: /remove one of them/u },
    { content: 'model: {baseUrl: "http://127.0.0.1:1/v1"}', message: /no effect on the offline realizer/u },
    {
      content: 'model: {kind: openai, baseUrl: "http://me:secret@127.0.0.1:1/v1"}',
      message: /keys come from the environment only/u,
    },
    {
      content: 'model: {kind: openai, system: {baseUrl: "http://me:secret@127.0.0.1:1/v1"}}',
      message: /model\.system\.baseUrl holds a user or password/u,
    },
    {
      content: 'model: {kind: openai, baseUrl: "http://h.example/v1?api_key=secret"}',
      message: /model\.baseUrl holds a key in its query \("api_key"\).*model\.query/u,
    },
    {
      content: 'model: {kind: openai, headers: {api-key: sk-secret-0123456789}}',
      message: /model\.headers\.api-key is \(not shown\): must be the name of a variable/u,
    },
  ];
  for (const { content, message } of conflicts) {
    it(`finds settings that contradict each other: ${content}`, async () => {
      await write('convrec.yaml', `${content}\n`);
      const failure = await failureOf({});
      assert.match(failure.message, message);
      assert.match(failure.message, /^convrec\.yaml:1:\d+: /u);
      assert.doesNotMatch(failure.message, /secret/u);
    });
  }

  it('prints the effective config as a file that gives it again, with who decided what', async () => {
    const flags = { assignments: [{ path: 'targets.limit', value: 5, origin: '--limit' }], problems: [] };
    const { config, origins } = await resolveWith({ flags });
    const printed = describeConfig(config, origins);
    assert.match(printed, /^ {2}limit: 5 # --limit$/mu);
    assert.match(printed, /^seed: 20250617 # default$/mu);
    await write('again.yaml', printed);
    assert.deepEqual((await resolveWith({ configFile: 'again.yaml' })).config, config);
  });

  it('prints texts that YAML would take for numbers, dates or nothing so that they are read back as they are', async () => {
    const { config, origins } = await resolveWith({});
    const text = fc.oneof(
      fc.stringMatching(/^[0-9a-f]{1,16}$/u),
      fc.stringMatching(/^[0-9]{1,20}(?:e[0-9]{1,3})?$/u),
      fc.constantFrom('true', 'null', '~', '1e400', '0x1f', '.inf', '2019-07-31', '#', 'a: b', '- a', '*a', '&a'),
      fc.string({ minLength: 1, unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(text, text, (path, name) => {
        const given = { ...config, source: { ...config.source, path }, model: { ...config.model, name } };
        assert.deepEqual(parse(describeConfig(given, origins)), given);
      }),
    );
  });

  const bombs: Readonly<Record<string, [content: string, message: RegExp]>> = {
    'aliases of aliases': [bomb(9), /its aliases cannot be resolved/u],
    'open brackets': ['['.repeat(50_000), /bomb\.yaml:1:1: it is nested deeper than 200 levels/u],
    'lists in lists': ['- '.repeat(30_000), /nested deeper/u],
    'keys in keys': ['? - '.repeat(15_000), /nested deeper/u],
    'brackets over many lines': ['a: {\n'.repeat(5000), /bomb\.yaml:201:1: it is nested/u],
    'more than a config needs': ['# x\n'.repeat(100_000), /is larger than 64 KiB/u],
    'an alias of itself': ['a: &a [*a]\n', /unknown key "a"/u],
  };
  for (const [what, [content, message]] of Object.entries(bombs)) {
    it(`refuses a file that is made to take all memory: ${what}`, async () => {
      await write('bomb.yaml', content);
      assert.match((await failureOf({ configFile: 'bomb.yaml' })).message, message);
    });
  }

  it('refuses a device without an end, and reads one that is empty', async function () {
    if (process.platform === 'win32') this.skip();
    assert.match((await failureOf({ configFile: '/dev/zero' })).message, /\/dev\/zero is larger than 64 KiB/u);
    assert.ok((await resolveWith({ configFile: '/dev/null' })).config);
  });
});

/** YAML of so many levels, each with nine aliases of the one before. */
function bomb(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? 'lol' : `*a${level - 1}`));
    return `a${level}: &a${level} [${items.join(', ')}]\n`;
  });
  return lines.join('');
}

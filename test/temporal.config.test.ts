import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describeTemporalConfig, readTemporalConfig } from '../temporal.config.ts';
import { withFolder } from './infra/local-server/server-under-test.ts';

/** No person's own profile file is read. */
const noFile = { TEMPORAL_CONFIG_FILE: '/no/such/temporal.toml' };

describe('readTemporalConfig', () => {
  it('has a default for everything', () => {
    const { connectionOptions, ...config } = readTemporalConfig(noFile);
    assert.deepEqual(config, {
      address: undefined,
      namespace: 'default',
      taskQueues: {
        dialogs: 'convrec-dialogs',
        data: 'convrec-data',
        model: 'convrec-model',
        training: 'convrec-training',
      },
      worker: {
        maxWorkflowTasks: 20,
        maxActivities: 20,
        maxDataActivities: 2,
        maxModelCalls: 128,
        maxTrainings: 1,
        modelCallsPerSecond: undefined,
        maxLocalActivities: 20,
        dataThreads: availableParallelism(),
        trainingThreads: Math.min(availableParallelism(), 8),
        maxCachedWorkflows: 1100,
        shutdownGraceSeconds: 10,
      },
    });
    assert.deepEqual(connectionOptions(), {});
  });

  it('takes the connection of Temporal Cloud from the environment alone', () => {
    const config = readTemporalConfig({
      ...noFile,
      TEMPORAL_ADDRESS: 'my-namespace.a1b2c.tmprl.cloud:7233',
      TEMPORAL_NAMESPACE: 'my-namespace.a1b2c',
      TEMPORAL_API_KEY: 'a secret',
    });
    assert.equal(config.namespace, 'my-namespace.a1b2c');
    assert.deepEqual(config.connectionOptions(), {
      address: 'my-namespace.a1b2c.tmprl.cloud:7233',
      apiKey: 'a secret',
      tls: true,
    });
  });

  it('takes a profile from the file, with the environment over it', async () => {
    await withFolder(async (folder) => {
      const env = await writeProfiles(folder, [
        '[profile.staging]',
        'address = "staging.example:7233"',
        'namespace = "from-file"',
        '[profile.staging.tls]',
        'client_cert_data = "certificate"',
        'client_key_data = "key"',
      ]);
      const config = readTemporalConfig({
        ...env,
        TEMPORAL_PROFILE: 'staging',
        TEMPORAL_NAMESPACE: 'from-environment',
      });
      assert.equal(config.address, 'staging.example:7233');
      assert.equal(config.namespace, 'from-environment');
      assert.match(describeTemporalConfig(config), /TLS on, with a client certificate/u);
      assert.throws(() => readTemporalConfig({ ...env, TEMPORAL_PROFILE: 'other' }), {
        message: /Profile 'other' not found/u,
      });
    });
  });

  it('takes task queues and worker tuning from the environment, and a blank one as not given', () => {
    const config = readTemporalConfig({
      ...noFile,
      TEMPORAL_ADDRESS: ' ',
      CONVREC_DIALOGS_TASK_QUEUE: 'dialogs',
      CONVREC_DATA_TASK_QUEUE: '',
      CONVREC_MAX_ACTIVITIES: '64',
      CONVREC_SHUTDOWN_GRACE_SECONDS: '0.5',
      CONVREC_MODEL_CALLS_PER_SECOND: '2.5',
    });
    assert.equal(config.address, undefined);
    const { dialogs, data, model } = config.taskQueues;
    assert.deepEqual([dialogs, data, model], ['dialogs', 'convrec-data', 'convrec-model']);
    assert.equal(config.worker.maxActivities, 64);
    assert.equal(config.worker.shutdownGraceSeconds, 0.5);
    assert.equal(config.worker.modelCallsPerSecond, 2.5);
  });

  const wrong: [name: string, value: string][] = [
    ['CONVREC_MAX_ACTIVITIES', 'many'],
    ['CONVREC_MAX_ACTIVITIES', '0'],
    ['CONVREC_MAX_WORKFLOW_TASKS', '1'],
    ['CONVREC_MAX_DATA_ACTIVITIES', '1.5'],
    ['CONVREC_MAX_LOCAL_ACTIVITIES', '-1'],
    ['CONVREC_DATA_THREADS', '0'],
    ['CONVREC_MODEL_CALLS_PER_SECOND', '0'],
    ['CONVREC_MAX_CACHED_WORKFLOWS', '1e9'],
    ['CONVREC_SHUTDOWN_GRACE_SECONDS', 'soon'],
    ['CONVREC_DATA_TASK_QUEUE', 'q'.repeat(201)],
    ['TEMPORAL_ADDRESS', 'https://temporal.example:7233'],
    ['TEMPORAL_ADDRESS', 'two words'],
    ['TEMPORAL_TLS', 'yes'],
    ['TEMPORAL_TLS_DISABLE_HOST_VERIFICATION', 'true'],
  ];
  for (const [name, value] of wrong) {
    it(`refuses ${name}=${value.slice(0, 30)}, naming it`, () => {
      assert.throws(() => readTemporalConfig({ ...noFile, [name]: value }), {
        name: 'InvalidRunConfig',
        message: new RegExp(`^${name} is "`, 'u'),
      });
    });
  }

  it('refuses credentials without an address, and half a client certificate', () => {
    for (const credentials of [{ TEMPORAL_API_KEY: 'a secret' }, { TEMPORAL_TLS: 'true' }]) {
      assert.throws(() => readTemporalConfig({ ...noFile, ...credentials }), {
        name: 'InvalidRunConfig',
        message: /but no address/u,
      });
    }
    const half = { ...noFile, TEMPORAL_ADDRESS: 'temporal.example', TEMPORAL_TLS_CLIENT_CERT_DATA: 'certificate' };
    assert.throws(() => readTemporalConfig(half), { name: 'InvalidRunConfig', message: /belong together/u });
  });

  it('shows no secret in its description, its JSON, its print or its errors', async () => {
    const config = readTemporalConfig({
      ...noFile,
      TEMPORAL_ADDRESS: 'temporal.example',
      TEMPORAL_API_KEY: 'a secret',
    });
    const shown = [describeTemporalConfig(config), JSON.stringify(config), inspect(config, { depth: null })];
    assert.doesNotMatch(shown.join(), /a secret/u);
    assert.match(describeTemporalConfig(config), /API key given \(not shown\)/u);
    await withFolder(async (folder) => {
      const env = await writeProfiles(folder, ['[profile.default]', 'api_key = "a secret"', 'address = unquoted']);
      assert.throws(
        () => readTemporalConfig(env),
        (error: Error) => {
          assert.equal(error.name, 'InvalidRunConfig');
          assert.doesNotMatch(inspect(error), /a secret/u);
          return true;
        },
      );
    });
  });
});

async function writeProfiles(folder: string, lines: string[]): Promise<{ TEMPORAL_CONFIG_FILE: string }> {
  const path = join(folder, 'temporal.toml');
  await writeFile(path, lines.join('\n'));
  return { TEMPORAL_CONFIG_FILE: path };
}

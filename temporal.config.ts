import { availableParallelism } from 'node:os';
import { loadClientConfigProfile, toClientOptions, type ClientConnectConfig } from '@temporalio/envconfig';
import { z } from 'zod';
import { StudioFailure } from './schemas/failure.ts';

type NativeOptions = ClientConnectConfig['connectionOptions'];

/** What both kinds of connection (the client's and the worker's) take. Holds secrets: never log it, never send it. */
export interface TemporalConnectionOptions {
  address?: string;
  tls?: Exclude<NativeOptions['tls'], null | undefined>;
  apiKey?: string;
  metadata?: Record<string, string>;
}

export interface TaskQueues {
  /** Workflows and the short steps of dialogs. */
  dialogs: string;
  /** Activities that work through whole relations. */
  data: string;
  /** Calls to a model endpoint, nothing else: what limits their rate limits no bookkeeping. */
  model: string;
  /** Trainings of recommenders: each keeps its threads busy for minutes to hours. */
  training: string;
}

export interface TemporalConfig {
  /** `host:port`; undefined means that none was given, and a local server is found or started. */
  address: string | undefined;
  /** At the given address; a local server has one namespace, its folder's. */
  namespace: string;
  /** As configured. The id of the folder of runs is added to each name where it is used. */
  taskQueues: TaskQueues;
  worker: {
    maxWorkflowTasks: number;
    maxActivities: number;
    maxDataActivities: number;
    maxModelCalls: number;
    /** Trainings side by side. */
    maxTrainings: number;
    /** Over all workers of the queue; held by the server. Undefined sets none. A run's `model.requestsPerSecond` wins over it. */
    modelCallsPerSecond: number | undefined;
    /** Threads of one data activity that works through text. */
    dataThreads: number;
    /** Threads of one training; no result depends on them. */
    trainingThreads: number;
    maxLocalActivities: number;
    maxCachedWorkflows: number;
    /** How long a running activity may go on after a shutdown was asked for, before it is cancelled. */
    shutdownGraceSeconds: number;
  };
  /** A function, so that the credentials in it appear in no print or JSON of the config. */
  connectionOptions: () => TemporalConnectionOptions;
}

const taskQueue = z.string().max(200);
const count = z.coerce.number().int().max(10_000);

// The defaults suit two cores. The offline realizer keeps one core busy whatever the number of activities, and a model
// endpoint is limited by the run's own concurrency; a data activity is DuckDB using every core, so few run side by side.
const SettingsSchema = z.object({
  TEMPORAL_TLS: z.enum(['true', 'false', '1', '0']).optional(),
  TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: z
    .enum(['false', '0'], 'cannot be turned on: the TypeScript SDK always verifies the host')
    .optional(),
  CONVREC_DIALOGS_TASK_QUEUE: taskQueue.default('convrec-dialogs'),
  CONVREC_DATA_TASK_QUEUE: taskQueue.default('convrec-data'),
  CONVREC_MODEL_TASK_QUEUE: taskQueue.default('convrec-model'),
  CONVREC_TRAINING_TASK_QUEUE: taskQueue.default('convrec-training'),
  // The SDK needs two: one from the shared queue, one for a workflow it has in its cache.
  CONVREC_MAX_WORKFLOW_TASKS: count.min(2).default(20),
  CONVREC_MAX_ACTIVITIES: count.min(1).default(20),
  CONVREC_MAX_DATA_ACTIVITIES: count.min(1).default(2),
  // More than an endpoint's places: those that wait here take one over at once, where a task from the server takes milliseconds.
  CONVREC_MAX_MODEL_CALLS: count.min(1).default(128),
  CONVREC_MAX_TRAININGS: count.min(1).default(1),
  CONVREC_MODEL_CALLS_PER_SECOND: z.coerce.number().min(0.01).max(100_000).optional(),
  CONVREC_DATA_THREADS: count.min(1).default(availableParallelism()),
  CONVREC_TRAINING_THREADS: count.min(1).max(64).default(Math.min(availableParallelism(), 8)),
  CONVREC_MAX_LOCAL_ACTIVITIES: count.min(1).default(20),
  // A run's dialogs at once and what is above them: one that falls out of the cache is replayed from its beginning at each turn.
  CONVREC_MAX_CACHED_WORKFLOWS: count.min(0).default(1100),
  CONVREC_SHUTDOWN_GRACE_SECONDS: z.coerce.number().min(0).max(3600).default(10),
});

/** A host name, an IPv4 address or a bracketed IPv6 address, with an optional port. */
const AddressSchema = z
  .string()
  .regex(/^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/iu, 'must be host:port, without a scheme');

/**
 * Address, namespace, TLS and API key come from Temporal's own profiles: the TEMPORAL_* variables over the profile
 * TEMPORAL_PROFILE of the file TEMPORAL_CONFIG_FILE. Task queues and worker tuning come from CONVREC_* variables. A blank
 * variable counts as not given. Throws InvalidRunConfig, naming the variable.
 */
export function readTemporalConfig(env: NodeJS.ProcessEnv = process.env): TemporalConfig {
  const given = dropBlanks(env);
  const settings = readSettings(given);
  const { namespace, ...options } = readConnection(given);
  const { address } = options;
  checkConnection(options, namespace, given);
  return {
    address,
    namespace: namespace ?? 'default',
    taskQueues: {
      dialogs: settings.CONVREC_DIALOGS_TASK_QUEUE,
      data: settings.CONVREC_DATA_TASK_QUEUE,
      model: settings.CONVREC_MODEL_TASK_QUEUE,
      training: settings.CONVREC_TRAINING_TASK_QUEUE,
    },
    worker: {
      maxWorkflowTasks: settings.CONVREC_MAX_WORKFLOW_TASKS,
      maxActivities: settings.CONVREC_MAX_ACTIVITIES,
      maxDataActivities: settings.CONVREC_MAX_DATA_ACTIVITIES,
      maxModelCalls: settings.CONVREC_MAX_MODEL_CALLS,
      maxTrainings: settings.CONVREC_MAX_TRAININGS,
      modelCallsPerSecond: settings.CONVREC_MODEL_CALLS_PER_SECOND,
      dataThreads: settings.CONVREC_DATA_THREADS,
      trainingThreads: settings.CONVREC_TRAINING_THREADS,
      maxLocalActivities: settings.CONVREC_MAX_LOCAL_ACTIVITIES,
      maxCachedWorkflows: settings.CONVREC_MAX_CACHED_WORKFLOWS,
      shutdownGraceSeconds: settings.CONVREC_SHUTDOWN_GRACE_SECONDS,
    },
    connectionOptions: () => options,
  };
}

/** One line without any secret, for `doctor`. */
export function describeTemporalConfig(config: TemporalConfig): string {
  const { tls, apiKey } = config.connectionOptions();
  const clientCertificate = typeof tls === 'object' && tls.clientCertPair !== undefined;
  return [
    `address ${config.address ?? 'not given (a local server is found or started)'}`,
    ...(config.address === undefined ? [] : [`namespace ${config.namespace}`]),
    `TLS ${tls === undefined || tls === false ? 'off' : clientCertificate ? 'on, with a client certificate' : 'on'}`,
    `API key ${apiKey === undefined ? 'not given' : 'given (not shown)'}`,
    `task queues ${Object.values(config.taskQueues).join(', ')}, each followed by the id of the folder of runs`,
  ].join('; ');
}

function dropBlanks(env: NodeJS.ProcessEnv): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    // A blank TEMPORAL_GRPC_META_X takes X out of the profile's metadata, so it says something.
    if (value !== undefined && (value.trim() !== '' || name.startsWith('TEMPORAL_GRPC_META_'))) given[name] = value;
  }
  return given;
}

function readSettings(given: Record<string, string>): z.infer<typeof SettingsSchema> {
  const parsed = SettingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return `${name} is ${JSON.stringify(given[name])}: ${message}`;
  });
  throw invalid(problems.join('; '), 'Correct the variable or unset it to have the default.');
}

function readConnection(given: Record<string, string>): TemporalConnectionOptions & { namespace?: string } {
  const { namespace, connectionOptions } = loadConnection(given);
  const { address, tls, apiKey, metadata } = connectionOptions;
  return {
    ...(namespace !== undefined && { namespace }),
    ...(address !== undefined && { address }),
    ...(tls !== undefined && tls !== null && { tls }),
    ...(apiKey !== undefined && { apiKey }),
    ...(metadata !== undefined && { metadata: readMetadata(metadata) }),
  };
}

function loadConnection(given: Record<string, string>): ClientConnectConfig {
  try {
    const profile = loadClientConfigProfile({ overrideEnvVars: given });
    if ((profile.tls?.clientCert === undefined) !== (profile.tls?.clientKey === undefined)) {
      throw new Error('a client certificate and its key belong together, and only one of them is given');
    }
    return toClientOptions(profile);
  } catch (error) {
    // A parse error's further lines quote the file, which may hold an API key; so no cause either.
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    const remedy = 'Check TEMPORAL_PROFILE, TEMPORAL_CONFIG_FILE and the TEMPORAL_TLS_* variables.';
    throw invalid(`the Temporal connection cannot be read from the environment: ${reason}`, remedy);
  }
}

function readMetadata(metadata: object): Record<string, string> {
  return z.record(z.string(), z.string()).parse(metadata);
}

function checkConnection(
  options: TemporalConnectionOptions,
  namespace: string | undefined,
  given: Record<string, string>,
): void {
  const { address, tls, apiKey } = options;
  if (address === undefined) {
    if (namespace !== undefined || apiKey !== undefined || (tls !== undefined && tls !== false)) {
      // Else work meant for a cluster would quietly go to a server started here.
      throw invalid(
        'a namespace, an API key or TLS is given for Temporal, but no address',
        'Set TEMPORAL_ADDRESS, or unset the rest.',
      );
    }
    return;
  }
  const parsed = AddressSchema.safeParse(address);
  if (!parsed.success) {
    const origin = given['TEMPORAL_ADDRESS'] === undefined ? "the profile's address" : 'TEMPORAL_ADDRESS';
    throw invalid(
      `${origin} is ${JSON.stringify(address)}: ${parsed.error.issues.map(({ message }) => message).join('; ')}`,
      'Write it as my-namespace.a1b2c.tmprl.cloud:7233 or 127.0.0.1:7233.',
    );
  }
}

function invalid(message: string, remedy: string): StudioFailure {
  return new StudioFailure('InvalidRunConfig', message, { remedy });
}

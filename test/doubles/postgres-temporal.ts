import { execFile, execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { registerNamespace } from './register-namespace.ts';
import { locateCacheFolder } from '../../infra/storage/cache-folder.ts';

const run = promisify(execFile);

export interface PostgresTemporal {
  address: string;
  postgresVersion: string;
  serverVersion: string;
  /** First column of the first row, as PostgreSQL prints it. */
  query(sql: string): Promise<string>;
  close(): Promise<void>;
}

/** What is needed and is not there, with what brings it. */
export async function findMissingTools(): Promise<string[]> {
  const missing = [];
  if ((await findPostgresFolder()) === undefined) missing.push('PostgreSQL (apt-get install postgresql)');
  for (const tool of ['server', 'sql']) {
    const found = await open(join(toolFolder(), tool)).catch(() => undefined);
    await found?.close();
    if (found === undefined) missing.push(`${tool} (GOBIN=${toolFolder()} go install ${serverModule[tool]})`);
  }
  return missing;
}

const version = 'v1.29.1';
const serverModule: Readonly<Record<string, string>> = {
  server: `go.temporal.io/server/cmd/server@${version}`,
  sql: `go.temporal.io/server/cmd/tools/sql@${version}`,
};
const toolFolder = (): string => join(locateCacheFolder(process.env), 'bench');

/** A PostgreSQL of its own and Temporal's own server on it, all four of its services in one process, all on 127.0.0.1. The caller closes it. */
export async function startPostgresTemporal(): Promise<PostgresTemporal> {
  const folder = await mkdtemp(join(tmpdir(), 'convrec-postgres-'));
  await chmod(folder, 0o755);
  const password = randomUUID();
  const postgres = await startPostgres(folder, password);
  try {
    await createSchemas(postgres.port, password);
    const server = await startTemporal(folder, postgres.port, password);
    return {
      address: server.address,
      postgresVersion: postgres.version,
      serverVersion: version,
      query: postgres.query,
      async close() {
        await end(server.child, 'SIGTERM');
        await postgres.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

async function findPostgresFolder(): Promise<string | undefined> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const newest = versions.toSorted((left, right) => Number(left) - Number(right)).at(-1);
  return newest === undefined ? undefined : `/usr/lib/postgresql/${newest}/bin`;
}

async function startPostgres(folder: string, password: string) {
  const bin = await findPostgresFolder();
  if (bin === undefined) throw new Error('PostgreSQL is not installed');
  const [data, passwordFile, port] = [join(folder, 'data'), join(folder, 'password'), await findFreePort()];
  // PostgreSQL refuses to run as root; Debian's package brings a user for it.
  const owner = userInfo().uid === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  await mkdir(data);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined) for (const path of [data, passwordFile]) await chown(path, owner.uid, owner.gid);
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'temporal', '-A', 'scram-sha-256', '--pwfile', passwordFile],
    owner,
  );
  const logFile = join(folder, 'postgres.log');
  const log = await open(logFile, 'w');
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''], {
    ...owner,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const psql = async (sql: string): Promise<string> => {
    const args = ['-h', '127.0.0.1', '-p', String(port), '-U', 'temporal', '-d', 'postgres', '-tA', '-c', sql];
    return (await run(join(bin, 'psql'), args, { env: { ...process.env, PGPASSWORD: password } })).stdout.trim();
  };
  await waitFor('PostgreSQL', child, logFile, () => psql('select 1'));
  return { port, version: await psql('show server_version'), query: psql, close: () => end(child, 'SIGINT') };
}

const idOf = (flag: '-u' | '-g'): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

/** By the script that the deployment uses, with Temporal's own tool and the schema files of its module; twice, as an upgrade would. */
async function createSchemas(port: number, password: string): Promise<void> {
  const cache = (await run('go', ['env', 'GOMODCACHE'])).stdout.trim();
  const script = fileURLToPath(new URL('../../infra/deployment/set-up-schema.sh', import.meta.url));
  const env = {
    ...process.env,
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: '127.0.0.1',
    SQL_PORT: String(port),
    SQL_USER: 'temporal',
    SQL_PASSWORD: password,
    TEMPORAL_SQL_TOOL: join(toolFolder(), 'sql'),
    TEMPORAL_SCHEMAS: join(cache, `go.temporal.io/server@${version}/schema/postgresql/v12`),
  };
  for (let time = 0; time < 2; time += 1) await run('sh', [script], { env });
}

async function startTemporal(folder: string, postgresPort: number, password: string) {
  const services = ['frontend', 'matching', 'history', 'worker'];
  const ports: number[] = [];
  while (ports.length < services.length * 2) ports.push(await findFreePort());
  const address = `127.0.0.1:${ports[0]}`;
  const datastore = (databaseName: string, maxConns: number): object => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `127.0.0.1:${postgresPort}`,
      connectProtocol: 'tcp',
      user: 'temporal',
      password,
      maxConns,
      maxIdleConns: maxConns,
    },
  });
  const config = {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 4,
      datastores: { default: datastore('temporal', 20), visibility: datastore('temporal_visibility', 10) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(
      services.map((service, number) => [
        service,
        { rpc: { grpcPort: ports[number * 2], membershipPort: ports[number * 2 + 1], bindOnIP: '127.0.0.1' } },
      ]),
    ),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: address },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
  };
  await mkdir(join(folder, 'config'));
  await writeFile(join(folder, 'config/studio.yaml'), stringify(config), { mode: 0o600 });
  const logFile = join(folder, 'temporal.log');
  const log = await open(logFile, 'w');
  const args = ['--root', folder, '--env', 'studio', '--allow-no-auth', 'start'];
  const child = spawn(join(toolFolder(), 'server'), args, { stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  try {
    await waitFor('Temporal', child, logFile, () => registerNamespace({ address }, 'default', 5_000));
  } catch (error) {
    await end(child, 'SIGKILL');
    throw error;
  }
  return { address, child };
}

const readyMs = 90_000;

async function waitFor(name: string, child: ChildProcess, log: string, look: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + readyMs;
  for (;;) {
    const problem = await look().then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (problem === undefined) return;
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`${name} did not start: ${problem}\n${(await readFile(log, 'utf8')).slice(-3000)}`);
    }
    await sleep(250);
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Temporal keeps its ports in a 16-bit integer with a sign, so the system's own choice would often be too large. */
let lastPort = 20_000 + (process.pid % 5_000);

async function findFreePort(): Promise<number> {
  for (;;) {
    lastPort += 1;
    const probe = createServer().listen(lastPort, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return lastPort;
  }
}

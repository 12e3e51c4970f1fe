import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readServerState } from '../../infra/local-server/stop-server.ts';
import { startConvrec } from './convrec-process.ts';
import type { ConvrecProcess } from './convrec-process.ts';

export interface RunningProcesses {
  workers: readonly ConvrecProcess[];
  launch: ConvrecProcess;
  /** Kills the Temporal server and brings it back after so long, on the same database and ports. */
  outage: (ms: number) => Promise<void>;
}

export interface EndedRun {
  exitCode: number | null;
  seconds: number;
  /** Standard output and error of the launch. */
  said: string;
  workersSaid: string[];
}

interface Processes {
  runs: string;
  args: readonly string[];
  workers: number;
  /** Goes on beside the launch, from its start. */
  disturb?: (running: RunningProcesses) => Promise<void>;
}

/** A run whose server, workers and launch are processes of their own, as on several machines; all but the run's folder is gone at the end. */
export async function runOnProcesses({ runs, args, workers: count, disturb }: Processes): Promise<EndedRun> {
  await mkdir(runs, { recursive: true });
  const servers: ConvrecProcess[] = [];
  const workers: ConvrecProcess[] = [];
  const startServer = async (): Promise<string> => {
    const server = startConvrec(['server', 'start', '--runs', runs]);
    servers.push(server);
    await server.until(/Temporal at \S+,/u);
    return /Temporal at (\S+),/u.exec(server.said())?.[1] ?? '';
  };
  try {
    const env = { TEMPORAL_ADDRESS: await startServer() };
    for (let started = 0; started < count; started += 1) workers.push(startConvrec(['worker', '--runs', runs], env));
    await Promise.all(workers.map((worker) => worker.until(/Worker ready/u)));
    const startedMs = performance.now();
    const launch = startConvrec(['launch', '--no-worker', '--runs', runs, ...args], env);
    const outage = async (ms: number): Promise<void> => {
      const { running } = await readServerState(join(runs, '.temporal'));
      if (running === undefined) throw new Error(`no Temporal server runs in ${runs}`);
      process.kill(running.pid, 'SIGKILL');
      await sleep(ms);
      const address = await startServer();
      if (address !== env.TEMPORAL_ADDRESS) throw new Error(`the server came back at ${address}`);
    };
    const [exitCode] = await Promise.all([launch.ended, disturb?.({ workers, launch, outage })]);
    const seconds = (performance.now() - startedMs) / 1000;
    return { exitCode, seconds, said: launch.said(), workersSaid: workers.map((worker) => worker.said()) };
  } finally {
    for (const started of [...workers, ...servers]) await started.end();
  }
}

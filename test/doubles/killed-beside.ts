import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { isErrorCode } from '../../infra/storage/error-code.ts';
import { readServerState } from '../../infra/local-server/stop-server.ts';
import { startConvrec } from './convrec-process.ts';
import type { ConvrecProcess } from './convrec-process.ts';

/** `launch` works and follows, `worker` works beside it; the server is a process that one of them started. */
export type VictimBeside = 'launch' | 'worker' | 'server' | 'all';

export interface KillBeside {
  victim: VictimBeside;
  /** So long after the launch said that its run goes on, or after the kill before where the launch lived on. */
  delayMs: number;
}

export interface SurvivedBeside {
  kills: Record<VictimBeside, number>;
  launches: number;
  /** Exit codes of launches and workers that ended by themselves; the last launch's is the run's own. */
  launchCodes: (number | null)[];
  workerCodes: (number | null)[];
  /** What a launch or worker that ended unexpectedly said: neither 0 nor the loss of its server. */
  surprises: string[];
  /** Standard output and error of the last launch. */
  said: string;
}

/** A command whose server was killed says so and ends by itself. */
const serverGone = 4;

/**
 * Launches a run in a folder of runs, with a worker beside it, kills them and their server with SIGKILL as told, and starts what died again by
 * the same line, until the run ends by itself. Kills that its end left over are not done.
 */
export async function launchBeside(
  runs: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  kills: readonly KillBeside[],
): Promise<SurvivedBeside> {
  const survived: SurvivedBeside = {
    kills: { launch: 0, worker: 0, server: 0, all: 0 },
    launches: 0,
    launchCodes: [],
    workerCodes: [],
    surprises: [],
    said: '',
  };
  const note = (ended: ConvrecProcess, codes: (number | null)[], code: number | null): void => {
    codes.push(code);
    if (code !== 0 && code !== serverGone) survived.surprises.push(ended.said().slice(-2000));
  };
  const launchNow = (): ConvrecProcess => {
    survived.launches += 1;
    return startConvrec(['launch', '--runs', runs, ...args], env);
  };
  const workers = keepWorker(runs, env, (worker, code) => note(worker, survived.workerCodes, code));
  const waiting = [...kills];
  let launch = launchNow();
  for (;;) {
    const [kill] = waiting;
    const isThere = kill !== undefined && (await isMoment(launch, kill.delayMs));
    if (!isThere) {
      const code = await launch.ended;
      note(launch, survived.launchCodes, code);
      if (code !== serverGone) break;
      launch = launchNow();
      continue;
    }
    waiting.shift();
    const { victim } = kill;
    const { running } = await readServerState(join(runs, '.temporal'));
    if (victim === 'server' && running === undefined) continue;
    if (running !== undefined && (victim === 'server' || victim === 'all')) killIfThere(running.pid);
    if (victim === 'worker' || victim === 'all') workers.kill();
    survived.kills[victim] += 1;
    if (victim === 'worker' || victim === 'server') continue;
    killIfThere(launch.pid);
    await launch.ended;
    launch = launchNow();
  }
  await workers.end();
  return { ...survived, said: launch.said() };
}

interface KeptWorker {
  kill(): void;
  /** Ends the last one, which is not told. */
  end(): Promise<void>;
}

/** One worker at a time; `onEnd` gets those that ended by themselves. */
function keepWorker(
  runs: string,
  env: NodeJS.ProcessEnv,
  onEnd: (worker: ConvrecProcess, code: number | null) => void,
): KeptWorker {
  let isOver = false;
  const start = (): ConvrecProcess => startConvrec(['worker', '--runs', runs], env);
  let worker = start();
  const killed = new Set<ConvrecProcess>();
  const work = async (): Promise<void> => {
    for (;;) {
      const code = await worker.ended;
      if (isOver) return;
      if (!killed.has(worker)) onEnd(worker, code);
      worker = start();
    }
  };
  const working = work();
  return {
    kill() {
      killed.add(worker);
      killIfThere(worker.pid);
    },
    async end() {
      isOver = true;
      await worker.end();
      await working;
    },
  };
}

/** False when the launch ended before. */
function isMoment(launch: ConvrecProcess, delayMs: number): Promise<boolean> {
  const moment = launch.until(/^Run /mu).then(
    () => sleep(delayMs, true),
    () => false,
  );
  return Promise.race([moment, launch.ended.then(() => false)]);
}

/** It may have ended by itself a moment before. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!isErrorCode(error, 'ESRCH')) throw error;
  }
}

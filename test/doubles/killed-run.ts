import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AttemptSchema } from '../../schemas/dialog.ts';
import { stopServer } from '../../infra/local-server/stop-server.ts';
import { killConvrecProcesses, startConvrec } from './convrec-process.ts';
import type { ConvrecProcess } from './convrec-process.ts';
import type { CountingEndpoint } from './counting-endpoint.ts';

/** `launch` works and follows; the server is a process beside it. */
export type Victim = 'worker' | 'server' | 'both';

export interface Kill {
  victim: Victim;
  /** The moment: so long after the launch said this. */
  after: RegExp;
  delayMs: number;
}

export interface Survived {
  kills: Record<Victim, number>;
  /** Calls whose answer the endpoint had not given when their worker was killed. */
  inFlight: number;
  /** Calls whose answer it had given, and the journal did not hold yet: milliseconds of each call. */
  justAnswered: number;
  /** Exit codes of the launches that ended by themselves, the last one being the run's own. */
  exitCodes: (number | null)[];
  launches: number;
  seconds: number;
  /** Standard output and error of the last launch. */
  said: string;
}

/**
 * Launches a run, kills it as told, launches the same again, until it ends by itself; kills that its end left over are not done. A kill is
 * SIGKILL, so nothing of the killed process's own runs. Where calls are counted, its process is stopped first: the count is exact.
 */
export async function launchThroughKills(
  runs: string,
  args: readonly string[],
  kills: readonly Kill[],
  endpoint?: CountingEndpoint,
): Promise<Survived> {
  const startedMs = performance.now();
  const survived: Survived = {
    kills: { worker: 0, server: 0, both: 0 },
    inFlight: 0,
    justAnswered: 0,
    exitCodes: [],
    launches: 0,
    seconds: 0,
    said: '',
  };
  const waiting = kills.values();
  const counter = endpoint === undefined ? undefined : { endpoint, before: (await endpoint.countCalls()).length };
  for (;;) {
    const launch = startConvrec(['launch', '--runs', runs, ...args]);
    survived.launches += 1;
    const { value: kill } = waiting.next();
    const isKilled = kill !== undefined && (await killAtItsMoment(launch, runs, kill, survived, counter));
    const exitCode = await launch.ended;
    if (isKilled) {
      // A launch whose server was killed says so and ends by itself.
      if (kill.victim === 'server') survived.exitCodes.push(exitCode);
      continue;
    }
    survived.exitCodes.push(exitCode);
    return { ...survived, seconds: (performance.now() - startedMs) / 1000, said: launch.said() };
  }
}

/** What a test that failed may have left: its launches, and the servers of the folders of runs below a folder. */
export async function endWhatIsLeft(folder: string): Promise<void> {
  killConvrecProcesses();
  for (const runs of await readdir(folder)) await stopServer(join(folder, runs, '.temporal'), { force: true });
}

/** False when the launch ended before. */
async function killAtItsMoment(
  launch: ConvrecProcess,
  runs: string,
  { victim, after, delayMs }: Kill,
  survived: Survived,
  counter: { endpoint: CountingEndpoint; before: number } | undefined,
): Promise<boolean> {
  const moment = launch.until(after).then(
    () => sleep(delayMs, true),
    () => false,
  );
  const isThere = await Promise.race([moment, launch.ended.then(() => false)]);
  if (!isThere) return false;
  if (victim !== 'server') {
    process.kill(launch.pid, 'SIGSTOP');
    const stoppedAtNs = process.hrtime.bigint();
    if (counter !== undefined) {
      const { endpoint, before } = counter;
      // What it had sent before arrives first.
      await sleep(50);
      survived.inFlight += (await endpoint.countInFlight(stoppedAtNs)).length;
      const calls = (await endpoint.countCalls()).length - before;
      // Some of the calls so far are kept; the others were cut off at this kill or an earlier one.
      survived.justAnswered = calls - (await countKept(runs)) - survived.inFlight;
    }
  }
  if (victim !== 'worker') process.kill(await findServer(runs), 'SIGKILL');
  if (victim !== 'server') process.kill(launch.pid, 'SIGKILL');
  survived.kills[victim] += 1;
  return true;
}

/** Calls that the journals of all dialogs hold; a torn last line is none. */
async function countKept(runs: string): Promise<number> {
  let kept = 0;
  for (const file of await readdir(runs, { recursive: true })) {
    if (!/work\/dialogs\/d[0-9a-f]{20}\.jsonl$/u.test(file)) continue;
    for (const line of (await readFile(join(runs, file), 'utf8')).split('\n').slice(0, -1)) {
      if (AttemptSchema.parse(JSON.parse(line)).modelCall !== null) kept += 1;
    }
  }
  return kept;
}

const StateSchema = z.looseObject({ pid: z.number().int() });

async function findServer(runs: string): Promise<number> {
  return StateSchema.parse(JSON.parse(await readFile(join(runs, '.temporal/server.json'), 'utf8'))).pid;
}

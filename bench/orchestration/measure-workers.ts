import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { listDialogIds } from '../../activities/dialogs/dialog-files.ts';
import { openOnlyRun, compareRuns } from '../../test/doubles/compare-runs.ts';
import type { Result } from '../results.ts';
import { startFixedLatency } from './fixed-latency.ts';
import type { FixedLatency } from './fixed-latency.ts';
import { measureOrchestration } from './measure-run.ts';
import type { MeasuredOrchestration } from './measure-run.ts';
import { round, sampleArguments } from './measured.ts';
import type { Measured } from './measured.ts';

const latencyMs = 1000;
const callsAtOnceAWorker = 16;
const dialogsAtOnce = 48;

/** The same run by one worker, by two, and by two of which one is killed (SIGKILL) in the middle. */
export async function measureWorkers(limit: number): Promise<Measured> {
  const endpoint = await startFixedLatency(latencyMs);
  const results: Result[] = [];
  const root = await mkdtemp(join(tmpdir(), 'convrec-orchestration-'));
  try {
    const alone = await measure(endpoint, join(root, 'alone'), limit, 1, false);
    for (const [name, isKilled] of [
      ['two workers', false],
      ['two workers, one killed in the middle', true],
    ] as const) {
      const runsRoot = join(root, isKilled ? 'killed' : 'together');
      const run = await measure(endpoint, runsRoot, limit, 2, isKilled);
      const { lost, doubled, differing, dialogs } = await compareRuns(join(root, 'alone'), runsRoot, true);
      if (lost + doubled + differing.length > 0) {
        throw new Error(`${name}: ${lost} dialogs lost, ${doubled} doubled, other bytes in ${differing.join(', ')}`);
      }
      const setting = `${dialogs} dialogs at an endpoint of ${latencyMs} ms, ${callsAtOnceAWorker} calls at once a worker; dataset and relations byte for byte those of one worker`;
      results.push(
        {
          name: `dialogs by one worker over ${name}`,
          value: round(alone.dialogSeconds / run.dialogSeconds, 2),
          unit: 'times',
          setting,
        },
        { name: `dialogs by ${name}`, value: round(run.dialogSeconds, 1), unit: 's', setting },
      );
    }
    return { results, figures: {} };
  } finally {
    endpoint.end();
    await rm(root, { recursive: true, force: true });
  }
}

async function measure(
  { baseUrl }: FixedLatency,
  runsRoot: string,
  limit: number,
  count: number,
  isOneKilled: boolean,
): Promise<MeasuredOrchestration> {
  const model = ['--model', 'openai:fixed-latency', '--base-url', baseUrl, '--no-check'];
  const width = ['--concurrency', String(dialogsAtOnce), '--set', `model.callsAtOnce=${callsAtOnceAWorker}`];
  const workers: ChildProcess[] = [];
  await mkdir(runsRoot);
  const measured = measureOrchestration(runsRoot, ['--no-worker', ...sampleArguments(limit), ...model, ...width]);
  // It is awaited below; until then a failure is not unseen.
  measured.catch(() => undefined);
  try {
    for (let started = 0; started < count; started += 1) workers.push(await startWorker(runsRoot));
    const [, second] = workers;
    if (isOneKilled && second !== undefined) {
      await Promise.race([untilEnded(runsRoot, limit / 3), measured]);
      second.kill('SIGKILL');
    }
    return await measured;
  } finally {
    await Promise.all(workers.map(end));
  }
}

/** `convrec worker`, once it says that it is ready. */
async function startWorker(runsRoot: string): Promise<ChildProcess> {
  const command = fileURLToPath(new URL('../../cli/convrec.mjs', import.meta.url));
  const { TEMPORAL_ADDRESS: _given, ...env } = process.env;
  const child = spawn(process.execPath, [command, 'worker', '--runs', runsRoot], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...env, CONVREC_MAX_MODEL_CALLS: String(callsAtOnceAWorker + 8) },
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString('utf8');
      if (said.includes('Worker ready')) resolve();
    });
    child.once('exit', () => {
      reject(new Error(`a worker did not start: ${said}`));
    });
  });
  return child;
}

async function untilEnded(runsRoot: string, dialogs: number): Promise<void> {
  for (;;) {
    await sleep(300);
    const run = await openOnlyRun(runsRoot).catch(() => undefined);
    if (run === undefined) continue;
    if ((await listDialogIds(run, 'record')).length >= dialogs) return;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ManifestSchema } from '../schemas/manifest.ts';
import type { Manifest } from '../schemas/manifest.ts';

export interface MeasuredRun {
  manifest: Manifest;
  folder: string;
  wallSeconds: number;
  /** Largest resident set of the launching process (client and worker in one), GiB. */
  peakMemoryGib: number;
  /** CPU time of the same process, its threads included, ten times a second. */
  cpuSamples: CpuSample[];
}

export interface CpuSample {
  /** Milliseconds since the epoch. */
  atMs: number;
  seconds: number;
}

const command = fileURLToPath(new URL('../cli/convrec.mjs', import.meta.url));

/** `convrec launch` as a process of its own into an empty runs folder, timed from outside. */
export async function launchMeasured(
  runsRoot: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<MeasuredRun> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [command, 'launch', '--runs', runsRoot, '--json', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  let peakKib = 0;
  const cpuSamples: CpuSample[] = [];
  const sampling = setInterval(() => {
    void readPeakKib(child.pid).then((kib) => (peakKib = Math.max(peakKib, kib)));
    void readCpuSeconds(child.pid).then((seconds) => cpuSamples.push({ atMs: Date.now(), seconds }));
  }, 100);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  clearInterval(sampling);
  if (exitCode !== 0) throw new Error(`convrec launch ${args.join(' ')} ended with exit code ${exitCode}`);
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const [runId] = (await readdir(runsRoot)).filter((name) => !name.startsWith('.'));
  if (runId === undefined) throw new Error(`${runsRoot} holds no run`);
  const folder = join(runsRoot, runId);
  const manifest = ManifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  return { manifest, folder, wallSeconds, peakMemoryGib: peakKib / 2 ** 20, cpuSamples };
}

/** 0 once the process is gone. */
async function readPeakKib(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1] ?? 0);
}

const clockTicksASecond = 100;

/** User and system time of a process; 0 once it is gone. */
export async function readCpuSeconds(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The command's name, in brackets, may hold spaces.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / clockTicksASecond;
}

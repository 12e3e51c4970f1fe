import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { commonBatch } from './recommender/common-model.ts';
import { writeResults } from '../../../bench/results.ts';
import type { Result } from '../../../bench/results.ts';

// One step of training of the cross-attention recommender, beside PyTorch on the same CPU from the same numbers (the losses must agree), and how
// it grows with items and dialogs. PyTorch goes into a virtual environment of 5 GB the first time; CONVREC_BENCH_PYTORCH=no leaves it out,
// CONVREC_BENCH_PYTORCH=PATH names a Python that has it.
const torchVersion = '2.15.0';
const torchBytes = 12e9;
const steps = 16;
/** The first ones allocate. */
const warmUp = 3;
const here = fileURLToPath(new URL('./recommender/', import.meta.url));
const run = promisify(execFile);

const MeasuredSchema = z.object({
  version: z.string(),
  losses: z.array(z.number()),
  wallMs: z.array(z.number()),
  cpuMs: z.array(z.number()),
  peakMemoryMib: z.number(),
});
type Measured = z.infer<typeof MeasuredSchema>;

const results: Result[] = [];
const folder = await mkdtemp(join(tmpdir(), 'convrec-recommender-'));
try {
  const figures = { ...(await compareEngines()), ...(await growWithItems()) };
  await writeResults('recommender-training', results, { figures });
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function compareEngines(): Promise<Record<string, number>> {
  const python = await findPyTorch();
  const figures: Record<string, number> = {};
  for (const threads of [1, 2]) {
    const setting = `10,000 items, history 50, dialog 20 x 384, width 64, 2 layers, batch ${commonBatch}, ${threads} thread${threads === 1 ? '' : 's'}`;
    const ours = await measureOurs({ items: 10_000, negatives: 'all', threads }, folder);
    report('onnxruntime-node', ours, setting);
    figures[`ours_step_ms_${threads}`] = medianOf(ours.wallMs);
    if (python === undefined) continue;
    const { stdout } = await run(python, [`${here}pytorch_training.py`, folder, String(threads), String(steps)]);
    const theirs = MeasuredSchema.parse(JSON.parse(stdout));
    report(`PyTorch ${theirs.version}`, theirs, setting);
    const apart = Math.max(...ours.losses.map((loss, at) => Math.abs(loss - (theirs.losses[at] ?? Number.NaN))));
    if (!(apart < 1e-2)) throw new Error(`the losses are up to ${apart} apart: the engines did not do the same work`);
    results.push({ name: 'losses apart, at most', value: Number(apart.toExponential(1)), unit: '', setting });
    figures[`step_over_pytorch_${threads}`] = medianOf(ours.wallMs) / medianOf(theirs.wallMs);
    figures[`memory_over_pytorch_${threads}`] = ours.peakMemoryMib / theirs.peakMemoryMib;
  }
  return figures;
}

/** Over all items, and told from 1,000 drawn ones, as is usual beyond some ten thousand. An epoch is so many steps, whatever the items. */
async function growWithItems(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const negatives of ['all', '1000'] as const) {
    for (const items of [1000, 10_000, 50_000]) {
      const measured = await measureOurs({ items, negatives, threads: 1 });
      const loss = negatives === 'all' ? 'loss over all items' : 'loss over 1,000 drawn items';
      const setting = `${items.toLocaleString('en')} items, ${loss}, 1 thread`;
      const step = medianOf(measured.wallMs);
      results.push({ name: 'step, onnxruntime-node', value: round(step), unit: 'ms', setting });
      results.push({
        name: 'peak memory, onnxruntime-node',
        value: round(measured.peakMemoryMib),
        unit: 'MiB',
        setting,
      });
      if (items === 10_000) for (const dialogs of [1000, 12_000]) addEpoch(dialogs, step, setting);
      figures[`step_ms_${items}_${negatives}`] = step;
    }
  }
  return figures;
}

function addEpoch(dialogs: number, stepMs: number, setting: string): void {
  const seconds = (Math.ceil(dialogs / commonBatch) * stepMs) / 1000;
  const name = `epoch of ${dialogs.toLocaleString('en')} dialogs, onnxruntime-node`;
  results.push({ name, value: round(seconds), unit: 's', setting });
}

interface StepRequest {
  items: number;
  negatives: 'all' | '1000';
  threads: number;
}

async function measureOurs({ items, negatives, threads }: StepRequest, forPython?: string): Promise<Measured> {
  const asked = [items, negatives, threads, steps].map(String);
  const script = `${here}measure-steps.ts`;
  const { stdout } = await run('node', [
    '--import',
    'tsx',
    script,
    ...asked,
    ...(forPython === undefined ? [] : [forPython]),
  ]);
  return MeasuredSchema.parse(JSON.parse(stdout));
}

function report(engine: string, { wallMs, cpuMs, peakMemoryMib }: Measured, setting: string): void {
  results.push(
    { name: `step, ${engine}`, value: round(medianOf(wallMs)), unit: 'ms, median', setting },
    { name: `step, ${engine}`, value: round(Math.min(...wallMs.slice(warmUp))), unit: 'ms, least', setting },
    { name: `step, ${engine}`, value: round(medianOf(cpuMs)), unit: 'ms of CPU, median', setting },
    { name: `epoch of 12,000 dialogs, ${engine}`, value: round((94 * medianOf(wallMs)) / 1000), unit: 's', setting },
    { name: `peak memory, ${engine}`, value: round(peakMemoryMib), unit: 'MiB', setting },
  );
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.slice(warmUp).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function findPyTorch(): Promise<string | undefined> {
  const given = process.env['CONVREC_BENCH_PYTORCH'];
  if (given === 'no') {
    console.log('PyTorch skipped: CONVREC_BENCH_PYTORCH=no');
    return undefined;
  }
  const environment = join(homedir(), '.cache/convrec-studio/bench', `torch-${torchVersion}`);
  const python = given ?? join(environment, 'bin/python');
  try {
    execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
    return python;
  } catch {
    // Not there yet.
  }
  try {
    const { bavail, bsize } = await statfs(homedir());
    if (bavail * bsize < torchBytes) throw new Error(`it needs ${torchBytes / 1e9} GB of disk to be installed`);
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'ignore' });
    const packages = [`torch==${torchVersion}`, 'numpy'];
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--no-cache-dir', ...packages], { stdio: 'ignore' });
    execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' });
    return python;
  } catch (error) {
    console.log(`PyTorch skipped: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

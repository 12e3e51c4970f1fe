import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { aspectModelPath, mentionKnowledgePath } from '../activities/profiling/induce-aspects.ts';
import { writeSample } from '../datasets/sample/write-sample.ts';
import { createRun } from '../run/life/create-run.ts';
import { openRunFolder } from '../infra/storage/run-folder.ts';
import { RunConfigSchema } from '../schemas/run-config.ts';
import type { RunRef } from '../schemas/run-ref.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

const MeasuredSchema = z.object({
  measured: z.record(z.string(), z.object({ wallSeconds: z.number(), cpuSeconds: z.number(), rows: z.number() })),
  peakMemoryMib: z.number(),
});
type Measured = z.infer<typeof MeasuredSchema>;

const [smallUsers, largeUsers] = [8_300, 33_200];
const script = fileURLToPath(new URL('run-text-stages.ts', import.meta.url));
const run = promisify(execFile);

const [load = 0] = loadavg();
const root = await mkdtemp(join(tmpdir(), 'convrec-bench-'));
try {
  const small = await prepare('small', smallUsers);
  await measure(small, 2, ['reviews', 'clauses', 'aspects']);
  const alone = await measureText(small, 1);
  const together = await measureText(small, 2);
  const large = await prepare('large', largeUsers);
  await measure(large, 2, ['reviews']);
  await copyAspects(small, large);
  const many = await measureText(large, 2);
  await writeResults('text-pipeline', [
    {
      name: 'load of the machine before',
      value: round(load, 1),
      unit: 'processes',
      setting:
        'with more than 1, seconds on the clock and cores busy are those of a shared machine; CPU time is not far off',
    },
    ...describe(alone, '1 thread'),
    ...describe(together, '2 threads'),
    {
      name: 'two threads over one',
      value: round(speedOf(together) / speedOf(alone), 2),
      unit: 'times',
      setting: settingOf(together),
    },
    {
      name: 'peak memory',
      value: Math.round(many.peakMemoryMib),
      unit: 'MiB',
      setting: `${settingOf(many)}, 2 threads`,
    },
    {
      name: 'memory for 4 times the reviews',
      value: round(many.peakMemoryMib / together.peakMemoryMib, 2),
      unit: 'times',
      setting: `${settingOf(many)}, 2 threads`,
    },
    {
      name: 'clauses a second',
      value: Math.round(speedOf(many)),
      unit: 'clauses/s',
      setting: `${settingOf(many)}, 2 threads`,
    },
    {
      name: 'CPU time for a million reviews',
      value: Math.round((cpuOf(many) / many.reviews) * 1e6),
      unit: 's',
      setting: `${settingOf(many)}, 2 threads`,
    },
    {
      name: 'of it cutting into clauses',
      value: Math.round(((many.measured['clauses']?.cpuSeconds ?? 0) / many.reviews) * 1e6),
      unit: 's',
      setting: `${settingOf(many)}, 2 threads`,
    },
  ]);
} finally {
  await rm(root, { recursive: true, force: true });
}

type TextMeasured = Measured & { reviews: number };

/** A run over a generated sample of apps, whose reviews are short as those of apps are. */
async function prepare(runId: string, users: number): Promise<RunRef> {
  const folder = join(root, `${runId}-source`);
  await writeSample(folder, { domain: 'mobilerec', users, clauses: false, seed: 1 });
  const ref = { runId, runsRoot: join(root, 'runs', runId) };
  await mkdir(ref.runsRoot, { recursive: true });
  const config = RunConfigSchema.parse({
    source: { kind: 'mobilerec', path: folder },
    aspects: { trainingClauses: 5000, count: 10 },
  });
  await createRun({ ref, config, versions: {} });
  await mkdir(openRunFolder(ref).path('work/spill'), { recursive: true });
  return ref;
}

/** How aspects are induced is measured elsewhere; here the model only has to be there. */
async function copyAspects(from: RunRef, to: RunRef): Promise<void> {
  const [source, target] = [openRunFolder(from), openRunFolder(to)];
  for (const path of [aspectModelPath, mentionKnowledgePath]) await copyFile(source.path(path), target.path(path));
  for (const relation of ['aspects', 'terms'] as const)
    await copyFile(source.relationPath(relation), target.relationPath(relation));
}

/** Both stages from nothing but reviews and aspects. */
async function measureText(ref: RunRef, threads: number): Promise<TextMeasured> {
  const folder = openRunFolder(ref);
  await rm(folder.path('work/parts'), { recursive: true, force: true });
  const manifest = await folder.readManifest();
  if (manifest === undefined) throw new Error(`${ref.runId} has no manifest`);
  const reviews = manifest.stages.find(({ stage }) => stage === 'reviews')?.rows['reviews'] ?? 0;
  const left = manifest.stages.filter(({ stage }) => stage !== 'clauses' && stage !== 'mentions');
  await folder.writeManifest({ ...manifest, stages: left });
  return { ...(await measure(ref, threads, ['clauses', 'mentions'])), reviews };
}

async function measure(ref: RunRef, threads: number, stages: readonly string[]): Promise<Measured> {
  const options = ['--runs-root', ref.runsRoot, '--run-id', ref.runId, '--threads', String(threads)];
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, ...options, ...stages]);
  return MeasuredSchema.parse(JSON.parse(stdout));
}

function sumOf({ measured }: Measured, of: 'wallSeconds' | 'cpuSeconds'): number {
  return (measured['clauses']?.[of] ?? 0) + (measured['mentions']?.[of] ?? 0);
}

function cpuOf(measured: Measured): number {
  return sumOf(measured, 'cpuSeconds');
}

function clausesOf({ measured }: Measured): number {
  return measured['clauses']?.rows ?? 0;
}

function speedOf(measured: Measured): number {
  return clausesOf(measured) / sumOf(measured, 'wallSeconds');
}

function settingOf(measured: TextMeasured): string {
  return `${measured.reviews} generated reviews, ${clausesOf(measured)} clauses`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function describe(measured: TextMeasured, threads: string): Result[] {
  const setting = `${settingOf(measured)}, ${threads}`;
  return [
    { name: 'clauses a second', value: Math.round(speedOf(measured)), unit: 'clauses/s', setting },
    {
      name: 'clauses a second of CPU time',
      value: Math.round(clausesOf(measured) / cpuOf(measured)),
      unit: 'clauses/s',
      setting,
    },
    { name: 'cores busy', value: round(cpuOf(measured) / sumOf(measured, 'wallSeconds'), 2), unit: 'cores', setting },
    { name: 'peak memory', value: Math.round(measured.peakMemoryMib), unit: 'MiB', setting },
  ];
}

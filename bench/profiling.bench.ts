import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { withDatabase } from '../infra/duckdb/open-database.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';
import { generateVoices } from './profiling/generate-voices.ts';
import type { Spread } from './profiling/generate-voices.ts';

// Profiles and trajectories over generated voices (three a review), uniform and skewed, at two sizes ten times apart; beside them what DuckDB
// takes to copy the same Parquet file, and the same computation in Polars. CONVREC_BENCH_REVIEWS sets the smaller size (1,000,000).

const polarsVersion = '2.1.0';
const small = Number(process.env['CONVREC_BENCH_REVIEWS'] ?? 1_000_000);
/** Dialogs that look back at the larger, skewed size; 0 leaves it out. */
const lookedBackFor = Number(process.env['CONVREC_BENCH_DIALOGS'] ?? 12_000);
const here = fileURLToPath(new URL('./profiling/', import.meta.url));
const run = promisify(execFile);

const MeasuredSchema = z.object({
  copyMs: z.number(),
  profilesMs: z.number(),
  trajectoriesMs: z.number(),
  asOfMs: z.number().nullable(),
  peakMemoryKb: z.number(),
});
const PolarsSchema = MeasuredSchema.pick({ profilesMs: true, trajectoriesMs: true, peakMemoryKb: true });
type Measured = z.infer<typeof MeasuredSchema>;
type PolarsMeasured = z.infer<typeof PolarsSchema> & { engine: Engine };

const folder = await mkdtemp(join(process.env['CONVREC_BENCH_FOLDER'] ?? tmpdir(), 'convrec-profiling-'));
const results: Result[] = [];
const shares: Record<string, Record<string, number>> = {};
try {
  const python = await findPolars();
  for (const spread of ['uniform', 'skewed'] as const) {
    const few = await measure(spread, small, python, ['streaming', 'in-memory']);
    const many = await measure(spread, small * 10, python, few.polars === undefined ? [] : [few.polars.engine]);
    shares[spread] = summarise(spread, few, many);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
const worst = (name: string): number =>
  Math.max(...Object.values(shares).map((figures) => figures[name] ?? Number.NaN));
const names = ['growth_10x', 'over_copy', 'over_polars', 'peak_memory_gib'];
await writeResults('profiling', results, {
  ...shares,
  worst: Object.fromEntries(names.map((name) => [name, worst(name)])),
});

interface Both {
  ours: Measured;
  polars: PolarsMeasured | undefined;
}

type Engine = 'streaming' | 'in-memory';

async function measure(
  spread: Spread,
  reviews: number,
  python: string | undefined,
  engines: readonly Engine[],
): Promise<Both> {
  const data = join(folder, `${spread}-${reviews}`);
  await mkdir(data);
  console.log(`${spread}, ${reviews.toLocaleString('en')} reviews: generating`);
  await generateVoices(data, spread, reviews);
  const dialogs = reviews > small && spread === 'skewed' ? lookedBackFor : 0;
  const { stdout } = await run('node', ['--import', 'tsx', `${here}measure-stages.ts`, data, String(dialogs)]);
  const ours = MeasuredSchema.parse(JSON.parse(stdout.split('\n')[0] ?? ''));
  console.log('  DuckDB', JSON.stringify(ours));
  const polars = python === undefined ? undefined : await measurePolars(python, data, engines);
  if (polars !== undefined) await compare(data);
  await rm(data, { recursive: true, force: true });
  return { ours, polars };
}

/** The fastest of these engines. */
async function measurePolars(
  python: string,
  data: string,
  engines: readonly Engine[],
): Promise<PolarsMeasured | undefined> {
  const measured: PolarsMeasured[] = [];
  for (const engine of engines) {
    try {
      const { stdout } = await run(python, [`${here}polars_profiling.py`, data, engine]);
      const one = { ...PolarsSchema.parse(JSON.parse(stdout)), engine };
      console.log(`  Polars, ${engine}`, JSON.stringify(one));
      measured.push(one);
    } catch (error) {
      console.log(
        `  Polars, ${engine}: failed (${error instanceof Error ? error.message.slice(0, 200) : String(error)})`,
      );
    }
  }
  return measured.toSorted((a, b) => totalMs(a) - totalMs(b))[0];
}

function totalMs({ profilesMs, trajectoriesMs }: Pick<Measured, 'profilesMs' | 'trajectoriesMs'>): number {
  return profilesMs + trajectoriesMs;
}

/** The two must have computed the same. */
async function compare(data: string): Promise<void> {
  await withDatabase({ memoryLimitMb: 4096, spillFolder: `${data}/spill` }, async (db) => {
    for (const [relation, key, column] of [
      ['profiles', 'dialog_id, aspect_id', 'sentiment'],
      ['trajectories', 'item_id, aspect_id, month', 'level'],
      ['trajectory_summaries', 'item_id, aspect_id', 'shrunk_mean'],
    ] as const) {
      await db.openParquet(`ours_${relation}`, `${data}/duckdb-${relation}.parquet`);
      await db.openParquet(`polars_${relation}`, `${data}/polars-${relation}.parquet`);
      const [row] = await db.rows(
        `select count(*) as compared, (select count(*) from ours_${relation}) as rows, max(abs(a.${column} - b.${column})) as difference
           from (select * from ours_${relation} where hash(${key.split(', ')[0]}) % 50 = 0) as a join polars_${relation} as b using (${key})`,
      );
      const { compared, difference } = z.object({ compared: z.number(), difference: z.number().nullable() }).parse(row);
      if (compared === 0 || difference === null || difference > 1e-4) {
        throw new Error(
          `${relation}: Polars computed something else (${compared} rows compared, difference ${difference})`,
        );
      }
    }
  });
}

function summarise(spread: Spread, few: Both, many: Both): Record<string, number> {
  const add = (name: string, value: number, unit: string, reviews: number): void => {
    results.push({ name, value, unit, setting: `${spread}, ${reviews.toLocaleString('en')} reviews` });
  };
  for (const [{ ours, polars }, reviews] of [
    [few, small],
    [many, small * 10],
  ] as const) {
    add('copy of voices.parquet', seconds(ours.copyMs), 's', reviews);
    add('profiles as of one target a user', seconds(ours.profilesMs), 's', reviews);
    add('trajectories by month and in all', seconds(ours.trajectoriesMs), 's', reviews);
    if (ours.asOfMs !== null)
      add(
        `trajectories as of ${lookedBackFor.toLocaleString('en')} dialogs, 16 candidates each`,
        seconds(ours.asOfMs),
        's',
        reviews,
      );
    if (polars !== undefined) {
      add(`the same profiles in Polars ${polarsVersion}`, seconds(polars.profilesMs), 's', reviews);
      add(`the same trajectories in Polars ${polarsVersion}`, seconds(polars.trajectoriesMs), 's', reviews);
      add(`peak memory of Polars ${polarsVersion}`, gibibytes(polars.peakMemoryKb), 'GiB', reviews);
    }
    add('peak memory, DuckDB limited to 4 GiB', gibibytes(ours.peakMemoryKb), 'GiB', reviews);
  }
  const figures: Record<string, number> = {
    growth_10x: round(totalMs(many.ours) / totalMs(few.ours)),
    over_copy: round(totalMs(many.ours) / many.ours.copyMs),
    peak_memory_gib: gibibytes(many.ours.peakMemoryKb),
  };
  if (many.polars !== undefined) figures['over_polars'] = round(totalMs(many.ours) / totalMs(many.polars));
  for (const [name, value] of Object.entries(figures))
    add(name, value, name === 'peak_memory_gib' ? 'GiB' : 'times', small * 10);
  return figures;
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function gibibytes(kilobytes: number): number {
  return round(kilobytes / 2 ** 20);
}

/** A Python with Polars, installed from PyPI once; undefined, said aloud, where there is none. */
async function findPolars(): Promise<string | undefined> {
  const environment = join(homedir(), '.cache/convrec-studio/bench', `polars-${polarsVersion}`);
  const python = join(environment, 'bin/python');
  try {
    execFileSync(python, ['-c', 'import polars'], { stdio: 'ignore' });
    return python;
  } catch {
    // Not there yet.
  }
  try {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'ignore' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', `polars==${polarsVersion}`], { stdio: 'ignore' });
    return python;
  } catch (error) {
    console.log(`Polars skipped: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

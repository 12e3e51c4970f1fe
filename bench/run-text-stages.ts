import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { cutReviews } from '../activities/profiling/cut-reviews.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import { noMeter } from '../activities/meter.ts';
import { extractMentions } from '../activities/profiling/extract-mentions.ts';
import { induceAspects } from '../activities/profiling/induce-aspects.ts';
import { createStageActivity } from '../activities/stage/run-stage.ts';
import { createStageReviews } from '../activities/staging/stage-reviews.ts';
import { withDatabase } from '../infra/duckdb/open-database.ts';
import { sourceInputs } from '../infra/inputs/source-inputs.ts';
import { openParts } from '../infra/threads/open-parts.ts';
import { openRunFolder } from '../infra/storage/run-folder.ts';
import { readSql } from '../infra/storage/sql-files.ts';

// A process of its own, so that its memory is that of the stages named and no other's. Prints one line of JSON for the benchmark.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'runs-root': { type: 'string' }, 'run-id': { type: 'string' }, threads: { type: 'string', default: '2' } },
});
const ref = { runId: values['run-id'] ?? '', runsRoot: values['runs-root'] ?? '' };
const threads = Number(values.threads);
const deps: Dependencies = {
  openRun: openRunFolder,
  withDatabase: (run, work) => withDatabase({ memoryLimitMb: 512, threads, spillFolder: run.path('work/spill') }, work),
  openParts: (run) => openParts(run, threads),
  readSql,
  inputs: sourceInputs,
  createEmbedder: () => null,
  createJudge: () => {
    throw new Error('no stage of text judges a dialog');
  },
  createRealizer: () => {
    throw new Error('no stage of text has a realizer');
  },
  recallAnswer: () => Promise.resolve(undefined),
  fetchHistory: () => Promise.resolve(undefined),
  isPaced: () => Promise.resolve(false),
  meter: noMeter,
  nowMs: () => Date.now(),
  heartbeat: () => {},
  cancellation: () => new AbortController().signal,
};
const stages = [createStageReviews(deps.inputs), cutReviews, induceAspects, extractMentions];
const measured: Record<string, { wallSeconds: number; cpuSeconds: number; rows: number }> = {};
for (const name of positionals) {
  const stage = stages.find((known) => known.name === name);
  if (stage === undefined) throw new Error(`${name} is no stage of text`);
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  const report = await createStageActivity(deps, stage)(ref);
  const { user, system } = process.cpuUsage(before);
  measured[name] = {
    wallSeconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (user + system) / 1e6,
    rows: report.rows[name] ?? 0,
  };
}
const peakKib = Number(/VmHWM:\s+(\d+)/u.exec(await readFile('/proc/self/status', 'utf8'))?.[1] ?? 0);
console.log(JSON.stringify({ measured, peakMemoryMib: peakKib / 1024 }));

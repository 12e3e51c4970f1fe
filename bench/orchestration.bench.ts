import { parseArgs } from 'node:util';
import { z } from 'zod';
import { measureLatency } from './orchestration/measure-latency.ts';
import { measureOffline } from './orchestration/measure-offline.ts';
import { measureWorkers } from './orchestration/measure-workers.ts';
import type { Measured } from './orchestration/measured.ts';
import { readKeptResults, readResultsIfAny, writeResults } from './results.ts';

// Whole runs by the real command line, in three parts that may be measured apart; figures of the others stay as they are.
//   --part latency  --latencies 500,1000 --limit 640   64 calls in flight at an endpoint of fixed latency, bespoke curator beside it
//   --part offline  --dialogs 1000,4000,12000          whole offline runs: time, memory, cost a dialog
//   --part none                                        nothing: figures over several sizes are derived again
//   --part workers  --limit 120                        one worker, two, and two of which one is killed
const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true, default: ['latency', 'offline', 'workers'] },
    latencies: { type: 'string', default: '500,1000' },
    dialogs: { type: 'string', default: '1000,4000,12000' },
    limit: { type: 'string' },
  },
});
const NumbersSchema = z.array(z.coerce.number().int().positive()).min(1);
const LimitSchema = z.coerce.number().int().positive();
const parts: Record<string, () => Promise<Measured>> = {
  latency: () =>
    measureLatency(NumbersSchema.parse(values.latencies.split(',')), LimitSchema.parse(values.limit ?? 640)),
  offline: () => measureOffline(NumbersSchema.parse(values.dialogs.split(','))),
  none: () => Promise.resolve({ results: [], figures: {} }),
  workers: () => measureWorkers(LimitSchema.parse(values.limit ?? 120)),
};

for (const name of values.part) {
  const measure = parts[name];
  if (measure === undefined) throw new Error(`--part is ${name}, not one of ${Object.keys(parts).join(', ')}`);
  // After each part, so that one that fails takes none with it.
  await keep(await measure());
}

/** Puts what was measured in place of what the file says of the same. */
async function keep({ results, figures }: Measured): Promise<void> {
  const known = (await readResultsIfAny('orchestration')) ?? {};
  const kept = await readKeptResults('orchestration');
  const replaced = new Set(['worker_peak_memory_gib', ...results.map(({ name }) => name)]);
  const rows = [...kept.filter(({ name }) => !replaced.has(name)), ...results];
  // Sizes may be measured in calls of their own; the figure is the largest of all.
  const peaks = rows.filter(({ name }) => /^peak memory, client and worker, \d+ dialogs$/u.test(name));
  const peakGib = Math.max(...peaks.map(({ value }) => Number(value)));
  const sizes = peaks.map(({ name }) => /\d+/u.exec(name)?.[0]).join(', ');
  const peak = {
    name: 'worker_peak_memory_gib',
    value: peakGib,
    unit: 'GiB',
    setting: `largest of whole offline runs of ${sizes} dialogs`,
  };
  const isKnown = peaks.length > 0;
  const numbers = Object.entries(known).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : []));
  await writeResults('orchestration', [...rows, ...(isKnown ? [peak] : [])], {
    ...z.record(z.string(), z.number()).parse(Object.fromEntries(numbers)),
    ...figures,
    ...(isKnown ? { [peak.name]: peakGib } : {}),
  });
}

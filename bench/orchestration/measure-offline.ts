import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../results.ts';
import { measureOrchestration } from './measure-run.ts';
import type { MeasuredOrchestration } from './measure-run.ts';
import { round, sampleArguments } from './measured.ts';
import type { Measured } from './measured.ts';

/** Whole offline runs of so many dialogs each, one after another. */
export async function measureOffline(sizes: readonly number[]): Promise<Measured> {
  const results: Result[] = [];
  const figures: Record<string, number> = {};
  const costs: { dialogs: number; msADialog: number }[] = [];
  for (const dialogs of sizes) {
    const root = await mkdtemp(join(tmpdir(), 'convrec-orchestration-'));
    try {
      const run = await measureOrchestration(root, sampleArguments(dialogs));
      const ended = dialogsOf(run);
      const setting = `${ended} dialogs of the bundled sample (simulated), offline realizer, embedded server, 8 dialogs at once`;
      const add = (name: string, value: number, unit: string): void => {
        results.push({ name: `${name}, ${dialogs} dialogs`, value, unit, setting });
      };
      const msADialog = (run.dialogSeconds * 1000) / ended;
      costs.push({ dialogs, msADialog });
      add('whole run', round(run.wallSeconds / 60, 2), 'min');
      add('of it dialogs', round(run.dialogSeconds / 60, 2), 'min');
      add('time a dialog, simulation', round(msADialog, 1), 'ms');
      add('time a dialog, whole run', round((run.wallSeconds * 1000) / ended, 1), 'ms');
      add('CPU time a dialog, client and worker', round((run.workerCpuSeconds * 1000) / ended, 1), 'ms');
      add('CPU time a dialog, Temporal server', round((run.serverCpuSeconds * 1000) / ended, 1), 'ms');
      add('peak memory, client and worker', round(run.peakMemoryGib, 2), 'GiB');
      add('peak memory, Temporal server', round(run.serverPeakMemoryGib, 2), 'GiB');
      add(`largest history (${run.largestHistory.workflow})`, run.largestHistory.events, 'events');
      add('largest history', round(run.largestHistory.mib, 2), 'MiB');
      add("the run's own history", run.rootHistory.events, 'events');
      if (dialogs === 12_000) figures['offline_12000_minutes'] = round(run.wallSeconds / 60, 2);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
  const [small, large] = [costs[0], costs.at(-1)];
  if (small !== undefined && large !== undefined && small.dialogs < large.dialogs) {
    figures[`cost_growth_${large.dialogs}_over_${small.dialogs}`] = round(large.msADialog / small.msADialog, 3);
  }
  const units: Record<string, string> = { offline_12000_minutes: 'min' };
  for (const [name, value] of Object.entries(figures)) {
    const setting = name.startsWith('cost_growth')
      ? 'wall time of the simulation a dialog, start and stages not counted'
      : 'whole offline run of 12000 dialogs';
    results.unshift({ name, value, unit: units[name] ?? 'times', setting });
  }
  return { results, figures };
}

/** Those that ended, reserves included. */
function dialogsOf({ manifest }: MeasuredOrchestration): number {
  const figures = manifest.stages.find(({ stage }) => stage === 'dialogs')?.figures;
  return Number(figures?.['accepted']) + Number(figures?.['failed']);
}

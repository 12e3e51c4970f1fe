import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../results.ts';
import { curatorVersion, findCurator, measureCurator } from './curator.ts';
import { startFixedLatency } from './fixed-latency.ts';
import { measureOrchestration } from './measure-run.ts';
import { round, sampleArguments } from './measured.ts';
import type { Measured } from './measured.ts';

const inFlight = 64;
/** While a dialog's next turn is under way through server and worker, another's call takes its place at the endpoint. */
const dialogsAtOnce = 96;
const curatorCalls = 2560;

/** Wall time of a run's dialogs over calls x latency / 64, by latency; bespoke curator at the same endpoint. */
export async function measureLatency(latenciesMs: readonly number[], limit: number): Promise<Measured> {
  const curator = await findCurator();
  const results: Result[] = [];
  const figures: Record<string, number> = {};
  for (const latencyMs of latenciesMs) {
    const name = latencyMs % 1000 === 0 ? `${latencyMs / 1000}s` : `${latencyMs}ms`;
    const endpoint = await startFixedLatency(latencyMs);
    const root = await mkdtemp(join(tmpdir(), 'convrec-orchestration-'));
    try {
      const model = ['--model', 'openai:fixed-latency', '--base-url', endpoint.baseUrl, '--no-check'];
      const width = ['--concurrency', String(dialogsAtOnce), '--set', `model.callsAtOnce=${inFlight}`];
      const run = await measureOrchestration(root, [...sampleArguments(limit), ...model, ...width]);
      const { calls, mostInFlight } = await endpoint.readCounts();
      const idealSeconds = (calls * latencyMs) / 1000 / inFlight;
      const over = round(run.dialogSeconds / idealSeconds, 3);
      const setting = `${limit} dialogs, ${calls} calls of ${latencyMs} ms, ${mostInFlight} in flight at most, ${dialogsAtOnce} dialogs at once; worker, server and endpoint on the same cores`;
      const add = (figure: string, value: number, unit: string): void => {
        results.push({ name: `${figure}, ${name}`, value, unit, setting });
      };
      if (calls < 1280 || mostInFlight > inFlight) throw new Error(`not what was to be measured: ${setting}`);
      results.push({ name: `over_ideal_${name}`, value: over, unit: 'times the ideal', setting });
      figures[`over_ideal_${name}`] = over;
      add('dialogs from the first to the last, kept histories included', round(run.dialogSeconds, 1), 's');
      add('ideal', round(idealSeconds, 1), 's');
      add('CPU time a call, client and worker', round((run.workerCpuSeconds / calls) * 1000, 1), 'ms');
      add('CPU time a call, Temporal server', round((run.serverCpuSeconds / calls) * 1000, 1), 'ms');
      add('peak memory, client and worker', round(run.peakMemoryGib, 2), 'GiB');
      add('peak memory, Temporal server', round(run.serverPeakMemoryGib, 2), 'GiB');
      add(`largest history (${run.largestHistory.workflow})`, run.largestHistory.events, 'events');
      if (curator !== undefined) {
        const folder = join(root, 'curator');
        const seconds = await measureCurator(curator, {
          baseUrl: endpoint.baseUrl,
          calls: curatorCalls,
          inFlight,
          folder,
        });
        const counts = await endpoint.readCounts();
        const value = round(seconds / ((curatorCalls * latencyMs) / 1000 / inFlight), 3);
        const beside = `bespoke curator ${curatorVersion}, ${curatorCalls} single-turn calls of ${latencyMs} ms, ${counts.mostInFlight} in flight at most, nothing durable; the same endpoint, right after`;
        results.push({ name: `curator_over_ideal_${name}`, value, unit: 'times the ideal', setting: beside });
        figures[`curator_over_ideal_${name}`] = value;
      }
    } finally {
      endpoint.end();
      await rm(root, { recursive: true, force: true });
    }
  }
  return { results, figures };
}

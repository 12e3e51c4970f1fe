import type { Client } from '@temporalio/client';
import { followRun } from '../run/life/follow-run.ts';
import type { AllowedEndpoint } from '../infra/model/allowed-endpoints.ts';
import type { RunHandle } from '../run/life/follow-run.ts';
import type { TemporalSession } from '../infra/temporal/open-temporal.ts';
import type { RunProgress } from '../schemas/progress.ts';
import type { Interruption } from './interruption.ts';
import type { LaunchReport } from './output/launch-report.ts';

interface Following {
  client: Client;
  handle: RunHandle;
  session: TemporalSession;
  env: NodeJS.ProcessEnv;
  runsRoot: string;
  /** Endpoints of the run's config. */
  endpoints: readonly AllowedEndpoint[];
  report: LaunchReport;
  interruption: Interruption;
  withWorker: boolean;
}

const pollMs = 500;
/** For a server that others bring back. One that was started here comes back by the next launch only. */
const longestOutageMs = 30 * 60_000;
const stoppingLine = 'Stopping: running steps are finished first; Ctrl+C again ends at once.';

/** Works on the run, unless others do, and shows it until it ends; undefined when a person interrupted that. */
export async function followHere(following: Following): Promise<RunProgress | undefined> {
  const { client, handle, session, env, runsRoot, endpoints, report, interruption, withWorker } = following;
  const serverGoneMs = session.isGiven ? longestOutageMs : 0;
  const options = { pollMs, serverGoneMs, onProgress: report.progress, onRetry: report.noteOnce };
  if (!withWorker) {
    return followRun(client, handle, { ...options, signal: interruption.signal });
  }
  const { startWorkerHere } = await import('./start-worker-here.ts');
  const worker = await startWorkerHere({ session, env, say: report.noteOnce, runsRoot, endpoints });
  const lost = new AbortController();
  // A worker that fails would leave the run waiting for ever.
  worker.run.catch(() => lost.abort());
  try {
    const signal = AbortSignal.any([interruption.signal, lost.signal]);
    const progress = await followRun(client, handle, { ...options, signal });
    if (lost.signal.aborted) await worker.run;
    return progress;
  } finally {
    report.stop();
    if (interruption.signal.aborted) report.note(stoppingLine);
    // A step that did not end in time is tried again when the run goes on, and the worker has said so.
    if (!lost.signal.aborted) await worker.shutdown().catch(() => {});
  }
}

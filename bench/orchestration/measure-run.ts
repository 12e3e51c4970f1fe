import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { z } from 'zod';
import { openTemporal } from '../../infra/temporal/open-temporal.ts';
import { launchMeasured, readCpuSeconds } from '../run-convrec.ts';
import type { CpuSample, MeasuredRun } from '../run-convrec.ts';

export interface MeasuredOrchestration extends MeasuredRun {
  /** From the end of the plans to the end of the last dialog, kept histories included, by the server's clock. */
  dialogSeconds: number;
  /** In that time. */
  workerCpuSeconds: number;
  serverCpuSeconds: number;
  serverPeakMemoryGib: number;
  largestHistory: { workflow: string; events: number; mib: number };
  /** Events of the root alone, which must not grow with the dialogs. */
  rootHistory: { events: number; mib: number };
}

/** `convrec launch` as a process of its own, on a server that this process holds, so that its histories can be looked at afterwards. */
export async function measureOrchestration(
  runsRoot: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<MeasuredOrchestration> {
  const { TEMPORAL_ADDRESS: _given, ...own } = env;
  const stateFolder = join(runsRoot, '.temporal');
  const session = await openTemporal({ stateFolder, env: own, say: () => {} });
  try {
    const { pid } = z
      .object({ pid: z.number() })
      .parse(JSON.parse(await readFile(join(stateFolder, 'server.json'), 'utf8')));
    const serverSamples: CpuSample[] = [];
    const sampling = setInterval(() => {
      void readCpuSeconds(pid).then((seconds) => serverSamples.push({ atMs: Date.now(), seconds }));
    }, 100);
    const run = await launchMeasured(runsRoot, args, own).finally(() => clearInterval(sampling));
    const serverPeakMemoryGib = await readPeakGib(pid);
    const connection = await session.connect();
    try {
      const client = new Client({ connection, namespace: session.namespace });
      const { dialogsFromMs, dialogsToMs, ...looked } = await lookAtHistories(client);
      const cpuIn = (samples: readonly CpuSample[]): number =>
        secondsAt(samples, dialogsToMs) - secondsAt(samples, dialogsFromMs);
      return {
        ...run,
        ...looked,
        dialogSeconds: (dialogsToMs - dialogsFromMs) / 1000,
        workerCpuSeconds: cpuIn(run.cpuSamples),
        serverCpuSeconds: cpuIn(serverSamples),
        serverPeakMemoryGib,
      };
    } finally {
      await connection.close();
    }
  } finally {
    await session.close();
  }
}

const secondsAt = (samples: readonly CpuSample[], atMs: number): number =>
  samples.findLast((sample) => sample.atMs <= atMs)?.seconds ?? 0;

interface LookedAt extends Pick<MeasuredOrchestration, 'largestHistory' | 'rootHistory'> {
  dialogsFromMs: number;
  dialogsToMs: number;
}

async function lookAtHistories(client: Client): Promise<LookedAt> {
  let largest = { workflow: '', events: 0, mib: 0 };
  let root: typeof largest | undefined;
  for await (const { type, workflowId, historyLength, historySize = 0 } of client.workflow.list({ pageSize: 1000 })) {
    const one = { workflow: type, events: historyLength, mib: historySize / 2 ** 20 };
    if (one.events > largest.events) largest = one;
    if (type === 'generateDataset') root = { ...one, workflow: workflowId };
  }
  if (root === undefined) throw new Error('the server lists no dataset workflow');
  const { events } = await client.workflow.getHandle(root.workflow).fetchHistory();
  const timeOf = (activity: string, isEnd: boolean): number => {
    const scheduled = events?.find(
      (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === activity,
    );
    const event = isEnd
      ? events?.find(({ activityTaskCompletedEventAttributes: completed }) =>
          completed?.scheduledEventId?.eq(scheduled?.eventId ?? -1),
        )
      : scheduled;
    const { seconds, nanos } = event?.eventTime ?? {};
    return Number(seconds) * 1000 + Number(nanos) / 1e6;
  };
  return {
    dialogsFromMs: timeOf('planDialogs', true),
    dialogsToMs: timeOf('collectDialogs', false),
    largestHistory: largest,
    rootHistory: { events: root.events, mib: root.mib },
  };
}

async function readPeakGib(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1]) / 2 ** 20;
}

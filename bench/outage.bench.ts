import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { compareRuns } from '../test/doubles/compare-runs.ts';
import { startCountingEndpoint } from '../test/doubles/counting-endpoint.ts';
import { endWhatIsLeft } from '../test/doubles/killed-run.ts';
import { runOnProcesses } from '../test/doubles/run-on-processes.ts';
import type { EndedRun, RunningProcesses } from '../test/doubles/run-on-processes.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// A Temporal server that is killed in the middle of a run and stays away for ten minutes; server, two workers and launch are processes of
// their own, the endpoint counts its calls. Beside it the same run undisturbed.
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '600' }, limit: { type: 'string', default: '40' } },
});
const [seconds, limit] = [Number(values.seconds), Number(values.limit)];
const latencyMs = 300;

const folder = await mkdtemp(join(tmpdir(), 'convrec-outage-'));
const endpoint = await startCountingEndpoint(latencyMs);
const args = [
  ...`--sample-users ${limit * 2} --limit ${limit} --set aspects.count=8 --set aspects.trainingClauses=2000`.split(' '),
  ...`--model openai:test-model --base-url ${endpoint.baseUrl} --concurrency 16 --no-check`.split(' '),
];
try {
  const undisturbed = await run('undisturbed');
  const callsUndisturbed = (await endpoint.countCalls()).length;
  const disturbed = await run('disturbed', async ({ launch, outage }) => {
    await launch.until(/^dialogs: started/mu);
    await sleep(2000);
    await outage(seconds * 1000);
  });
  const calls = (await endpoint.countCalls()).length - callsUndisturbed;
  const { lost, doubled, differing, dialogs } = await compareRuns(
    join(folder, 'undisturbed'),
    join(folder, 'disturbed'),
    true,
  );
  const paidTwice = Math.max(0, calls - callsUndisturbed);
  const setting = `${dialogs} dialogs of the bundled sample (simulated), ${latencyMs} ms a call, 16 dialogs at once, two workers`;
  const result = (name: string, value: number, unit: string): Result => ({ name, value, unit, setting });
  await writeResults(
    'outage',
    [
      result('Temporal server gone', seconds, 's'),
      result('whole run, undisturbed', Math.round(undisturbed.seconds), 's'),
      result('whole run, with the outage', Math.round(disturbed.seconds), 's'),
      result('dialogs lost', lost, 'dialogs'),
      result('dialogs doubled', doubled, 'dialogs'),
      result('files of dataset and relations that differ', differing.length, 'files'),
      result('calls, undisturbed', callsUndisturbed, 'calls'),
      result('calls paid twice', paidTwice, 'calls'),
    ],
    { outage_seconds: seconds, dialogs_lost: lost, dialogs_doubled: doubled, calls_paid_twice: paidTwice },
  );
  console.log([disturbed.said, ...disturbed.workersSaid].join('\n--\n'));
} finally {
  await endWhatIsLeft(folder);
  await endpoint.close();
  await rm(folder, { recursive: true, force: true });
}

async function run(name: string, disturb?: (running: RunningProcesses) => Promise<void>): Promise<EndedRun> {
  const ended = await runOnProcesses({
    runs: join(folder, name),
    args,
    workers: 2,
    ...(disturb === undefined ? {} : { disturb }),
  });
  if (ended.exitCode !== 0) throw new Error(`the ${name} run ended with ${ended.exitCode}:\n${ended.said}`);
  return ended;
}

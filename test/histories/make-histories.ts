import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { listEndedDialogs, readRecordedDialogs } from '../../infra/replay/recorded-dialogs.ts';
import type { RecordedDialog } from '../../infra/replay/recorded-dialogs.ts';
import { openRunFolder } from '../../infra/run-folder.ts';
import { datasetWorkflowId, shardWorkflowId } from '../../workflows/workflow-ids.ts';
import { makeRecordedRuns } from '../doubles/recorded-runs.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';

// Writes the histories that CI replays: `make-histories.ts KIND` adds those of a new kind, KIND-....json, and leaves the others as they are. One
// that is here is what runs out there are made of, and a workflow that cannot replay it breaks them (CONTRIBUTING.md, "Changing a workflow").
const [, , kind] = process.argv;
if (kind === undefined) throw new Error('give the new kind of history a name, for example in-slices');
const folder = fileURLToPath(new URL('.', import.meta.url));

const isRepaired = ({ dialog, attempts }: RecordedDialog): boolean =>
  dialog.status === 'accepted' && attempts.some(({ attempt }) => attempt > 0);
const isTriedAgain = ({ dialog, attempts }: RecordedDialog): boolean =>
  dialog.status === 'accepted' && attempts.some(({ modelCall }) => modelCall?.failure?.name === 'ModelUnavailable');
const endsBy = (failure: string) => ({ dialog }: RecordedDialog): boolean => dialog.reason?.startsWith(failure) === true;

const wanted: readonly [name: string, runId: 'offline' | 'paid', isOne: (dialog: RecordedDialog) => boolean][] = [
  ['dialog-offline-repaired', 'offline', isRepaired],
  ['dialog-offline-exhausted', 'offline', endsBy('FidelityExhausted')],
  ['dialog-paid-tried-again', 'paid', isTriedAgain],
  ['dialog-paid-refused', 'paid', endsBy('ModelRefused')],
];

const studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: 'sk-secret-0123456789' });
try {
  await makeRecordedRuns(studio);
  const histories = new Map<string, string>();
  for (const [name, runId, isOne] of wanted) {
    const run = openRunFolder({ runId, runsRoot: studio.runsRoot });
    for await (const recorded of readRecordedDialogs(run, await listEndedDialogs(run))) {
      if (!histories.has(name) && recorded.history !== undefined && isOne(recorded)) histories.set(name, recorded.history);
    }
    if (!histories.has(name)) throw new Error(`no dialog of the run ${runId} is a ${name}`);
  }
  const ref = { runId: 'offline', runsRoot: studio.runsRoot };
  for (const [name, workflowId] of [
    ['run', datasetWorkflowId(ref.runId)],
    ['shard', shardWorkflowId(ref, 0, 0)],
  ] as const) {
    histories.set(name, historyToJSON(await studio.client.workflow.getHandle(workflowId).fetchHistory()));
  }
  for (const [name, history] of histories) await writeFile(`${folder}/${kind}-${name}.json`, withoutMachine(history), { flag: 'wx' });
} finally {
  await studio.close();
}

/** The machine's name is nobody's business. */
function withoutMachine(history: string): string {
  const clean: unknown = JSON.parse(history.replaceAll(`@${hostname()}-`, "@machine-"), (key, value: unknown) =>
    key === 'identity' ? 'convrec' : value,
  );
  return `${JSON.stringify(clean, null, 1)}\n`;
}

import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { ensureSample } from '../../datasets/sample/ensure-sample.ts';
import { listEndedDialogs, readRecordedDialogs } from '../../run/replay/recorded-dialogs.ts';
import type { RecordedDialog } from '../../run/replay/recorded-dialogs.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { datasetWorkflowId, shardWorkflowId } from '../../workflows/workflow-ids.ts';
import { makeRecordedRuns } from '../doubles/recorded-runs.ts';
import { startEvaluation } from '../../run/evaluation/follow-evaluation.ts';
import { createRecommenderActivities } from '../../packages/recommender/activities/index.ts';
import { createOnnxEngine } from '../../packages/recommender/infra/onnx-engine.ts';
import { startBenchmark, startTraining } from '../../packages/recommender/run/follow-training.ts';
import { RecommenderSettingsSchema } from '../../packages/recommender/schema.ts';
import { withJudgeDefaults } from '../../infra/model/create-judge.ts';
import { JudgeSettingsSchema } from '../../schemas/judgement.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { judgeByRule } from '../doubles/judge.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

// Writes the histories that CI replays: `make-histories.ts KIND [NAME...]` adds those of a new kind (of the names given, else of all), KIND-NAME.json,
// and leaves the others as they are. One that is here is what runs out there are made of, and a workflow that cannot replay it breaks them
// (CONTRIBUTING.md, "Changing a workflow").
const [, , kind, ...names] = process.argv;
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

const env = { ...process.env, OPENAI_API_KEY: 'sk-secret-0123456789' };
const studio = await startStudioProcess(env, undefined, (deps) =>
  createRecommenderActivities({ ...deps, createEngine: () => createOnnxEngine() }),
);
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
  histories.set('evaluation', await recordEvaluation(studio));
  for (const [name, history] of await recordTrainings(studio)) histories.set(name, history);
  for (const [name, history] of histories) {
    if (names.length > 0 && !names.includes(name)) continue;
    await writeFile(`${folder}/${kind}-${name}.json`, withoutMachine(history), { flag: 'wx' });
  }
} finally {
  await studio.close();
}

/** An evaluation of the run `offline`, judged by rule. */
async function recordEvaluation({ client, taskQueues, runsRoot }: StudioProcess): Promise<string> {
  const endpoint = await startModelEndpoint({ respond: judgeByRule, usage: { prompt_tokens: 800, completion_tokens: 50 } });
  try {
    const model = { kind: 'openai', name: 'test-model', baseUrl: endpoint.baseUrl };
    const judge = withJudgeDefaults(JudgeSettingsSchema.parse(RunConfigSchema.parse({ model })));
    const handle = await startEvaluation(client, taskQueues.dialogs, {
      ref: { runId: 'offline', runsRoot },
      dataTaskQueue: taskQueues.data,
      modelTaskQueue: taskQueues.model,
      judge,
      judgedDialogs: 3,
      repetitions: 2,
      dialogsAtOnce: 2,
      against: null,
      beside: null,
    });
    await handle.result();
    return historyToJSON(await handle.fetchHistory());
  } finally {
    await endpoint.close();
  }
}

/** A training and a benchmark on a few dialogs, one epoch each. */
async function recordTrainings(studioProcess: StudioProcess): Promise<[name: string, history: string][]> {
  const { client, taskQueues, runsRoot } = studioProcess;
  const { data: dataTaskQueue, training: trainingTaskQueue } = taskQueues;
  const ref = { runId: 'trained', runsRoot };
  const sample = await ensureSample(join(runsRoot, '.samples'), { domain: 'yelp', users: 40, seed: 3 });
  await studioProcess.generate(ref.runId, {
    source: { kind: 'sample', path: sample.folder, sample: { users: 40, seed: 3 } },
    aspects: { count: 8, trainingClauses: 2000 },
    targets: { limit: 30 },
  });
  const settings = RecommenderSettingsSchema.parse({ epochs: 1, width: 8, feedForward: 8 });
  const training = await startTraining(client, taskQueues.dialogs, {
    ref,
    dataTaskQueue,
    trainingTaskQueue,
    model: 'cross-attention',
    scheme: 'dialog',
    settings,
    keepsModel: true,
  });
  await training.result();
  const benchmark = await startBenchmark(client, taskQueues.dialogs, {
    ref,
    dataTaskQueue,
    trainingTaskQueue,
    models: ['popularity', 'history-only', 'cross-attention'],
    schemes: ['dialog'],
    settings,
    seeds: 2,
    trials: 2,
  });
  await benchmark.result();
  return [
    ['training', historyToJSON(await training.fetchHistory())],
    ['benchmark', historyToJSON(await benchmark.fetchHistory())],
  ];
}

/** The machine's name is nobody's business. */
function withoutMachine(history: string): string {
  const clean: unknown = JSON.parse(history.replaceAll(`@${hostname()}-`, "@machine-"), (key, value: unknown) =>
    key === 'identity' ? 'convrec' : value,
  );
  return `${JSON.stringify(clean, null, 1)}\n`;
}

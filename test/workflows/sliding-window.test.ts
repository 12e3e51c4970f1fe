import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { FinishedDialog, StudioActivities } from '../../activities/index.ts';
import type { StageReport } from '../../schemas/manifest.ts';
import type { StageName } from '../../schemas/stage-names.ts';
import type { GenerateDatasetInput, RunProgress } from '../../schemas/progress.ts';
import { startWorkflows } from '../doubles/server-and-worker.ts';

const taskQueue = 'test-window';

/** What happened to the dialogs of one run, in order. */
interface Seen {
  made: string[];
  inWork: Set<string>;
  mostInWork: number;
  /** Shards in the order of their listing. */
  listed: number[];
}

const numberOf = (dialogId: string): number => Number(dialogId.split('-').at(-1));

const idsOf = (runId: string, dialogs: number): string[] =>
  Array.from({ length: dialogs }, (_, number) => `${runId}-${number}`).toSorted();

const stage = (name: StageName) => async (): Promise<StageReport> => ({
  stage: name,
  fingerprint: '',
  rows: {},
  steps: [],
  inputs: [],
  durationMs: 0,
  figures: {},
});

describe('the window of dialogs that slides over the shards', function () {
  this.timeout(300_000);
  let client: Client;
  let close: () => Promise<void>;
  const seen = new Map<string, Seen>();
  /** Planned dialogs of a run. */
  const planned = new Map<string, number>();
  const seenOf = (runId: string): Seen => {
    const found = seen.get(runId) ?? { made: [], inWork: new Set(), mostInWork: 0, listed: [] };
    seen.set(runId, found);
    return found;
  };
  const activities = {
    beginRun: async () => {},
    endRun: async () => {},
    stageReviews: stage('reviews'),
    cutReviews: stage('clauses'),
    induceAspects: stage('aspects'),
    extractMentions: stage('mentions'),
    buildTrajectories: stage('trajectories'),
    chooseTargets: stage('targets'),
    buildProfiles: stage('profiles'),
    findCandidates: stage('candidates'),
    planDialogs: stage('plans'),
    writeDataset: stage('dataset'),
    async collectDialogs({ runId }) {
      return { ...(await stage('dialogs')()), figures: { accepted: seenOf(runId).made.length } };
    },
    countPassDialogs: async ({ ref, pass }) => (pass === 0 ? (planned.get(ref.runId) ?? 0) : 0),
    async listPlannedDialogs({ ref, shard, dialogsPerShard }) {
      seenOf(ref.runId).listed.push(shard);
      const from = shard * dialogsPerShard;
      const to = Math.min(from + dialogsPerShard, planned.get(ref.runId) ?? 0);
      const waiting = Array.from({ length: to - from }, (_, index) => ({
        dialogId: `${ref.runId}-${from + index}`,
        turns: 1,
      }));
      return { waiting, finished: { accepted: 0, failed: 0 } };
    },
    async realizeTurn({ ref, dialogId }) {
      const run = seenOf(ref.runId);
      run.inWork.add(dialogId);
      run.mostInWork = Math.max(run.mostInWork, run.inWork.size);
      await sleep(40);
      // Lasts until two dialogs of the next shard have ended, however busy the machine is; without them the test fails.
      const isNextUnderWay = (): boolean => run.made.filter((id) => numberOf(id) >= 10).length >= 2;
      if (dialogId === 'sliding-9') for (let waits = 0; waits < 600 && !isNextUnderWay(); waits += 1) await sleep(50);
      return { accepted: true, problems: [] };
    },
    async finishDialog({ ref, dialogId }): Promise<FinishedDialog> {
      const run = seenOf(ref.runId);
      run.inWork.delete(dialogId);
      run.made.push(dialogId);
      return { status: 'accepted', reason: null, turns: 1, attempts: 1 };
    },
    keepHistories: async () => ({ kept: 0, missing: 0 }),
  } satisfies Partial<StudioActivities>;

  before(async () => {
    ({ client, close } = await startWorkflows(taskQueue, activities));
  });
  after(() => close());

  const generate = (
    runId: string,
    dialogs: number,
    input: Partial<GenerateDatasetInput> = {},
  ): Promise<RunProgress> => {
    planned.set(runId, dialogs);
    return client.workflow.execute('generateDataset', {
      workflowId: runId,
      taskQueue,
      args: [
        {
          ref: { runId, runsRoot: '/nowhere' },
          dataTaskQueue: taskQueue,
          modelTaskQueue: taskQueue,
          dialogsAtOnce: 4,
          dialogsPerShard: 10,
          maximumAttempts: 1,
          isOffline: true,
          modelTimeoutMs: 1000,
          ...input,
        },
      ],
    });
  };

  it('begins a shard while the last dialogs of the one before are under way, and never has more in work than it may', async () => {
    const progress = await generate('sliding', 40);
    const { made, mostInWork, listed } = seenOf('sliding');
    assert.deepEqual(progress.dialogs, { planned: 40, accepted: 40, failed: 0, inWork: 0 });
    assert.deepEqual(made.toSorted(), idsOf('sliding', 40));
    assert.equal(mostInWork, 4);
    assert.deepEqual(listed, [0, 1, 2, 3]);
    const untilLast = made.slice(0, made.indexOf('sliding-9'));
    const ofNext = untilLast.filter((id) => numberOf(id) >= 10);
    assert.ok(ofNext.length >= 2, `${ofNext.length} dialogs of the next shard ended before the last one of the first`);
  });

  it('goes on where shards are smaller than the window, or hold one dialog', async () => {
    const progress = await generate('small', 7, { dialogsPerShard: 1 });
    assert.equal(progress.dialogs.accepted, 7);
    assert.deepEqual(seenOf('small').made.toSorted(), idsOf('small', 7));
    assert.ok(seenOf('small').mostInWork <= 4);
    const alone = await generate('alone', 5, { dialogsAtOnce: 1, dialogsPerShard: 2 });
    assert.equal(alone.dialogs.accepted, 5);
    assert.equal(seenOf('alone').mostInWork, 1);
  });

  it('continues as new when its history is long, with counts and dialogs as they would have been', async () => {
    const progress = await generate('renewed', 60, { longestHistory: 120 });
    const { made, mostInWork, listed } = seenOf('renewed');
    assert.deepEqual(progress.dialogs, { planned: 60, accepted: 60, failed: 0, inWork: 0 });
    assert.equal(progress.status, 'complete');
    assert.ok(progress.stages.every(({ status }) => status === 'done'));
    assert.deepEqual(made.toSorted(), idsOf('renewed', 60));
    assert.deepEqual(listed, [0, 1, 2, 3, 4, 5], 'no shard twice');
    assert.ok(mostInWork <= 4);
    const { raw } = await client.workflow.getHandle('renewed').describe();
    const { firstRunId = '', execution } = raw.workflowExecutionInfo ?? {};
    assert.notEqual(execution?.runId, firstRunId, 'it continued as new');
    const before = await client.workflow.getHandle('renewed', firstRunId ?? '').describe();
    assert.equal(before.status.name, 'CONTINUED_AS_NEW');
  });
});

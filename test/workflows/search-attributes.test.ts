import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { z } from 'zod';
import { anyPorts, chooseFreePorts } from '../../infra/local-server/free-ports.ts';
import { findInstalledServer } from '../../infra/local-server/find-server-binary.ts';
import { connectClient, reachServer } from '../../infra/local-server/reach-server.ts';
import { bundleWorkflows } from '../../infra/temporal/bundle-workflows.ts';
import { findSearchAttributes } from '../../run/life/find-search-attributes.ts';
import { replayWorkflows } from '../../run/replay/replay-workflows.ts';
import { stageNames } from '../../schemas/stage-names.ts';
import { searchAttributeNames } from '../../workflows/search-attributes.ts';
import { convrec } from '../cli/run-convrec.ts';
import { openOnlyRun } from '../doubles/compare-runs.ts';
import { readModelRun } from '../doubles/model-run.ts';
import type { DialogRow } from '../doubles/model-run.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';
import { createServerEnv } from '../infra/local-server/server-under-test.ts';

/** With turns too long for their limit, so that some dialogs fail. */
const sample = [
  '--sample-users',
  '40',
  '--limit',
  '10',
  '--set',
  'aspects.count=8',
  '--set',
  'aspects.trainingClauses=2000',
];
const failing = ['--set', 'fidelity.maximumAttempts=3', '--set', 'fidelity.maximumWordsPerTurn=40'];

const launch = (studio: StudioProcess, ...more: string[]) =>
  convrec(['launch', ...sample, ...failing, ...more, '--runs', studio.runsRoot, '--no-worker'], {
    env: { TEMPORAL_ADDRESS: studio.address, TEMPORAL_NAMESPACE: studio.namespace },
  });

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const MetadataSchema = z.object({ currentDetails: z.string() });

describe('Temporal’s UI', function () {
  this.timeout(300_000);
  let studio: StudioProcess;
  let runId: string;
  let dialogs: DialogRow[];

  const listIds = async (query: string): Promise<string[]> => {
    const ids: string[] = [];
    for await (const { workflowId } of studio.client.workflow.list({ query })) ids.push(workflowId);
    return ids.toSorted();
  };
  /** A server's list lags behind what happened. */
  const expectIds = async (query: string, expected: readonly string[]): Promise<void> => {
    const wanted = expected.toSorted();
    for (;;) {
      const found = await listIds(query);
      if (found.join() === wanted.join()) return;
      assert.ok(
        found.every((id) => wanted.includes(id)),
        `${query}: ${found.join(', ')}`,
      );
      await sleep(100);
    }
  };

  before(async () => {
    studio = await startStudioProcess();
    const launched = await launch(studio);
    assert.ok(launched.code === 0 || launched.code === 11, launched.err);
    assert.ok(!launched.err.includes('search attributes'), launched.err);
    const run = await openOnlyRun(studio.runsRoot);
    ({ runId } = run.ref);
    ({ dialogs } = await readModelRun(run));
  });
  after(() => studio.close());

  it('finds a run by its id, its stage and how it ended', async () => {
    await expectIds(`ConvrecRun = '${runId}' and WorkflowType = 'generateDataset'`, [`convrec/${runId}`]);
    await expectIds(`ConvrecStage = '${stageNames.at(-1)}' and ConvrecOutcome = 'complete'`, [`convrec/${runId}`]);
    const shards = await listIds(`ConvrecRun = '${runId}' and WorkflowType = 'synthesizeShard'`);
    assert.ok(shards.length > 0);
  });

  it('finds the dialogs of a run that failed, and those of a split, though all of them are Completed', async () => {
    const idsOf = (status: string): string[] =>
      dialogs.filter((dialog) => dialog.status === status).map(({ dialog_id: id }) => `convrec/${runId}/${id}`);
    assert.ok(idsOf('failed').length > 0);
    assert.ok(idsOf('accepted').length > 0);
    const ended = `ConvrecRun = '${runId}' and WorkflowType = 'synthesizeDialog' and ExecutionStatus = 'Completed'`;
    await expectIds(`${ended} and ConvrecOutcome = 'failed'`, idsOf('failed'));
    await expectIds(`${ended} and ConvrecOutcome is null`, idsOf('accepted'));
    const perSplit = await Promise.all(
      ['train', 'valid', 'test'].map((split) => listIds(`${ended} and ConvrecSplit = '${split}'`)),
    );
    assert.ok(perSplit.filter((ids) => ids.length > 0).length > 1, JSON.stringify(perSplit));
    assert.deepEqual(perSplit.flat().toSorted(), [...idsOf('failed'), ...idsOf('accepted')].toSorted());
  });

  it('says what a workflow is, and where the run stands', async () => {
    const { workflow } = studio.client;
    const run = workflow.getHandle(`convrec/${runId}`);
    assert.equal(await (await run.describe()).staticSummary(), 'Run offline');
    const shard = await workflow.getHandle(`convrec/${runId}/shard-0`).describe();
    assert.match((await shard.staticSummary()) ?? '', /^Dialogs 1 to \d+ of \d+$/u);
    const [dialog] = dialogs;
    assert.ok(dialog);
    const described = await workflow.getHandle(`convrec/${runId}/${dialog.dialog_id}`).describe();
    assert.match((await described.staticSummary()) ?? '', /^\d+ turns, split (?:train|valid|test)$/u);
    const { currentDetails } = MetadataSchema.parse(await run.query('__temporal_workflow_metadata'));
    const accepted = dialogs.filter(({ status }) => status === 'accepted').length;
    assert.match(currentDetails, /^\*\*complete\*\*; 11 of 11 stages are done\n\n/u);
    assert.ok(currentDetails.includes(`Dialogs: ${accepted} accepted and `), currentDetails);
  });

  it('is told nothing of the reviews, the users and the items', async () => {
    const seen: string[] = [];
    for await (const { workflowId } of studio.client.workflow.list({ query: `ConvrecRun = '${runId}'` })) {
      const description = await studio.client.workflow.getHandle(workflowId).describe();
      seen.push(JSON.stringify(description.searchAttributes), (await description.staticSummary()) ?? '');
    }
    const plans = dialogs.map(({ plan }) => plan);
    const secrets = plans.flatMap(({ userId, targetItemId }) => [userId, targetItemId]);
    assert.ok(secrets.length > 10 && secrets.every((secret) => secret.length > 3));
    assert.deepEqual(
      secrets.filter((secret) => seen.join('\n').includes(secret)),
      [],
    );
  });

  it('has histories that today’s workflows replay', async () => {
    const failed = dialogs.find(({ status }) => status === 'failed');
    assert.ok(failed);
    const ids = [`convrec/${runId}`, `convrec/${runId}/shard-0`, `convrec/${runId}/${failed.dialog_id}`];
    async function* read() {
      for (const workflowId of ids) {
        const history = historyToJSON(await studio.client.workflow.getHandle(workflowId).fetchHistory());
        assert.ok(history.includes('UPSERT_WORKFLOW_SEARCH_ATTRIBUTES') || workflowId.endsWith('shard-0'), workflowId);
        yield { workflowId, history };
      }
    }
    const bundle = await bundleWorkflows(pathOf('../../workflows/index.ts'), undefined, assert.fail, [
      pathOf('../../workflows/replay-trace.ts'),
    ]);
    let replayed = 0;
    for await (const { recorded, violation } of replayWorkflows(bundle, read())) {
      assert.equal(violation, null, recorded.workflowId);
      replayed += 1;
    }
    assert.equal(replayed, ids.length);
  });
});

describe('a server without the search attributes', function () {
  this.timeout(300_000);
  let folder: string;
  let binary: string;
  let server: ChildProcess;
  let studio: StudioProcess;

  before(async function () {
    const { found } = await findInstalledServer(createServerEnv());
    if (found === undefined) {
      console.log('skipped: no Temporal server binary');
      this.skip();
    }
    ({ binary } = found);
    folder = await mkdtemp(join(tmpdir(), 'convrec-plain-server-'));
    const { port } = await chooseFreePorts(anyPorts);
    const address = `127.0.0.1:${port}`;
    const database = ['--db-filename', join(folder, 'temporal.db'), '--log-level', 'never'];
    server = spawn(binary, [
      'server',
      'start-dev',
      '--headless',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      ...database,
    ]);
    while ((await reachServer({ address }, 'default', 2_000).catch(() => undefined))?.namespace !== 'found') {
      assert.equal(server.exitCode, null, 'the server ended');
      await sleep(100);
    }
    studio = await startStudioProcess({ ...process.env, TEMPORAL_ADDRESS: address });
  });
  after(async () => {
    await studio?.close();
    if (server !== undefined) {
      server.kill();
      await once(server, 'exit');
    }
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it('runs a run all the same; the launch says what is missing, and the command that it says brings it', async () => {
    const launched = await launch(studio, '--limit', '2');
    assert.ok(launched.code === 0 || launched.code === 11, launched.err);
    const line = launched.err.split('\n').find((each) => each.includes('has no search attributes'));
    assert.ok(line, launched.err);
    for (const name of searchAttributeNames) assert.ok(line.includes(name), line);
    const [, args = ''] = /To have them: temporal (.*)$/u.exec(line) ?? [];
    await promisify(execFile)(binary, [...args.split(' '), '--address', studio.address]);
    const connection = await connectClient({ address: studio.address });
    try {
      const client = new Client({ connection, namespace: studio.namespace });
      while (!(await findSearchAttributes(client)).isSearchable) await sleep(200);
    } finally {
      await connection.close();
    }
  });
});

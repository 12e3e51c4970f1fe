import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { Utterance } from '../../schemas/agent-context.ts';
import { buildContext, namedBefore } from '../../studio/simulation/build-context.ts';
import { dealFaults, findUnexplainedRequests } from '../doubles/endpoint-faults.ts';
import type { FaultyRequest } from '../doubles/endpoint-faults.ts';
import { writeHostileSample } from '../doubles/hostile-sample.ts';
import type { HostileSample } from '../doubles/hostile-sample.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ModelEndpoint } from '../doubles/model-endpoint.ts';
import { readModelRun } from '../doubles/model-run.ts';
import type { ModelRun } from '../doubles/model-run.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

const apiKey = 'sk-secret-0123456789';

describe('a run against an endpoint that fails one request in five', function () {
  this.timeout(300_000);
  let studio: StudioProcess;
  let endpoint: ModelEndpoint;
  let dealt: FaultyRequest[];
  let made: ModelRun;
  let hostile: HostileSample;
  const openRun = () => openRunFolder({ runId: 'faulty', runsRoot: studio.runsRoot });

  before(async () => {
    studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: apiKey });
    hostile = await writeHostileSample(studio.runsRoot);
    const faults = dealFaults(0.2, 4);
    ({ dealt } = faults);
    endpoint = await startModelEndpoint({ respond: sayWhatIsAsked, faultOf: faults.faultOf });
    await studio.generate('faulty', {
      source: { kind: 'yelp', path: hostile.folder },
      aspects: { count: 6, trainingClauses: 600 },
      targets: { limit: 10 },
      model: {
        kind: 'openai',
        name: 'test-model',
        baseUrl: endpoint.baseUrl,
        timeoutMs: 1000,
        prices: { inputPerMillion: 2, outputPerMillion: 10 },
      },
    });
    made = await readModelRun(openRun());
  });
  after(async () => {
    await endpoint.close();
    await studio.close();
  });

  it('ends every dialog, accepted or failed with a reason', () => {
    assert.ok(made.dialogs.length >= 8, `${made.dialogs.length} dialogs`);
    for (const { status, reason, turns, plan } of made.dialogs) {
      if (status === 'accepted') assert.deepEqual([reason, turns], [null, plan.turns.length]);
      else assert.match(reason ?? '', /^(?:ModelRefused|ModelUnavailable|FidelityExhausted): ./u);
    }
    assert.ok(made.dialogs.some(({ status }) => status === 'accepted'));
  });

  it('keeps each request that the endpoint counted, with what became of it, and no other', () => {
    assert.equal(made.attempts.length, endpoint.requests.length);
    assert.deepEqual(findUnexplainedRequests(dealt, made.attempts, endpoint.baseUrl), []);
    const faulty = dealt.filter(({ fault }) => fault !== undefined).length;
    assert.ok(faulty > 12 && faulty / dealt.length > 0.1, `${faulty} of ${dealt.length} requests failed`);
  });

  it('keeps tokens and cost of each answer, and sums them', async () => {
    const answers = made.attempts.filter(({ failure, answer }) => failure === null && answer !== null);
    for (const { prompt_tokens: prompt, completion_tokens: completion, cost_usd: cost } of answers) {
      assert.deepEqual([prompt, completion], [11, 3]);
      assert.ok(cost !== null && Math.abs(cost - 52e-6) < 1e-12);
    }
    const figures = (await openRun().readManifest())?.stages.find(({ stage }) => stage === 'dialogs')?.figures;
    assert.equal(figures?.['calls'], made.attempts.length);
    const costs = made.attempts.reduce((sum, { cost_usd: cost }) => sum + (cost ?? 0), 0);
    assert.ok(Math.abs(Number(figures?.['costUsd']) - costs) < 1e-9);
    const card = await openRun().readText('dataset/README.md');
    assert.match(card ?? '', /## What the language model did\n\d+ calls, \d+ of them answered/u);
  });

  it('keeps the whole context of every call', () => {
    const plans = new Map(made.dialogs.map(({ dialog_id: dialogId, plan }) => [dialogId, plan]));
    const said = new Map<string, Utterance[]>();
    for (const { dialog_id: dialogId, turn, context, accepted, text } of made.attempts) {
      const plan = plans.get(dialogId);
      assert.ok(plan);
      const transcript = said.get(dialogId) ?? [];
      assert.deepEqual(context, buildContext(plan, turn, transcript));
      if (accepted) said.set(dialogId, [...transcript, { speaker: context.step.speaker, text }]);
    }
  });

  it('shows the user agent no item before the system named it, and the system agent no hidden intent', () => {
    const plans = new Map(made.dialogs.map(({ dialog_id: dialogId, plan }) => [dialogId, plan]));
    let unseen = 0;
    for (const { dialog_id: dialogId, turn, context } of made.attempts) {
      const plan = plans.get(dialogId);
      assert.ok(plan);
      const text = JSON.stringify(context);
      if (context.role === 'system') {
        assert.ok(!('wishes' in context) && context.step.slots.wishes === undefined);
        assert.doesNotMatch(text, /"source":"intent"|"share"|"targetItemId"|"role":"(?:target|distractor)"/u);
        continue;
      }
      const target = plan.candidates.find(({ itemId }) => itemId === plan.targetItemId);
      if (target === undefined || namedBefore(plan, turn).has(plan.targetItemId)) continue;
      unseen += 1;
      assert.ok(!text.includes(target.itemId) && !text.includes(JSON.stringify(target.title).slice(1, -1)), text);
    }
    assert.ok(unseen > 20);
  });

  it('lets no review speak: what was planted in them is in no context, no request and no dialog', async () => {
    assert.ok(hostile.reviews > 50);
    for (const { context, text } of made.attempts) assert.doesNotMatch(JSON.stringify(context) + text, /zorblax/iu);
    for (const { messages } of endpoint.requests) assert.doesNotMatch(JSON.stringify(messages), /zorblax/iu);
  });

  it('writes the key into no file of the run and no history', async () => {
    assert.deepEqual([...new Set(endpoint.authorizations)], [`Bearer ${apiKey}`]);
    const folder = openRun().folder;
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      assert.ok(!bytes.includes(apiKey), `${entry.name} holds the key`);
    }
    for await (const { workflowId, runId } of studio.client.workflow.list()) {
      const history = await studio.client.workflow.getHandle(workflowId, runId).fetchHistory();
      const decoded = JSON.stringify(history).replaceAll(/"data":"([A-Za-z0-9+/=]+)"/gu, (_all, data: string) =>
        Buffer.from(data, 'base64').toString('utf8'),
      );
      assert.ok(!decoded.includes(apiKey), workflowId);
    }
  });
});

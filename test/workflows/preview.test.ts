import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { listRuns } from '../../run/life/list-runs.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { Extrapolation } from '../../studio/spending/extrapolate-run.ts';
import { convrec } from '../cli/run-convrec.ts';
import type { Outcome } from '../cli/run-convrec.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ModelEndpoint } from '../doubles/model-endpoint.ts';
import { readModelRun } from '../doubles/model-run.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

interface PreviewEvent {
  event: string;
  runId: string;
  planned: number;
  dialogs: object[];
  prompts: { messages: { content: string }[] }[];
  whole: Extrapolation | null;
}

const readEvents = ({ out }: Outcome): PreviewEvent[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('launch --preview', function () {
  this.timeout(240_000);
  let studio: StudioProcess;
  let endpoint: ModelEndpoint;
  /** Bills 1,000 tokens a call, so that what is spent ends a budget however few calls are in flight. */
  let costly: ModelEndpoint;

  before(async () => {
    studio = await startStudioProcess();
    endpoint = await startModelEndpoint({ respond: sayWhatIsAsked, latencyMs: 5 });
    const usage = { prompt_tokens: 950, completion_tokens: 50, total_tokens: 1000 };
    costly = await startModelEndpoint({ respond: sayWhatIsAsked, usage });
  });
  after(async () => {
    await endpoint.close();
    await costly.close();
    await studio.close();
  });

  const sample = ['--sample-users', '40'];
  /** The worker is the studio's, so that the command only asks for the work. */
  const launch = (args: readonly string[]): Promise<Outcome> =>
    convrec(['launch', ...sample, ...args, '--runs', studio.runsRoot, '--no-worker'], {
      env: { TEMPORAL_ADDRESS: studio.address, TEMPORAL_NAMESPACE: studio.namespace },
    });
  it('makes three dialogs, shows their prompts, extrapolates, and pays for nothing else; they count in the run', async () => {
    const prices = ['--set', 'model.prices.inputPerMillion=2', '--set', 'model.prices.outputPerMillion=10'];
    const model = ['--model', 'openai:test-model', '--base-url', endpoint.baseUrl, '--limit', '6', ...prices];
    const previewed = await launch([...model, '--preview', '3', '--json']);
    assert.equal(previewed.code, 0, previewed.err);
    const preview = readEvents(previewed).find(({ event }) => event === 'preview');
    assert.ok(preview?.whole);
    const calls = endpoint.requests.length;
    assert.ok(calls > 15, `${calls} calls`);
    assert.deepEqual([preview.dialogs.length, preview.planned], [3, 6]);
    assert.ok(Math.abs(preview.whole.calls.mean - (6 * calls) / 3) < 1e-9);
    assert.ok(Math.abs((preview.whole.costUsd?.mean ?? 0) - 2 * calls * 52e-6) < 1e-9);
    assert.ok(preview.whole.calls.least <= preview.whole.calls.mean && preview.whole.seconds.mean > 0);
    const sent = new Set(endpoint.requests.map(({ messages }) => JSON.stringify(messages)));
    for (const { messages } of preview.prompts) assert.ok(sent.has(JSON.stringify(messages)), 'shown as it was sent');

    const again = await launch([...model, '--preview', '3']);
    assert.equal(again.code, 0, again.err);
    assert.equal(endpoint.requests.length, calls, 'nothing is asked twice');
    assert.match(again.out, /A prompt of the user agent \(turn \d+\):\n\[system\]\nIn a text chat/u);
    assert.match(again.out, /Preview: 3 of 6 dialogs, \d accepted\.\nThey took \d+ calls, .* USD/u);
    assert.match(again.err, /count in the whole run: npx convrec launch .*--limit 6 (?!.*--preview)/u);
    const run = openRunFolder({ runId: preview.runId, runsRoot: studio.runsRoot });
    assert.match(
      await readFile(run.path('pages/preview.md'), 'utf8'),
      /^# Prompts of the preview\n\n## d[0-9a-f]{20}, turn 0/u,
    );

    const whole = await launch(model);
    assert.equal(whole.code, 0, whole.err);
    const { attempts, dialogs } = await readModelRun(run);
    assert.ok(dialogs.length >= 6);
    assert.equal(attempts.length, endpoint.requests.length, 'the preview’s calls are the run’s');
  });

  it('says that offline there is no prompt', async () => {
    const offline = await launch(['--limit', '6', '--preview', '2']);
    assert.equal(offline.code, 0, offline.err);
    assert.match(
      offline.out,
      /^Preview: 2 of 6 dialogs, 2 accepted\.\nThe offline realizer made them: no model is asked/u,
    );
  });

  it('ends with 12 where the budget ends, with what is left to do and the line to go on', async () => {
    const model = ['--model', 'openai:test-model', '--base-url', costly.baseUrl, '--limit', '6'];
    const { code, err } = await launch([...model, '--budget-tokens', '30000', '--seed', '5']);
    assert.equal(code, 12, err);
    assert.match(
      err,
      /of 30,000 tokens spent, [\d,]+ reserved; the next call may take [\d,]+ tokens; \d of 6 dialogs are left to do/u,
    );
    assert.match(
      err,
      /what to do .*larger budget, e\.g\.\n {2}npx convrec launch .*--seed 5 .*--budget-tokens 60000\n/u,
    );
  });

  it('gathers the dataset of what a stopped run has, and goes on with the rest afterwards', async () => {
    const model = ['--model', 'openai:test-model', '--base-url', costly.baseUrl, '--limit', '6', '--seed', '5'];
    const stopped = await launch([...model, '--concurrency', '1', '--budget-tokens', '40000']);
    assert.equal(stopped.code, 12, stopped.err);
    const [ref] = (await listRuns(studio.runsRoot)).map((listed) => listed.ref);
    assert.ok(ref);
    const run = openRunFolder(ref);
    const gather = ['gather', ref.runId, '--runs', studio.runsRoot, '--no-worker'];
    const gathered = await convrec(gather, {
      env: { TEMPORAL_ADDRESS: studio.address, TEMPORAL_NAMESPACE: studio.namespace },
    });
    assert.equal(gathered.code, 11, gathered.err);
    assert.match(gathered.err, /\d dialogs have not ended; launching the run again goes on with them/u);
    const some = (await readModelRun(run)).dialogs.length;
    assert.ok(some > 0 && some < 6, `${some} gathered`);
    assert.equal((await run.readManifest())?.status, 'running');
    const whole = await launch(model);
    assert.equal(whole.code, 0, whole.err);
    assert.ok((await readModelRun(run)).dialogs.length >= 6);
  });

  it('refuses what is no number, and a budget whose price nobody knows', async () => {
    assert.equal((await launch(['--preview', 'some'])).code, 2);
    const unpriced = await launch(['--model', 'openai:m', '--base-url', endpoint.baseUrl, '--budget-usd', '1']);
    assert.equal(unpriced.code, 2);
    assert.match(unpriced.err, /the price of m at http:.* is unknown[^]*--budget-tokens/u);
  });
});

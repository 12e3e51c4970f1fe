import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFinishedRun } from '../fixtures/finished-run.ts';
import { judgeByRule } from '../doubles/judge.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import { convrec } from './run-convrec.ts';

describe('convrec evaluate', function () {
  this.timeout(120_000);
  let runsRoot = '';
  before(async () => {
    runsRoot = await mkdtemp(join(tmpdir(), 'convrec-evaluate-'));
    await writeFinishedRun(runsRoot, { runId: 'mine' });
  });
  after(() => rm(runsRoot, { recursive: true, force: true }));

  const evaluate = (...args: string[]) =>
    convrec(['evaluate', 'mine', '--runs', runsRoot, ...args], { env: process.env });

  it('measures an offline run, shows the figures, says that there is no judge and where the page is', async () => {
    const beside = join(runsRoot, 'others.jsonl');
    await writeFile(beside, `${JSON.stringify({ messages: [{ role: 'user', content: 'hello there' }] })}\n`);
    const { code, out, err } = await evaluate('--beside', beside);
    assert.equal(code, 0, err);
    assert.match(err, /^No judge: the dialogs are measured/mu);
    assert.match(out, /^leak_rate +this run +0 +0 to 0\.3363 +9$/mu);
    assert.match(out, /^distinct_1 +others, equal tokens +1 +· +1$/mu);
    const page = /Page: (.*)$/mu.exec(err)?.[1] ?? '';
    assert.match(await readFile(page, 'utf8'), /^# Evaluation of mine/u);
  });

  it('asks the judge that is given, and ends with 12 and the line that goes on where the budget is too small', async () => {
    const endpoint = await startModelEndpoint({
      respond: judgeByRule,
      usage: { prompt_tokens: 800, completion_tokens: 50 },
    });
    try {
      const judge = [
        '--judge',
        'openai:test-model',
        '--base-url',
        endpoint.baseUrl,
        '--dialogs',
        '2',
        '--repetitions',
        '1',
      ];
      const poor = await evaluate(...judge, '--budget-tokens', '900');
      assert.equal(poor.code, 12, poor.err);
      assert.match(poor.err, /--budget-tokens 1800/u);
      assert.equal(endpoint.requests.length, 0);
      const { code, out, err } = await evaluate(...judge, '--json');
      assert.equal(code, 0, err);
      assert.match(err, /Judge: test-model\. The first 2 dialogs are judged once each\./u);
      const { progress, measures } = JSON.parse(out);
      assert.equal(progress.answered, 2);
      assert.equal(
        measures.find(({ measure }: { measure: string }) => measure === 'judge_grounding').judge,
        'openai:test-model',
      );
    } finally {
      await endpoint.close();
    }
  });

  it('looks at the judge’s endpoint before it measures, as long as there is something to ask', async () => {
    let isKeyTaken = false;
    const refused = { kind: 'status', status: 401, body: { error: { message: 'no' } } } as const;
    const endpoint = await startModelEndpoint({
      respond: judgeByRule,
      faultOf: () => (isKeyTaken ? undefined : refused),
    });
    const judge = [
      '--judge',
      'openai:looked-at',
      '--base-url',
      endpoint.baseUrl,
      '--dialogs',
      '2',
      '--repetitions',
      '1',
    ];
    try {
      const wrongKey = await evaluate(...judge);
      assert.equal(wrongKey.code, 2, wrongKey.err);
      assert.match(wrongKey.err, /answered 401\nwhat to do Check OPENAI_API_KEY.*--no-check begins without this look/u);
      assert.doesNotMatch(wrongKey.err, /Measuring the dialogs/u);
      assert.doesNotMatch(wrongKey.err, /Temporal server started/u);
      isKeyTaken = true;
      const asked = endpoint.requests.length;
      const { code, err } = await evaluate(...judge);
      assert.equal(code, 0, err);
      assert.deepEqual(
        endpoint.requests.slice(asked).map(({ max_tokens: limit }) => limit),
        [16, 400, 400],
        'one look, then the questions',
      );
    } finally {
      await endpoint.close();
    }
    const again = await evaluate(...judge);
    assert.equal(again.code, 0, `all is judged already, and the endpoint is gone: ${again.err}`);
    const gone = await evaluate(...judge, '--repetitions', '2');
    assert.equal(gone.code, 5, gone.err);
    assert.match(gone.err, /ECONNREFUSED[^]*--no-check begins without this look/u);
  });

  it('ends with 2 for a judge, a number or a comparison that makes no sense', async () => {
    for (const args of [
      ['--judge', 'gpt-4o'],
      ['--dialogs', '0'],
      ['--against', 'mine'],
      ['--set', 'model.judge.temperature=9'],
    ]) {
      const { code, err } = await evaluate(...args);
      assert.equal(code, 2, `${args.join(' ')}: ${err}`);
    }
    assert.equal((await evaluate('--against', 'nobody')).code, 8);
  });
});

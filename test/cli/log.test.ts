import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { killConvrecProcesses, startConvrec } from '../doubles/convrec-process.ts';
import { openOnlyRun } from '../doubles/compare-runs.ts';
import { writeHostileSample } from '../doubles/hostile-sample.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';

const key = 'sk-proj-A9fK2mQ7xZ1bL4nV8cT3wE6rY5uI0oPqJ2hG7dS4';

interface Line {
  time: string;
  level: string;
  event: string;
  step?: string;
  id?: string;
  attempt?: number;
  failure?: string;
  status?: number;
  retryInSeconds?: number;
  seconds?: number;
}

describe('CONVREC_LOG=json', function () {
  this.timeout(300_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convrec-log-'));
  });
  after(async () => {
    killConvrecProcesses();
    await rm(folder, { recursive: true, force: true });
  });

  it('has a line for the start and the end of each step, retries with their reason, and neither a key nor words of a review', async () => {
    // The second call is refused for a while, in words that quote what was sent.
    const endpoint = await startModelEndpoint({
      respond: sayWhatIsAsked,
      faultOf: (number, request) =>
        number === 1
          ? { kind: 'status', status: 429, body: { error: { message: `${key} ${JSON.stringify(request.messages)}` } } }
          : undefined,
    });
    const runs = join(folder, 'runs');
    const { folder: source } = await writeHostileSample(folder);
    const settings = ['source.kind=yelp', 'aspects.count=6', 'aspects.trainingClauses=600'].flatMap((each) => [
      '--set',
      each,
    ]);
    const model = ['--model', 'openai:test-model', '--base-url', endpoint.baseUrl];
    const launched = startConvrec(
      ['launch', '--runs', runs, '--source', source, '--limit', '2', '--no-check', ...settings, ...model],
      { OPENAI_API_KEY: key, CONVREC_LOG: 'json' },
    );
    await launched.ended;
    await endpoint.close();
    const texts = launched
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{"time"'));
    const lines = texts.map((line): Line => JSON.parse(line));
    const of = (event: string): Line[] => lines.filter((line) => line.event === event);
    const steps = new Set(of('step started').map(({ step }) => step));
    for (const step of ['stageReviews', 'extractMentions', 'planDialogs', 'realizeTurn', 'writeDataset']) {
      assert.ok(steps.has(step), `${step} is not among ${[...steps].join(', ')}`);
    }
    const ends = of('step ended').length + of('step failed').length + of('step cancelled').length;
    assert.equal(ends, of('step started').length, 'each start has an end');
    assert.ok(of('step ended').every(({ seconds }) => typeof seconds === 'number'));
    assert.ok(of('workflow started').length >= 4, 'the run, its shard, two dialogs');
    assert.equal(of('workflow ended').length, of('workflow started').length);
    const [retried, ...others] = of('step failed');
    assert.deepEqual(others, []);
    assert.deepEqual(
      [retried?.level, retried?.step, retried?.failure, retried?.status],
      ['warn', 'realizeTurn', 'ModelUnavailable', 429],
    );
    assert.ok((retried?.retryInSeconds ?? 0) >= 1, 'the wait before it is tried again');

    const run = await openOnlyRun(runs);
    const clauses = await withDatabase({}, async (db) => {
      await db.openParquet('clauses', run.relationPath('clauses'));
      return db.rows('select distinct text from clauses where length(text) >= 12');
    });
    assert.ok(clauses.length > 100);
    const log = texts.join('\n');
    assert.deepEqual(
      clauses.map(({ text }) => String(text)).filter((text) => log.includes(text)),
      [],
    );
    assert.ok(!log.includes(key));
    assert.ok(!log.includes(key.slice(-12)));
  });
});

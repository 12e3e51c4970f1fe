import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { anyPorts, chooseFreePorts } from '../../infra/local-server/free-ports.ts';
import { stageNames } from '../../schemas/stage-names.ts';
import type { RunFolder } from '../../activities/dependencies.ts';
import { openOnlyRun } from '../doubles/compare-runs.ts';
import { killConvrecProcesses, startConvrec } from '../doubles/convrec-process.ts';
import type { ConvrecProcess } from '../doubles/convrec-process.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ModelEndpoint } from '../doubles/model-endpoint.ts';
import { readModelRun } from '../doubles/model-run.ts';
import type { ModelRun } from '../doubles/model-run.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { scrape, select, sumOf } from '../doubles/scrape.ts';
import type { Series } from '../doubles/scrape.ts';
import { convrec } from './run-convrec.ts';

const key = 'sk-proj-A9fK2mQ7xZ1bL4nV8cT3wE6rY5uI0oPqJ2hG7dS4';
const dialogs = 4;
/** So few answers that no dialog has ended by then. */
const heldFrom = 8;

const StatusSchema = z.object({
  status: z.string(),
  dialogs: z.object({ accepted: z.number(), failed: z.number(), inWork: z.number() }),
});

interface Worker {
  process: ConvrecProcess;
  metrics: number;
  health: number;
}

const probe = async (port: number, path: string): Promise<[number, string]> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return [answer.status, await answer.text()];
};

describe('the ports of workers', function () {
  this.timeout(600_000);
  let folder: string;
  let runs: string;
  let endpoint: ModelEndpoint;
  let server: ConvrecProcess;
  let workers: Worker[];
  let env: { TEMPORAL_ADDRESS: string; OPENAI_API_KEY: string; CONVREC_MODEL_ENDPOINTS: string };
  let scraped: { texts: string[]; series: Series[] };
  let run: RunFolder;
  let made: ModelRun;
  /** While the endpoint held every call back. */
  let held: { inFlight: number; atEndpoint: number; inWork: number };

  const startWorker = async (): Promise<Worker> => {
    const { port: metrics, uiPort: health } = await chooseFreePorts(anyPorts);
    const args = ['worker', '--runs', runs, '--metrics', String(metrics), '--health', String(health)];
    return { process: startConvrec(args, env), metrics, health };
  };
  const scrapeAll = async (): Promise<typeof scraped> => {
    const found = await Promise.all(workers.map(({ metrics }) => scrape(metrics)));
    return { texts: found.map(({ text }) => text), series: found.flatMap(({ series }) => series) };
  };
  const readStatus = async (): Promise<z.infer<typeof StatusSchema>> => {
    const { out } = await convrec(['status', '--runs', runs, '--json'], { env });
    return StatusSchema.parse(JSON.parse(out));
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convrec-metrics-'));
    runs = join(folder, 'runs');
    // From a certain call on none is answered, until the test has looked.
    const gate = new EventEmitter();
    const [released, allHeld] = [once(gate, 'release'), once(gate, 'all held')];
    let open = 0;
    let answered = 0;
    endpoint = await startModelEndpoint({
      async respond(request) {
        answered += 1;
        if (answered > heldFrom) {
          open += 1;
          if (open === dialogs) gate.emit('all held');
          await released;
        }
        // Some lines are no answer to what was asked for.
        return answered % 9 === 4 ? 'Zorblax.' : sayWhatIsAsked(request);
      },
      faultOf: (number) =>
        number === 2 ? { kind: 'status', status: 429, body: { error: { message: `slow down, ${key}` } } } : undefined,
    });
    server = startConvrec(['server', 'start', '--runs', runs]);
    await server.until(/Temporal at \S+,/u);
    env = {
      TEMPORAL_ADDRESS: /Temporal at (\S+),/u.exec(server.said())?.[1] ?? '',
      OPENAI_API_KEY: key,
      CONVREC_MODEL_ENDPOINTS: `${endpoint.baseUrl}=OPENAI_API_KEY`,
    };
    workers = [await startWorker(), await startWorker()];
    await Promise.all(workers.map(({ process }) => process.until(/Worker ready/u)));
    const settings = [
      'aspects.count=6',
      'aspects.trainingClauses=600',
      'model.prices.inputPerMillion=2.5',
      'model.prices.outputPerMillion=10',
    ].flatMap((each) => ['--set', each]);
    const sample = ['--sample-users', '40', '--limit', String(dialogs)];
    const model = ['--model', 'openai:test-model', '--base-url', endpoint.baseUrl];
    const launched = startConvrec(
      ['launch', '--no-worker', '--no-check', '--runs', runs, ...sample, ...model, ...settings],
      env,
    );
    await Promise.race([allHeld, launched.ended.then(() => Promise.reject(new Error(launched.said())))]);
    const { series } = await scrapeAll();
    held = {
      inFlight: sumOf(series, 'convrec_model_calls_in_flight'),
      atEndpoint: open,
      inWork: (await readStatus()).dialogs.inWork,
    };
    gate.emit('release');
    assert.equal(await launched.ended, 0, launched.said());
    scraped = await scrapeAll();
    run = await openOnlyRun(runs);
    made = await readModelRun(run);
  });

  after(async () => {
    killConvrecProcesses();
    await endpoint.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('say in sum what `status` says of dialogs, calls, tokens and dollars', async () => {
    const { series } = scraped;
    const { status, dialogs: told } = await readStatus();
    assert.equal(status, 'complete');
    assert.equal(told.accepted + told.failed, dialogs);
    assert.deepEqual(
      ['accepted', 'failed'].map((outcome) => sumOf(series, 'convrec_dialogs_ended_total', { outcome })),
      [told.accepted, told.failed],
    );
    const { out } = await convrec(['status', '--runs', runs], { env });
    const of = (name: string, labels = {}): number => sumOf(series, `convrec_model_${name}_total`, labels);
    const calls = of('calls');
    const usd = of('cost_nanodollars') / 1e9;
    const line = [
      `${calls} calls (${calls - of('calls', { outcome: 'answered' })} without an answer)`,
      `${of('tokens', { kind: 'prompt' }).toLocaleString('en')} tokens in`,
      `${of('tokens', { kind: 'completion' }).toLocaleString('en')} out`,
      `${usd.toFixed(4)} USD`,
    ].join(', ');
    assert.ok(usd > 0);
    assert.ok(out.includes(`Model: ${line}\n`), `${line}\nis not in\n${out}`);
    assert.equal(calls, endpoint.requests.length);
    assert.equal(of('calls', { outcome: 'failed' }), 1, 'the 429');
    assert.equal(sumOf(series, 'convrec_model_call_duration_seconds_count'), calls);
    assert.equal(of('calls_unpriced'), 0);
  });

  it('count the calls under way, as the endpoint and `status` do', () => {
    assert.deepEqual(held, { inFlight: dialogs, atEndpoint: dialogs, inWork: dialogs });
    assert.equal(sumOf(scraped.series, 'convrec_model_calls_in_flight'), 0);
  });

  it('count attempts and the checks that turned them down, as the run’s relations have them', () => {
    const answered = made.attempts.filter(({ failure }) => failure === null);
    const accepted = answered.filter((attempt) => attempt.accepted).length;
    assert.ok(accepted < answered.length);
    assert.equal(sumOf(scraped.series, 'convrec_turn_attempts_total', { outcome: 'accepted' }), accepted);
    assert.equal(
      sumOf(scraped.series, 'convrec_turn_attempts_total', { outcome: 'rejected' }),
      answered.length - accepted,
    );
    const expected = new Map<string, number>();
    for (const { problems } of answered) {
      const checks = new Set(problems.map((problem) => /^[\w-]+/u.exec(problem)?.[0] ?? problem));
      for (const check of checks) expected.set(check, (expected.get(check) ?? 0) + 1);
    }
    assert.ok(expected.size > 0);
    const counted = new Map<string, number>();
    for (const { labels, value } of select(scraped.series, 'convrec_failed_checks_total')) {
      const { check = '' } = labels;
      counted.set(check, (counted.get(check) ?? 0) + value);
    }
    assert.deepEqual(counted, expected);
  });

  it('count each stage that was made once, and the parts that lie in the run', async () => {
    for (const stage of stageNames) {
      assert.equal(sumOf(scraped.series, 'convrec_stage_duration_seconds_count', { stage }), 1, stage);
    }
    for (const relation of ['clauses', 'mentions']) {
      const files = await readdir(run.path(`work/parts/${relation}`));
      const parts = files.filter((file) => /^[0-9a-f]{20,}\.parquet$/u.test(file)).length;
      assert.ok(parts > 0);
      assert.equal(sumOf(scraped.series, 'convrec_parts_made_total', { relation }), parts, relation);
    }
  });

  it('show no key, no path, no id of a run or a dialog, and a bounded number of series', () => {
    const secrets = [key, key.slice(-12), runs, run.ref.runId, 'Zorblax', endpoint.baseUrl];
    const ids = made.dialogs.map(({ dialog_id: id }) => id);
    assert.equal(ids.length, dialogs);
    for (const text of scraped.texts) {
      assert.deepEqual(
        [...secrets, ...ids].filter((secret) => text.includes(secret)),
        [],
      );
    }
    const own = scraped.series.filter(({ name }) => name.startsWith('convrec_'));
    const labels = new Set(own.flatMap((each) => Object.keys(each.labels)));
    assert.deepEqual([...labels].toSorted(), ['check', 'kind', 'le', 'outcome', 'reason', 'relation', 'role', 'stage']);
    const perWorker = Math.max(...scraped.texts.map((text) => text.split('\n').filter((line) => line !== '').length));
    assert.ok(perWorker < 3000, `${perWorker} lines`);
  });

  it('have a series for each query of the board', async () => {
    const text = await readFile(new URL('../../infra/deployment/grafana-board.json', import.meta.url), 'utf8');
    const { panels } = BoardSchema.parse(JSON.parse(text));
    const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    assert.ok(queries.length >= 20);
    for (const query of queries) {
      const selectors = [...query.matchAll(/\b(?<name>(?:convrec|temporal)_\w+)(?:\{(?<labels>[^}]*)\})?/gu)];
      assert.ok(selectors.length > 0, query);
      for (const { groups } of selectors) {
        const labels = [...(groups?.['labels'] ?? '').matchAll(/(\w+)="([^"]*)"/gu)];
        const wanted = Object.fromEntries(labels.map(([, label = '', value = '']) => [label, value]));
        const found = select(scraped.series, groups?.['name'] ?? '', wanted);
        assert.ok(found.length > 0, `${query}: no series of ${groups?.['name']}`);
        const grouped = /by \((?<by>[^)]*)\)/u.exec(query)?.groups?.['by']?.split(/,\s*/u) ?? [];
        for (const label of grouped) {
          // Prometheus itself adds the label `instance`.
          if (label !== 'instance')
            assert.ok(
              found.every((each) => label in each.labels),
              `${query}: ${label}`,
            );
        }
      }
    }
  });

  it('cannot be opened where another worker has them: the command says which, and ends', async () => {
    const [worker] = workers;
    assert.ok(worker);
    const { metrics, health } = worker;
    for (const [flag, port, what] of [
      ['--metrics', metrics, 'metrics'],
      ['--health', health, 'health checks'],
    ] as const) {
      const second = startConvrec(['worker', '--runs', runs, flag, String(port)], env);
      assert.equal(await second.ended, 2, second.said());
      assert.ok(second.said().includes(`the port of the ${what}, 127.0.0.1:${port}, cannot be opened`), second.said());
      assert.ok(second.said().includes(`Name another one by ${flag}`), second.said());
    }
  });

  it('say that a worker lives and is ready, and that it is not ready while its server is away', async () => {
    const [worker] = workers;
    assert.ok(worker);
    const { health, process } = worker;
    assert.deepEqual(await probe(health, '/livez'), [200, 'ready\n']);
    assert.deepEqual(await probe(health, '/readyz'), [200, 'ready\n']);
    assert.equal((await probe(health, '/'))[0], 404);
    await server.end();
    const isUnready = async (): Promise<boolean> => (await probe(health, '/readyz'))[0] === 503;
    while (!(await isUnready()));
    assert.deepEqual(await probe(health, '/readyz'), [503, 'the Temporal server does not answer\n']);
    assert.deepEqual(await probe(health, '/livez'), [200, 'ready\n'], 'a restart would mend nothing');
    await process.end();
    await assert.rejects(probe(health, '/livez'), 'the port goes with the worker');
  });
});

const BoardSchema = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
});

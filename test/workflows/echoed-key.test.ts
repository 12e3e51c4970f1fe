import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { writeHostileSample } from '../doubles/hostile-sample.ts';
import { findKey, keyDisguises } from '../doubles/key-disguises.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ChatRequest, Fault, ModelEndpoint } from '../doubles/model-endpoint.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

const key = 'sk-proj-A9fK2mQ7xZ1bL4nV8cT3wE6rY5uI0oPqJ2hG7dS4';
const disguises = Object.values(keyDisguises);

/** In an answer, as its finish reason, in an error that passes; now and then in one that is about the content, which ends the dialog. */
function echo(number: number, request: ChatRequest): Fault {
  const disguise = disguises[number % disguises.length] ?? ((text: string) => text);
  const written = disguise(key);
  const content = sayWhatIsAsked(request);
  if (number % 50 === 3) {
    return { kind: 'status', status: 400, body: { error: { message: `${written} was flagged`, code: written } } };
  }
  const faults: readonly Fault[] = [
    { kind: 'answer', message: { content: `${content} ${written}` }, finishReason: 'stop' },
    { kind: 'answer', message: { content }, finishReason: written },
    { kind: 'status', status: 503, body: { error: { message: written, code: written } } },
  ];
  return faults[number % faults.length] ?? { kind: 'close' };
}

describe('a run against an endpoint that echoes its key in disguises', function () {
  this.timeout(300_000);
  let studio: StudioProcess;
  let endpoint: ModelEndpoint;
  before(async () => {
    studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: key });
    endpoint = await startModelEndpoint({ faultOf: echo });
    await studio.generate('echoed', {
      source: { kind: 'yelp', path: (await writeHostileSample(studio.runsRoot)).folder },
      aspects: { count: 6, trainingClauses: 600 },
      targets: { limit: 10 },
      fidelity: { maximumAttempts: 8 },
      model: { kind: 'openai', name: 'test-model', baseUrl: endpoint.baseUrl },
    });
  });
  after(async () => {
    await endpoint.close();
    await studio.close();
  });

  it('asks often enough to meet every disguise', () => {
    assert.ok(endpoint.requests.length > 2 * disguises.length, `${endpoint.requests.length} requests`);
  });

  it('writes it into no file of the run: journal, attempts, dialogs, dataset, manifest', async () => {
    const { folder } = openRunFolder({ runId: 'echoed', runsRoot: studio.runsRoot });
    let files = 0;
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const text = path.endsWith('.parquet') ? await readRows(path) : await readFile(path, 'utf8');
      for (const line of text.split('\n'))
        assert.equal(findKey(line, key), undefined, `${path}: ${line.slice(0, 2000)}`);
      files += 1;
    }
    assert.ok(files > 20, `${files} files`);
  });

  it('writes it into nothing beside the run: the server’s database and log, as they lie on the disk', async () => {
    const folder = join(studio.runsRoot, '.temporal');
    const parts = Array.from({ length: key.length - 11 }, (_, at) => key.slice(at, at + 12));
    const names = await readdir(folder);
    assert.ok(names.includes('temporal.db') && names.includes('server.log'), names.join());
    for (const name of names) {
      const path = join(folder, name);
      if (!(await stat(path)).isFile()) continue;
      const bytes = await readFile(path);
      for (const part of parts) assert.ok(!bytes.includes(part), `${path}: ${part}`);
    }
  });

  it('writes it into no history', async () => {
    let histories = 0;
    for await (const { workflowId, runId } of studio.client.workflow.list()) {
      const history = await studio.client.workflow.getHandle(workflowId, runId).fetchHistory();
      const events = (history.events ?? []).map((event) =>
        JSON.stringify(event).replaceAll(/"data":"([A-Za-z0-9+/=]+)"/gu, (_all, data: string) =>
          Buffer.from(data, 'base64').toString('utf8'),
        ),
      );
      for (const event of events)
        assert.equal(findKey(event, key), undefined, `${workflowId}: ${event.slice(0, 2000)}`);
      histories += 1;
    }
    assert.ok(histories > 6, `${histories} histories`);
  });
});

/** A relation as JSON, a row a line. */
async function readRows(path: string): Promise<string> {
  return withDatabase({}, async (db) => {
    await db.openParquet('relation', path);
    const rows = await db.rows('select to_json(relation)::varchar as row from relation');
    return rows.map(({ row }) => String(row)).join('\n');
  });
}

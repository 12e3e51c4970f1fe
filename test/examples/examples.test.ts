import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openOnlyRun } from '../doubles/compare-runs.ts';
import { killConvrecProcesses, startConvrec } from '../doubles/convrec-process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = (path: string, ...args: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', join(root, 'examples', path), ...args], { cwd: root });

describe('the examples', function () {
  this.timeout(600_000);
  let folder: string;
  const quick = ['aspects.count=6', 'aspects.trainingClauses=600'].flatMap((each) => ['--set', each]);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convrec-examples-'));
  });
  after(async () => {
    killConvrecProcesses();
    await rm(folder, { recursive: true, force: true });
  });

  it('own-csv makes dialogs of CSV files, and sql-and-plot draws how they end', async () => {
    await script('own-csv/make-reviews.ts', folder, '40');
    await copyFile(join(root, 'examples/own-csv/convrec.yaml'), join(folder, 'convrec.yaml'));
    const runs = join(folder, 'csv-runs');
    const config = join(folder, 'convrec.yaml');
    const launched = startConvrec(['launch', '--config', config, '--limit', '6', '--runs', runs, ...quick]);
    assert.equal(await launched.ended, 0, launched.said());
    const run = await openOnlyRun(runs);
    const svg = join(folder, 'outcomes.svg');
    const { stdout } = await script('sql-and-plot/plot.ts', run.folder, svg);
    assert.match(stdout, /outcome/u);
    assert.match(await readFile(svg, 'utf8'), /^<svg [\s\S]*How the dialogs end/u);
  });

  it('own-model makes dialogs by a model at an endpoint', async () => {
    const endpoint = spawn(process.execPath, [join(root, 'examples/own-model/endpoint.mjs'), '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [said]: unknown[] = await once(endpoint.stdout, 'data');
      const baseUrl = String(said).trim();
      const runs = join(folder, 'model-runs');
      const config = join(folder, 'convrec.yaml');
      const model = ['--model', 'openai:scripted', '--base-url', baseUrl];
      const launched = startConvrec(
        ['launch', '--config', config, '--limit', '2', '--runs', runs, ...model, ...quick],
        { OPENAI_API_KEY: 'none' },
      );
      assert.equal(await launched.ended, 0, launched.said());
      const run = await openOnlyRun(runs);
      const made = await withDatabase({}, async (db) => {
        await db.openParquet('dialogs', run.relationPath('dialogs'));
        return db.rows('select distinct status, realizer from dialogs order by all');
      });
      assert.deepEqual(made, [{ status: 'accepted', realizer: 'openai:scripted' }]);
    } finally {
      endpoint.kill();
    }
  });
});

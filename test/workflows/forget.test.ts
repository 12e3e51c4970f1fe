import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { ensureSample } from '../../datasets/sample/ensure-sample.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { listRuns } from '../../run/life/list-runs.ts';
import { searchRun } from '../../run/rights/forget/search-run.ts';
import { startConvrec } from '../doubles/convrec-process.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { hashFiles } from '../doubles/studio-process.ts';

const reviewFile = 'yelp_academic_dataset_review.json';

/** The user whom most turns rest on, and the review of another one that most rest on. */
const findMostCited = (run: RunFolder): Promise<{ user: string; review: string }> =>
  withDatabase({}, async (db) => {
    for (const relation of ['turn_evidence', 'reviews', 'dialogs'] as const)
      await db.openParquet(relation, run.relationPath(relation));
    const [row] = await db.rows(`
      with cited as (select user_id, review_id, count(*) as turns from turn_evidence join reviews using (review_id) group by all),
      chosen as (select user_id from cited semi join dialogs using (user_id) group by user_id order by sum(turns) desc, user_id limit 1)
      select (from chosen) as user, (select review_id from cited where user_id not in (from chosen) order by turns desc, review_id limit 1) as review`);
    return { user: String(row?.['user']), review: String(row?.['review']) };
  });

const readAnswers = (of: RunFolder): Promise<Record<string, unknown>[]> =>
  withDatabase({}, async (db) => {
    await db.openParquet('attempts', of.relationPath('attempts'));
    return db.rows('select dialog_id, turn, attempt, request_hash, answer, latency_ms from attempts order by all');
  });

const keyOf = (row: Record<string, unknown>): string =>
  [row['dialog_id'], row['turn'], row['attempt'], row['request_hash']].join();

const settings = (source: string, more: object = {}): object => ({
  source: { path: source },
  aspects: { count: 8, trainingClauses: 2000 },
  targets: { limit: 10, reserveShare: 0.5 },
  ...more,
});

async function convrec(args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = startConvrec(args);
  const code = await child.ended;
  return { code, said: child.said() };
}

async function forget(run: RunFolder, args: readonly string[]): Promise<{ made: RunFolder; said: string }> {
  const { runId, runsRoot } = run.ref;
  const before = new Set((await listRuns(runsRoot)).map(({ ref }) => ref.runId));
  const { code, said } = await convrec(['forget', runId, '--runs', runsRoot, ...args]);
  assert.equal(code, 0, said);
  const made = (await listRuns(runsRoot)).find(({ ref }) => !before.has(ref.runId));
  assert.ok(made !== undefined, said);
  return { made: openRunFolder(made.ref), said };
}

describe('convrec forget on a Temporal server', function () {
  this.timeout(480_000);
  let scratch: string;
  let sample: string;

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'convrec-forget-'));
    ({ folder: sample } = await ensureSample(join(scratch, 'samples'), { domain: 'yelp', users: 40, seed: 3 }));
  });
  after(() => rm(scratch, { recursive: true, force: true }));

  async function launch(name: string, config: object): Promise<RunFolder> {
    const path = join(scratch, `${name}.json`);
    await writeFile(path, JSON.stringify(config));
    const runs = join(scratch, name);
    const { code, said } = await convrec(['launch', '--config', path, '--runs', runs]);
    assert.equal(code, 0, said);
    const [run, ...others] = await listRuns(runs);
    assert.ok(run !== undefined && others.length === 0);
    return openRunFolder(run.ref);
  }

  async function withoutRows(folder: string, mentions: readonly string[]): Promise<number> {
    await mkdir(folder);
    let removed = 0;
    for (const file of (await readdir(sample)).filter((name) => name.startsWith('yelp_'))) {
      const text = await readFile(join(sample, file), 'utf8');
      const lines = text.split('\n');
      const kept = file === reviewFile ? lines.filter((line) => !mentions.some((id) => line.includes(id))) : lines;
      removed += lines.length - kept.length;
      await writeFile(join(folder, file), kept.join('\n'));
    }
    return removed;
  }

  it('equals a run that never had the rows, byte for byte, and holds nothing of them', async () => {
    const whole = await launch('whole', settings(sample));
    const { user, review } = await findMostCited(whole);
    const { made, said } = await forget(whole, ['--user', user, '--review', review, '--delete-old']);
    const cleaned = join(scratch, 'cleaned');
    const removed = await withoutRows(cleaned, [user, review]);
    const never = await launch('never', settings(cleaned));

    const [forgotten, expected] = await Promise.all([made, never].map(({ folder }) => hashFiles(folder)));
    assert.ok(forgotten !== undefined && expected !== undefined);
    const names = new Set([...Object.keys(forgotten), ...Object.keys(expected)]);
    const differing = [...names].filter((name) => forgotten[name] !== expected[name]).toSorted();
    // The hashes and the place of the source; what stages took and read, whose fingerprint is the key of the clusters; the run's name; histories hold
    // times.
    const mayDiffer =
      /^(?:config\.json|manifest\.json|work\/clusters\.json|dataset\/README\.md|pages\/report\.html|work\/histories\/.*)$/u;
    assert.deepEqual(
      differing.filter((name) => !mayDiffer.test(name)),
      [],
    );
    assert.ok(Object.keys(forgotten).filter((name) => name.startsWith('relations/')).length >= 23);
    assert.ok(Object.keys(forgotten).filter((name) => name.startsWith('dataset/')).length >= 10);
    for (const name of ['dataset/README.md', 'pages/report.html', 'work/clusters.json']) {
      const [one, other] = await Promise.all(
        [made, never].map(async (run) =>
          ((await run.readText(name)) ?? '').replaceAll(run.ref.runId, 'RUN').replace(/"key":"[0-9a-f]{64}"/u, ''),
        ),
      );
      assert.equal(one, other, name);
    }
    const step = (await made.readManifest())?.stages[0]?.steps[0];
    assert.deepEqual([step?.step, (step?.rowsIn ?? 0) - (step?.rowsOut ?? 0)], ['forget', removed]);

    assert.match(said, /^Forgotten .* nothing of them is in run/mu);
    assert.match(said, new RegExp(`^Still in   .*${reviewFile} \\(lines `, 'mu'));
    assert.equal(await whole.isThere(), false, 'deleted');
    const held = await searchRun(made, { users: [user], reviews: [review], texts: [], clauses: [] });
    assert.ok(held.files > 60);
    assert.deepEqual(held.found, []);
  });

  it('pays only for requests that changed, and names what still holds the reviews', async () => {
    const endpoint = await startModelEndpoint({ respond: sayWhatIsAsked });
    try {
      const model = { kind: 'openai', name: 'test-model', baseUrl: endpoint.baseUrl };
      const run = await launch('paid', settings(sample, { model, targets: { limit: 4, reserveShare: 0.5 } }));
      const asked = endpoint.requests.length;
      const before = await readAnswers(run);
      const { user } = await findMostCited(run);
      const { made, said } = await forget(run, ['--user', user]);
      const after = await readAnswers(made);
      const known = new Set(before.map(keyOf));
      const changed = after.filter((row) => !known.has(keyOf(row)));
      // The first call asks the model whether it is there.
      assert.equal(endpoint.requests.length - asked - 1, changed.length);
      assert.ok(changed.length > 0 && changed.length < after.length, 'some answers change and some stay');
      assert.match(said, new RegExp(`^Model .*${after.length - changed.length} answers? taken over`, 'mu'));
      assert.match(said, new RegExp(`${run.ref.runId} \\(\\d+ reviews; --delete-old removes it\\)`, 'u'));
      assert.ok(await run.isThere());
    } finally {
      await endpoint.close();
    }
  });
});

import assert from 'node:assert/strict';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { sha256OfFile } from '../../../infra/storage/file-sums.ts';
import { exportDataset } from '../../../run/rights/export-dataset.ts';
import { hydrateDataset } from '../../../run/rights/hydrate-dataset.ts';
import { verifyDataset } from '../../../run/evaluation/verify-dataset.ts';
import { convrec } from '../../cli/run-convrec.ts';
import { passedOnTitle, writePassedOnRun } from './passed-on-run.ts';
import type { PassedOnRun } from './passed-on-run.ts';

describe('a dataset to pass on', () => {
  let fixture: PassedOnRun;
  let out: string;
  let files: string[];
  before(async () => {
    fixture = await writePassedOnRun();
    const { run } = fixture;
    out = join(fixture.runsRoot, 'out');
    files = await exportDataset(run, out, 'none');
  });
  after(() => fixture.remove());

  it('has references instead of what was quoted, in every file and in no title', async () => {
    assert.equal(files.length, 6);
    await withDatabase({ threads: 1 }, async (db) => {
      for (const file of files.filter((name) => name.endsWith('.parquet'))) {
        const rows = await db.rows('select to_json(t)::varchar as row from read_parquet($path) t', {
          path: join(out, file),
        });
        assert.ok(!JSON.stringify(rows).includes('wait was a'), `${file}: ${JSON.stringify(rows)}`);
      }
      const [row] = await db.rows(`select title, claim from read_parquet($path)`, {
        path: join(out, 'plan/train-00000-of-00001.parquet'),
      });
      assert.equal(row?.['title'], passedOnTitle);
    });
    for (const file of ['README.md', 'predecessor/train.jsonl'])
      assert.ok(!(await readFile(join(out, file), 'utf8')).includes('wait was a'), file);
    assert.match(
      await readFile(join(out, 'README.md'), 'utf8'),
      /^## One dialog\nLeft out: [^]*convrec hydrate[^]*^## Licence$/mu,
    );
    assert.deepEqual((await readdir(out)).toSorted(), [
      'README.md',
      'SHA256SUMS',
      'SHA256SUMS.text',
      'croissant.json',
      'data',
      'evidence',
      'plan',
      'predecessor',
      'profile',
    ]);
    const described = JSON.parse(await readFile(join(out, 'croissant.json'), 'utf8'));
    for (const { contentUrl, contentSize, sha256 } of described.distribution) {
      assert.equal(sha256, await sha256OfFile(join(out, contentUrl)), contentUrl);
      assert.equal(contentSize, `${(await stat(join(out, contentUrl))).size} B`);
    }
    await assert.rejects(verifyDataset({ folder: out }), { message: /texts were left out/u });
  });

  it('gets its texts back byte for byte', async () => {
    const to = join(fixture.runsRoot, 'back');
    const hydrated = await hydrateDataset(out, to, fixture.run.relationPath('reviews'));
    assert.deepEqual(hydrated, { restored: hydrated.restored, differing: [], missing: [] });
    assert.deepEqual(hydrated.restored.toSorted(), files.toSorted());
    for (const file of [...files, 'SHA256SUMS', 'croissant.json'])
      assert.deepEqual(await readFile(join(to, file)), await readFile(fixture.run.path(`dataset/${file}`)), file);
  });

  it('names the reviews that are missing, keeps their references, and says which files are not what they were', async () => {
    const reviews = join(fixture.runsRoot, 'others.parquet');
    await withDatabase({ threads: 1 }, (db) => db.writeParquet(`select 'r1' as review_id, 'x' as text`, reviews));
    const to = join(fixture.runsRoot, 'without');
    const { missing, differing } = await hydrateDataset(out, to, reviews);
    assert.deepEqual(missing, ['r9']);
    assert.ok(
      differing.includes('predecessor/train.jsonl') && !differing.includes('profile/train-00000-of-00001.parquet'),
    );
    assert.match(await readFile(join(to, 'predecessor/train.jsonl'), 'utf8'), /⟦r:r9:\d+-\d+:s⟧/u);
  });

  it('is written by what the licence allows unless it is said, and says what it cannot do', async () => {
    const runs = ['--runs', fixture.runsRoot];
    const [copy, back] = [join(fixture.runsRoot, 'copy'), join(fixture.runsRoot, 'copy-back')];
    const exported = await convrec(['export', '--to', 'dataset', '--out', copy, '--text', 'quotes', ...runs]);
    assert.equal(exported.code, 0, exported.err);
    assert.deepEqual(await readFile(join(copy, 'README.md')), await readFile(fixture.run.path('dataset/README.md')));
    const again = await convrec(['export', '--to', 'dataset', '--out', copy, ...runs]);
    assert.deepEqual([again.code, again.err.includes('is there already')], [8, true], again.err);
    const whole = await convrec(['hydrate', copy, '--run', fixture.run.ref.runId, ...runs]);
    assert.match(whole.err, /has no SHA256SUMS\.text/u);
    const unnamed = await convrec(['hydrate', out, ...runs]);
    assert.deepEqual([unnamed.code, unnamed.err.includes('--run or --reviews')], [2, true], unnamed.err);
    const wrong = await convrec(['hydrate', out, '--reviews', join(copy, 'README.md'), '--out', back, ...runs]);
    assert.deepEqual([wrong.code, wrong.err.includes('is no Parquet file of reviews')], [3, true], wrong.err);
    assert.ok(!(await readdir(fixture.runsRoot)).includes('copy-back'));
    const hydrated = await convrec(['hydrate', out, '--run', fixture.run.ref.runId, '--out', back, ...runs]);
    assert.equal(hydrated.code, 0, hydrated.err);
    assert.match(hydrated.out, /6 of 6 files as they were/u);
    await rm(back, { recursive: true });
  });
});

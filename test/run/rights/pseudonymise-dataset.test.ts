import assert from 'node:assert/strict';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { verifyDataset } from '../../../run/evaluation/verify-dataset.ts';
import { exportDataset } from '../../../run/rights/export-dataset.ts';
import { hydrateDataset } from '../../../run/rights/hydrate-dataset.ts';
import { readSalt, saltFile } from '../../../run/rights/pseudonym-salt.ts';
import { createPseudonyms } from '../../../run/rights/create-pseudonyms.ts';
import { convrec } from '../../cli/run-convrec.ts';
import { hashFiles } from '../../doubles/studio-process.ts';
import { listParquetRows, writePassedOnRun } from './passed-on-run.ts';
import type { PassedOnRun } from './passed-on-run.ts';

const names = createPseudonyms('a salt of the tests');

/** Everything that a folder's files say: Parquet as JSON, other files as they are. */
const readAll = async (folder: string): Promise<[string, string][]> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ name, parentPath }): Promise<[string, string]> => {
      const path = join(parentPath, name);
      return [
        path,
        name.endsWith('.parquet') ? (await listParquetRows(path)).join('\n') : await readFile(path, 'utf8'),
      ];
    }),
  );
};

describe('a dataset with pseudonyms', () => {
  let made: PassedOnRun;
  let quoted: string;
  let blank: string;
  before(async () => {
    made = await writePassedOnRun();
    [quoted, blank] = [join(made.runsRoot, 'quoted'), join(made.runsRoot, 'blank')];
    await exportDataset(made.run, quoted, 'quotes', names);
    await exportDataset(made.run, blank, 'none', names);
  });
  after(() => made.remove());

  it('has no id of a user or dialog of the run in any file, with texts and without', async () => {
    const before = await readAll(made.run.path('dataset'));
    for (const id of [made.userId, made.dialogId])
      assert.ok(before.filter(([, said]) => said.includes(id)).length > 2, `${id} is in the run's own files`);
    for (const folder of [quoted, blank]) {
      const said = await readAll(folder);
      assert.ok(said.length > 8, `${said.length} files`);
      for (const [path, text] of said) {
        for (const id of [made.userId, made.dialogId]) assert.ok(!text.includes(id), `${path} holds ${id}`);
        // Bytes too: a Parquet file has statistics and dictionaries.
        const bytes = await readFile(path);
        for (const id of [made.userId, made.dialogId])
          assert.ok(!bytes.includes(id), `${path} holds ${id} in its bytes`);
      }
      assert.ok(said.some(([, text]) => text.includes(names.user(made.userId))));
    }
    assert.ok(!(await readdir(made.runsRoot)).some((name) => name.endsWith('.tmp')), 'nothing lies beside them');
  });

  it('changes nothing else: columns, rows, order, other values', async () => {
    for (const folder of ['data', 'plan', 'evidence', 'profile', 'predecessor']) {
      const file = `${folder}/train-00000-of-00001.parquet`;
      const rename = (row: string): string =>
        row.replaceAll(made.userId, names.user(made.userId)).replaceAll(made.dialogId, names.dialog(made.dialogId));
      const own = await listParquetRows(made.run.path(`dataset/${file}`));
      assert.deepEqual(await listParquetRows(join(quoted, file)), own.map(rename), file);
    }
    assert.match(await readFile(join(quoted, 'README.md'), 'utf8'), /^## Pseudonyms$/mu);
  });

  it('has its words left out as a copy without pseudonyms has, and gets them back', async () => {
    for (const [path, text] of await readAll(blank)) assert.ok(!text.includes('wait was a'), path);
    const back = join(made.runsRoot, 'back');
    const { differing, missing } = await hydrateDataset(blank, back, made.run.relationPath('reviews'));
    assert.deepEqual([differing, missing], [[], []]);
    const [whole, hydrated] = [await hashFiles(quoted), await hashFiles(back)];
    for (const file of Object.keys(whole)) if (file !== 'README.md') assert.equal(hydrated[file], whole[file], file);
  });

  it('is not verified against reviews that know none of its users', async () => {
    await assert.rejects(verifyDataset({ folder: quoted }), { name: 'DatasetMalformed', message: /pseudonyms/u });
  });

  it('is written by the command under the salt of the environment, else under one that stays in the run', async () => {
    const runs = ['--runs', made.runsRoot];
    const out = (name: string): string[] => ['--out', join(made.runsRoot, name)];
    const args = ['export', made.run.ref.runId, '--to', 'dataset', '--text', 'quotes', '--pseudonymise', ...runs];
    const salted = await convrec([...args, ...out('salted')], {
      env: { CONVREC_PSEUDONYM_SALT: 'a salt of the tests' },
    });
    assert.equal(salted.code, 0, salted.err);
    assert.deepEqual(await hashFiles(join(made.runsRoot, 'salted')), await hashFiles(quoted));
    assert.ok(!(await readdir(made.run.folder)).includes(saltFile));
    assert.ok(!`${salted.out}${salted.err}`.includes('a salt of the tests'));

    for (const name of ['first', 'second']) assert.equal((await convrec([...args, ...out(name)])).code, 0);
    const salt = (await readFile(made.run.path(saltFile), 'utf8')).trim();
    assert.match(salt, /^[0-9a-f]{64}$/u);
    assert.equal((await stat(made.run.path(saltFile))).mode & 0o777, 0o600);
    assert.deepEqual(await hashFiles(join(made.runsRoot, 'second')), await hashFiles(join(made.runsRoot, 'first')));
    for (const [path, text] of await readAll(join(made.runsRoot, 'first'))) assert.ok(!text.includes(salt), path);

    const short = await convrec([...args, ...out('short')], { env: { CONVREC_PSEUDONYM_SALT: 'short' } });
    assert.deepEqual([short.code, /fewer than 16/u.test(short.err)], [2, true], short.err);
    const chat = await convrec(['export', '--to', 'chat', '--pseudonymise', ...runs]);
    assert.deepEqual([chat.code, chat.err.includes('is not for --to chat')], [2, true], chat.err);
    await writeFile(made.run.path(saltFile), '\n');
    await assert.rejects(readSalt(made.run, {}), { name: 'RunFolderUnusable', message: /holds no salt/u });
    await rm(made.run.path(saltFile));
  });

  it('is refused where the ids of reviews tell of their users', async () => {
    await withDatabase({ threads: 1 }, (db) =>
      db.writeParquet(
        `from (values ('r9', 'u1'), ('by-user-4711-a', 'user-4711')) r(review_id, user_id)`,
        made.run.relationPath('reviews'),
      ),
    );
    const to = join(made.runsRoot, 'refused');
    await assert.rejects(exportDataset(made.run, to, 'quotes', names), { message: /hold the ids of the users/u });
    assert.ok(!(await readdir(made.runsRoot)).includes('refused'));
  });
});

import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOpenRun, openRunFolder } from '../../../infra/storage/run-folder.ts';

describe('openRunFolder', () => {
  let runsRoot: string;
  beforeEach(async () => {
    runsRoot = await mkdtemp(join(tmpdir(), 'convrec-runs-'));
  });
  afterEach(() => rm(runsRoot, { recursive: true }));

  it('refuses paths and run ids that leave the folder', () => {
    const run = openRunFolder({ runId: 'a-run', runsRoot });
    assert.throws(() => run.path('../other/config.json'), { name: 'RunFolderUnusable' });
    assert.throws(() => run.path('/etc/passwd'), { name: 'RunFolderUnusable' });
    for (const runId of ['..', 'a/b', '.hidden', '', 'Ä']) assert.throws(() => openRunFolder({ runId, runsRoot }));
  });

  it('opens for a worker what lies in its folder of runs, forks and the folder by another name included, and nothing else', async () => {
    const own = join(runsRoot, 'runs');
    await mkdir(own);
    await symlink(own, join(runsRoot, 'link'));
    const openRun = createOpenRun(own);
    for (const root of [own, `${own}/`, join(own, 'a-run/forks'), join(runsRoot, 'link')]) {
      assert.equal(openRun({ runId: 'a-run', runsRoot: root }).ref.runsRoot, root);
    }
    for (const root of [runsRoot, join(runsRoot, 'runs-of-another'), `${own}/../elsewhere`, '/', '/etc', 'runs']) {
      assert.throws(() => openRun({ runId: 'a-run', runsRoot: root }), { name: 'RunFolderUnusable' }, root);
    }
  });

  it('writes atomically and makes folders on the way', async () => {
    await mkdir(join(runsRoot, 'a-run'));
    const run = openRunFolder({ runId: 'a-run', runsRoot });
    await run.writeText('work/deep/note.txt', 'one');
    await run.writeText('work/deep/note.txt', 'two');
    await run.appendLine('work/deep/journal.jsonl', '{"a":1}');
    await run.appendLine('work/deep/journal.jsonl', '{"a":2}');
    assert.equal(await run.readText('work/deep/note.txt'), 'two');
    assert.equal(await run.readText('work/deep/journal.jsonl'), '{"a":1}\n{"a":2}\n');
    assert.deepEqual((await readdir(run.path('work/deep'))).toSorted(), ['journal.jsonl', 'note.txt']);
  });

  it('makes no new folder where the run’s own has gone', async () => {
    const run = openRunFolder({ runId: 'a-run', runsRoot });
    for (const write of [
      () => run.writeText('work/dialogs/one.json', ''),
      () => run.appendLine('work/dialogs/one.jsonl', ''),
      () => run.createText('work/ledger.jsonl', ''),
    ]) {
      await assert.rejects(write(), { name: 'RunFolderUnusable', message: `the run folder ${run.folder} is gone` });
    }
    assert.deepEqual(await readdir(runsRoot), []);
  });

  it('answers undefined for what is not there', async () => {
    const run = openRunFolder({ runId: 'a-run', runsRoot });
    assert.equal(await run.readText('nothing'), undefined);
    assert.equal(await run.readManifest(), undefined);
    assert.equal(await run.hasRelation('reviews'), false);
  });

  it('names file and remedy when a file was edited by hand', async () => {
    await mkdir(join(runsRoot, 'a-run'));
    const run = openRunFolder({ runId: 'a-run', runsRoot });
    await run.writeText('config.json', '{"seeed": 1}');
    await assert.rejects(run.readConfig(), (error: Error) => {
      assert.match(error.message, /config\.json/);
      assert.match(error.message, /seeed/);
      return true;
    });
    await run.writeText('manifest.json', '{"runId":');
    await assert.rejects(run.readManifest(), { name: 'RunFolderUnusable', message: /manifest\.json/ });
  });

  it('names the file when the folder cannot be written', async function () {
    if (process.getuid?.() === 0) {
      // Root writes everywhere, so a file stands where a folder is needed instead.
      await writeFile(join(runsRoot, 'a-run'), '');
    } else {
      await chmod(runsRoot, 0o500);
    }
    const run = openRunFolder({ runId: 'a-run', runsRoot });
    await assert.rejects(run.writeText('note.txt', ''), { name: 'RunFolderUnusable', message: /a-run/ });
    await chmod(runsRoot, 0o700);
  });
});

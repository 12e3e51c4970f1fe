import assert from 'node:assert/strict';
import { appendFile, cp, rename } from 'node:fs/promises';
import { openDatabase } from '../../doubles/open-database.ts';
import type { OpenDatabase } from '../../doubles/open-database.ts';
import { openViewer } from '../../../run/view/open-viewer.ts';
import type { Viewer } from '../../../run/view/open-viewer.ts';
import { createAnnotatedRun, spokenBeforeFailure } from '../annotation/annotated-run.ts';
import type { AnnotatedRun } from '../annotation/annotated-run.ts';
import { end, say, ungather } from './live-run.ts';

const page = { offset: 0, limit: 50 };

describe('openDialogIndex of a run that is going on', () => {
  let fixture: AnnotatedRun;
  let database: OpenDatabase;
  let viewer: Viewer;
  beforeEach(async () => {
    fixture = await createAnnotatedRun(4);
    await ungather(fixture);
    database = await openDatabase();
    viewer = openViewer(database.db, fixture.run, null);
  });
  afterEach(async () => {
    await database.close();
    await fixture.remove();
  });

  const states = async (): Promise<[string, string, number, number][]> =>
    (await viewer.list(page)).dialogs.map(({ dialogId, status, turns, refused }) => [dialogId, status, turns, refused]);

  it('takes in dialogs as they begin and end, each once', async () => {
    const [first = assert.fail(), second = assert.fail()] = fixture.dialogs;
    const failed = fixture.dialogs.at(-1) ?? assert.fail();
    assert.deepEqual(await states(), []);
    await say(fixture, first, 2);
    assert.deepEqual(await states(), [[first.dialogId, 'unfinished', 2, 1]]);
    const begun = (await viewer.readDialog(first.dialogId)).dialog;
    assert.deepEqual(
      [begun.status, begun.turns.filter(({ state }) => state === 'said').map(({ text }) => text)],
      ['unfinished', first.turns.slice(0, 2).map(({ text }) => text)],
    );
    await appendFile(fixture.run.path(`work/dialogs/${first.dialogId}.jsonl`), '{"turn":2,"attempt":0,"accepted":fa');
    assert.deepEqual(await states(), [[first.dialogId, 'unfinished', 2, 1]]);
    await end(fixture, first);
    await end(fixture, failed);
    await say(fixture, second, 1);
    const now: [string, string, number, number][] = [
      [failed.dialogId, 'failed', spokenBeforeFailure, 3],
      [first.dialogId, 'accepted', first.turns.length, 1],
      [second.dialogId, 'unfinished', 1, 0],
    ];
    assert.deepEqual(await states(), now);
    assert.deepEqual(await states(), now);
    const found = await viewer.list({ ...page, text: 'refused line 0' });
    assert.deepEqual([found.matched, found.isLive, found.waiting], [2, true, 0]);
    assert.equal((await viewer.list({ ...page, status: 'planned' })).matched, 2);
    const again = openViewer(database.db, fixture.run, null);
    assert.deepEqual(await again.readFacets(), await viewer.readFacets());
  });

  it('names the record that is damaged', async () => {
    const [first = assert.fail()] = fixture.dialogs;
    await fixture.run.writeText(`work/dialogs/${first.dialogId}.json`, '{"status": "accepted"');
    await assert.rejects(viewer.list(page), (error: Error) => {
      assert.match(error.message, new RegExp(`${first.dialogId}.json is damaged`, 'u'));
      return true;
    });
  });

  it('says that nothing is planned yet, and lists what is when it is', async () => {
    const plans = fixture.run.relationPath('plans');
    await rename(plans, `${plans}.later`);
    await assert.rejects(viewer.list(page), /has planned no dialog yet/u);
    await rename(`${plans}.later`, plans);
    assert.equal((await viewer.list({ ...page, status: 'planned' })).matched, 5);
  });

  it('goes on from the relations once they are gathered', async () => {
    const gathered = await createAnnotatedRun(4);
    try {
      for (const dialog of fixture.dialogs) await end(fixture, dialog);
      const live = await viewer.list(page);
      assert.equal(live.isLive, true);
      await cp(gathered.run.path('relations'), fixture.run.path('relations'), { recursive: true });
      const after = await viewer.list(page);
      assert.equal(after.isLive, false);
      assert.deepEqual(after.dialogs, live.dialogs);
    } finally {
      await gathered.remove();
    }
  });
});

import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { makeAttemptParts } from '../../../activities/dataset/attempt-parts.ts';
import type { Dependencies, RunFolder } from '../../../activities/dependencies.ts';
import { openAttempts, writeDialogRecord } from '../../../activities/dialogs/dialog-files.ts';
import { packDialogs } from '../../../activities/dialogs/pack-dialogs.ts';
import { createDependencies } from '../../../infra/dependencies.ts';
import { createCheckEndpoint } from '../../../infra/model/allowed-endpoints.ts';
import { withRelations } from '../../../run/query/open-relations.ts';
import { createFixtureRun, dialogIds, finishedDialog, journal } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

describe('the dialogs of a run that is going on', () => {
  let fixture: FixtureRun;
  beforeEach(async () => {
    fixture = await createFixtureRun({ gathered: false });
  });
  afterEach(() => fixture.remove());

  const ask = (sql: string): Promise<unknown[][]> =>
    withRelations(fixture.run, {}, async ({ query }) => {
      const all: unknown[][] = [];
      for await (const row of (await query(sql)).rows) all.push([...row]);
      return all;
    });
  const end = (dialogId: string): Promise<void> =>
    fixture.run.writeText(`work/dialogs/${dialogId}.json`, JSON.stringify({ ...finishedDialog, dialogId }));

  it('are none before the first one ends', async () => {
    assert.deepEqual(
      await ask(
        'select (select count(*) from dialogs), (select count(*) from turns), (select count(*) from turn_evidence), (select count(*) from attempts)',
      ),
      [[0, 0, 0, 0]],
    );
  });

  it('are counted as they end, with their turns and evidence; one that is being written is not', async () => {
    await end(dialogIds.accepted);
    const half = JSON.stringify(finishedDialog).slice(0, 200);
    await fixture.run.writeText(`work/dialogs/${dialogIds.failed}.json.tmp-0f`, half);
    assert.deepEqual(await ask('select dialog_id, status, turns, attempts, path from dialogs'), [
      [dialogIds.accepted, 'accepted', 2, 0, ['Open', 'Close']],
    ]);
    assert.deepEqual(await ask('select count(*), sum(char_end) from turn_evidence'), [[2, 28]]);
    await end(dialogIds.failed);
    assert.deepEqual(await ask('select count(*), (select count(*) from turns) from dialogs'), [[2, 4]]);
  });

  it('tell of the attempts at a dialog in work, but for a line that is being written', async () => {
    const file = `work/dialogs/${dialogIds.accepted}.jsonl`;
    for (const attempt of journal) await fixture.run.appendLine(file, JSON.stringify(attempt));
    await appendFile(fixture.run.path(file), JSON.stringify(journal[0]).slice(0, -9));
    assert.deepEqual(await ask('select turn, attempt, accepted, problems, cost_usd from attempts order by all'), [
      [1, 0, false, ['length: too long'], null],
      [1, 1, true, [], null],
    ]);
    await end(dialogIds.accepted);
    assert.deepEqual(await ask('select attempts from dialogs'), [[2]]);
  });

  it('are the same in packs, and where a dialog was made again after it was packed', async () => {
    const say = async (dialogId: string): Promise<void> => {
      for (const made of journal) await (await openAttempts(fixture.run, dialogId)).append(made);
    };
    const all = [dialogIds.accepted, dialogIds.failed];
    for (const dialogId of all) {
      await say(dialogId);
      await writeDialogRecord(fixture.run, { ...finishedDialog, dialogId });
    }
    const asked = async (): Promise<unknown[][][]> => [
      await ask('from dialogs order by all'),
      await ask('from turns order by all'),
      await ask('from turn_evidence order by all'),
      await ask('from attempts order by all'),
    ];
    const apart = await asked();
    assert.deepEqual(
      apart.map((rows) => rows.length),
      [2, 4, 4, 4],
    );
    await packDialogs(fixture.run, [dialogIds.accepted]);
    assert.deepEqual(await asked(), apart, 'one packed, without its rows');
    await makeAttemptParts(createFixtureDependencies(fixture.run), fixture.run);
    assert.deepEqual(await asked(), apart, 'one packed, with its rows');
    await packDialogs(fixture.run, all);
    assert.deepEqual(await asked(), apart, 'both packed');
    await say(dialogIds.accepted);
    const again = await ask('select dialog_id, count(*) from attempts group by all order by all');
    assert.deepEqual(Object.fromEntries(again), { [dialogIds.accepted]: 4, [dialogIds.failed]: 2 });
    await writeDialogRecord(fixture.run, { ...finishedDialog, status: 'failed', reason: 'made again' });
    await packDialogs(fixture.run, all);
    await makeAttemptParts(createFixtureDependencies(fixture.run), fixture.run);
    assert.deepEqual(await ask(`select dialog_id, attempts from dialogs where reason = 'made again'`), [
      [dialogIds.accepted, 4],
    ]);
    assert.deepEqual(await ask('select count(*), (select count(*) from dialogs) from attempts'), [[6, 2]]);
  });

  it('leave out a dialog that the run has not planned', async () => {
    await end('d0eeeeeeeeeeeeeeeeeee');
    assert.deepEqual(await ask('select (select count(*) from dialogs), (select count(*) from turns)'), [[0, 0]]);
  });

  it('name the line of a journal that is damaged', async () => {
    const file = `work/dialogs/${dialogIds.accepted}.jsonl`;
    await fixture.run.appendLine(file, JSON.stringify(journal[0]).slice(0, -9));
    await assert.rejects(ask('select count(*) from attempts'), {
      name: 'RunFolderUnusable',
      message: `${fixture.run.path(file)}: line 1 is damaged`,
    });
  });

  it('open no other file', async () => {
    await end(dialogIds.accepted);
    await assert.rejects(ask(`from read_json('${fixture.run.path('work/dialogs')}/*.json')`), {
      name: 'QueryRefused',
    });
  });
});

/** A worker's, but for the pulse, which only an activity has. */
function createFixtureDependencies(run: RunFolder): Dependencies {
  const checkEndpoint = createCheckEndpoint([]);
  const settings = { env: {}, runsRoot: run.ref.runsRoot, checkEndpoint, memoryLimitMb: 512, threads: 1 };
  return { ...createDependencies(settings), heartbeat: () => undefined };
}

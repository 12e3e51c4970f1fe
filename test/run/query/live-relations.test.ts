import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
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

  it('leave out a dialog that the run has not planned', async () => {
    await end('d0eeeeeeeeeeeeeeeeeee');
    assert.deepEqual(await ask('select (select count(*) from dialogs), (select count(*) from turns)'), [[0, 0]]);
  });

  it('open no other file', async () => {
    await end(dialogIds.accepted);
    await assert.rejects(ask(`from read_json('${fixture.run.path('work/dialogs')}/*.json')`), {
      name: 'QueryRefused',
    });
  });
});

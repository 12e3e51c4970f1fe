import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { readDialog } from '../../../run/reading/read-dialog.ts';
import { createFixtureRun, dialogIds, finishedDialog, journal } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

describe('readDialog', () => {
  let complete: FixtureRun;
  let running: FixtureRun;
  before(async () => {
    complete = await createFixtureRun();
    running = await createFixtureRun({ gathered: false });
    await running.run.writeText(`work/dialogs/${dialogIds.accepted}.json`, JSON.stringify(finishedDialog));
    for (const attempt of journal) {
      await running.run.appendLine(`work/dialogs/${dialogIds.accepted}.jsonl`, JSON.stringify(attempt));
    }
    await appendFile(running.run.path(`work/dialogs/${dialogIds.accepted}.jsonl`), '{"turn": 2, "att');
  });
  after(async () => {
    await complete.remove();
    await running.remove();
  });

  it('finds a dialog by the beginning of its id, with the words its evidence points to', async () => {
    const dialog = await readDialog(complete.run, 'd01a');
    assert.equal(dialog.dialogId, dialogIds.accepted);
    assert.deepEqual(
      dialog.turns.map(({ superNode, act, attempts }) => [superNode, act, attempts]),
      [
        ['Open', 'greet', 1],
        ['Close', 'close', 2],
      ],
    );
    const cited = dialog.turns[1]?.evidence ?? [];
    assert.deepEqual(
      cited.map(({ label, text }) => [label, text]),
      [
        ['wait time', '🍕 was'],
        ['pizza', '🍕 was'],
      ],
    );
    assert.deepEqual(
      dialog.rejected.map(({ turn, attempt, problems }) => [turn, attempt, problems]),
      [[1, 0, ['length: too long']]],
    );
    assert.deepEqual(dialog.profile, [
      { aspectId: 'a01', label: 'wait time', mentions: 3, sentiment: -0.25, share: 1 },
    ]);
  });

  it('reads the same from the dialog’s own file while the run is going on', async () => {
    assert.deepEqual(
      await readDialog(running.run, dialogIds.accepted),
      await readDialog(complete.run, dialogIds.accepted),
    );
  });

  it('reads what is made now of a run that is made again, not what its relations hold from before', async () => {
    const again = await createFixtureRun();
    const manifest = await again.run.readManifest();
    assert.ok(manifest !== undefined);
    const report = { stage: 'dialogs' as const, fingerprint: 'earlier', rows: { dialogs: 2 }, steps: [], inputs: [] };
    await again.run.writeManifest({
      ...manifest,
      status: 'running',
      stages: [...manifest.stages, { ...report, durationMs: 1, figures: {} }],
    });
    const turns = finishedDialog.turns.map((turn) => ({ ...turn, text: 'Said now' }));
    const record = JSON.stringify({ ...finishedDialog, turns });
    await again.run.writeText(`work/dialogs/${dialogIds.accepted}.json`, record);
    const dialog = await readDialog(again.run, dialogIds.accepted);
    assert.deepEqual([dialog.turns.map(({ text }) => text), dialog.rejected], [['Said now', 'Said now'], []]);
    await again.remove();
  });

  it('names the line of a journal that was damaged, and the record that was', async () => {
    const damaged = await createFixtureRun({ gathered: false });
    const path = damaged.run.path(`work/dialogs/${dialogIds.accepted}.jsonl`);
    await damaged.run.appendLine(`work/dialogs/${dialogIds.accepted}.jsonl`, '{"turn": 2, "att');
    await assert.rejects(readDialog(damaged.run, dialogIds.accepted), {
      name: 'RunFolderUnusable',
      message: `${path}: line 1 is damaged`,
    });
    await damaged.run.writeText(`work/dialogs/${dialogIds.accepted}.json`, '{');
    await assert.rejects(readDialog(damaged.run, dialogIds.accepted), {
      name: 'RunFolderUnusable',
      message: `${damaged.run.path(`work/dialogs/${dialogIds.accepted}.json`)} is damaged`,
    });
    await damaged.remove();
  });

  it('shows a planned dialog that has not ended', async () => {
    const dialog = await readDialog(running.run, 'd02');
    assert.deepEqual([dialog.status, dialog.turns, dialog.plan.path], ['planned', [], ['Open', 'Close']]);
  });

  const refusals: { wanted: string; message: RegExp; remedy: RegExp }[] = [
    { wanted: 'd01', message: /beginning of several dialogs/u, remedy: /d01aa.* or d01bb/u },
    { wanted: 'd03', message: /there is no dialog d03/u, remedy: /nearest ids are d0/u },
    { wanted: `'; drop table plans --`, message: /there is no dialog/u, remedy: /nearest/u },
    {
      wanted: 'd09ffffffffffffffffff',
      message: /has no plan.*no-distractor \(only one item\)/u,
      remedy: /unplanned_targets/u,
    },
  ];
  for (const { wanted, message, remedy } of refusals) {
    it(`says what there is instead of ${wanted}`, async () => {
      await assert.rejects(readDialog(complete.run, wanted), (error: Error & { details?: { remedy?: string } }) => {
        assert.equal(error.name, 'RunFolderUnusable');
        assert.match(error.message, message);
        assert.match(error.details?.remedy ?? '', remedy);
        return true;
      });
    });
  }
});

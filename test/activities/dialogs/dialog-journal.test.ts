import assert from 'node:assert/strict';
import { appendFile, truncate } from 'node:fs/promises';
import { dialogFile, openDialogJournal } from '../../../activities/dialogs/dialog-journal.ts';
import type { Attempt } from '../../../schemas/dialog.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

const dialogId = `d${'0'.repeat(20)}`;
const attempt = (turn: number, text: string): Attempt => ({
  turn,
  attempt: 0,
  call: 0,
  accepted: true,
  text,
  problems: [],
  realizer: 'test',
  context: '{}',
  modelCall: null,
});

describe('openDialogJournal', () => {
  let test: TestRun;
  beforeEach(async () => {
    test = await createTestRun();
  });
  afterEach(() => test.remove());

  const textsKept = async (): Promise<string[]> =>
    (await openDialogJournal(test.run, dialogId)).attempts.map(({ text }) => text);

  it('starts empty and keeps what is appended', async () => {
    const journal = await openDialogJournal(test.run, dialogId);
    assert.deepEqual(journal.attempts, []);
    await journal.append(attempt(0, 'héllo\nthere'));
    await journal.append(attempt(1, 'two'));
    assert.deepEqual(await textsKept(), ['héllo\nthere', 'two']);
  });

  it('notices what another worker appended', async () => {
    await (await openDialogJournal(test.run, dialogId)).append(attempt(0, 'one'));
    await appendFile(test.run.path(dialogFile(dialogId, 'jsonl')), `${JSON.stringify(attempt(1, 'from elsewhere'))}\n`);
    assert.deepEqual(await textsKept(), ['one', 'from elsewhere']);
  });

  it('cuts off a torn last line, and only that', async () => {
    await (await openDialogJournal(test.run, dialogId)).append(attempt(0, 'whole'));
    await appendFile(test.run.path(dialogFile(dialogId, 'jsonl')), '{"turn":1,"attempt":0,"acc');
    const journal = await openDialogJournal(test.run, dialogId);
    assert.deepEqual(
      journal.attempts.map(({ text }) => text),
      ['whole'],
    );
    await journal.append(attempt(1, 'made again'));
    assert.deepEqual(await textsKept(), ['whole', 'made again']);
  });

  it('names the line that something else damaged, and what to do', async () => {
    await (await openDialogJournal(test.run, dialogId)).append(attempt(0, 'whole'));
    const path = test.run.path(dialogFile(dialogId, 'jsonl'));
    for (const damaged of ['{"turn":1', '{"turn":1}']) {
      await appendFile(path, `${damaged}\n${JSON.stringify(attempt(2, 'after it'))}\n`);
      await assert.rejects(openDialogJournal(test.run, dialogId), (error) => {
        assert.ok(error instanceof StudioFailure);
        assert.equal(error.message, `${path}: line 2 is damaged`);
        assert.deepEqual([error.name, error.details['isLasting']], ['RunFolderUnusable', true]);
        assert.match(String(error.details['remedy']), /Take out that line/u);
        return true;
      });
      await truncate(path, Buffer.byteLength(`${JSON.stringify(attempt(0, 'whole'))}\n`));
    }
    assert.deepEqual(await textsKept(), ['whole']);
  });

  it('lets nothing but our own hashes become a file name', () => {
    for (const hostile of ['../../etc/passwd', 'd123', `d${'0'.repeat(20)}/x`, '', `D${'0'.repeat(20)}`]) {
      assert.throws(() => dialogFile(hostile, 'json'), RangeError);
    }
  });
});

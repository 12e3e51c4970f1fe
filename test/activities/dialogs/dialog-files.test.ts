import assert from 'node:assert/strict';
import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import {
  dialogFile,
  listDialogIds,
  mendAttempts,
  openAttempts,
  openJudgeCalls,
  readAttempts,
  readDialogRecord,
  readJudgeCalls,
  writeAttemptsOf,
  writeDialogRecord,
} from '../../../activities/dialogs/dialog-files.ts';
import { sumLine } from '../../../activities/dialogs/summed-line.ts';
import type { Attempt } from '../../../schemas/dialog.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import type { JudgeCall } from '../../../schemas/judgement.ts';
import { createLedger } from '../../../activities/dialogs/open-ledger.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import { answeredCall } from '../../doubles/judge.ts';
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

describe('openAttempts', () => {
  let test: TestRun;
  beforeEach(async () => {
    test = await createTestRun();
  });
  afterEach(() => test.remove());

  const textsKept = async (): Promise<string[]> =>
    (await openAttempts(test.run, dialogId)).entries.map(({ text }) => text);

  it('starts empty and keeps what is appended', async () => {
    const journal = await openAttempts(test.run, dialogId);
    assert.deepEqual(journal.entries, []);
    await journal.append(attempt(0, 'héllo\nthere'));
    await journal.append(attempt(1, 'two'));
    assert.deepEqual(await textsKept(), ['héllo\nthere', 'two']);
  });

  it('notices what another worker appended', async () => {
    await (await openAttempts(test.run, dialogId)).append(attempt(0, 'one'));
    await appendFile(
      test.run.path(dialogFile(dialogId, 'attempts')),
      `${JSON.stringify(attempt(1, 'from elsewhere'))}\n`,
    );
    assert.deepEqual(await textsKept(), ['one', 'from elsewhere']);
  });

  it('cuts off a torn last line, and only that', async () => {
    await (await openAttempts(test.run, dialogId)).append(attempt(0, 'whole'));
    await appendFile(test.run.path(dialogFile(dialogId, 'attempts')), '{"turn":1,"attempt":0,"acc');
    const journal = await openAttempts(test.run, dialogId);
    assert.deepEqual(
      journal.entries.map(({ text }) => text),
      ['whole'],
    );
    await journal.append(attempt(1, 'made again'));
    assert.deepEqual(await textsKept(), ['whole', 'made again']);
  });

  it('names the line that something else damaged, and what to do', async () => {
    await (await openAttempts(test.run, dialogId)).append(attempt(0, 'whole'));
    const path = test.run.path(dialogFile(dialogId, 'attempts'));
    for (const damaged of ['{"turn":1', '{"turn":1}']) {
      await appendFile(path, `${damaged}\n${JSON.stringify(attempt(2, 'after it'))}\n`);
      await assert.rejects(openAttempts(test.run, dialogId), (error) => {
        assert.ok(error instanceof StudioFailure);
        assert.equal(error.message, `${path}: line 2 is damaged`);
        assert.deepEqual([error.name, error.details['isLasting']], ['RunFolderUnusable', true]);
        assert.match(String(error.details['remedy']), /Take out that line/u);
        return true;
      });
      await truncate(path, Buffer.byteLength(`${sumLine(attempt(0, 'whole'))}\n`));
    }
    assert.deepEqual(await textsKept(), ['whole']);
  });

  it('notices a wrong bit in any byte, of a journal as of a record, or reads what was written', async function () {
    this.timeout(120_000);
    const made = [attempt(0, 'one'), attempt(1, 'twö')];
    await writeAttemptsOf(test.run, dialogId, made);
    const dialog = { dialogId, status: 'failed' as const, reason: 'why', realizer: 'test', turns: [] };
    await writeDialogRecord(test.run, dialog);
    const files = [
      { file: dialogFile(dialogId, 'attempts'), read: () => readAttempts(test.run, dialogId), written: made },
      { file: dialogFile(dialogId, 'record'), read: () => readDialogRecord(test.run, dialogId), written: dialog },
    ];
    for (const { file, read, written } of files) {
      const path = test.run.path(file);
      const bytes = await readFile(path);
      let noticed = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
        await writeFile(path, flipped);
        const found = await read().catch((error: unknown) => error);
        if (found instanceof StudioFailure) {
          assert.ok(found.message.startsWith(path), found.message);
          noticed += 1;
        } else {
          assert.deepEqual(found, written, `byte ${at}: ${flipped.toString()}`);
        }
      }
      assert.ok(noticed > 0.8 * bytes.length, `${noticed} of ${bytes.length} bytes`);
      await writeFile(path, bytes);
    }
  });

  it('lets nothing but our own hashes become a file name', () => {
    for (const hostile of ['../../etc/passwd', 'd123', `d${'0'.repeat(20)}/x`, '', `D${'0'.repeat(20)}`]) {
      assert.throws(() => dialogFile(hostile, 'record'), RangeError);
    }
  });
});

const judgeCall: JudgeCall = {
  question: { kind: 'judgement', repetition: 0 },
  attempt: 0,
  call: 0,
  judge: 'openai:double',
  asked: 'a',
  judgement: null,
  comparison: null,
  modelCall: answeredCall,
};

describe('the journals of a dialog, whoever reads them', () => {
  let test: TestRun;
  beforeEach(async () => {
    test = await createTestRun();
    const paid = { ...attempt(0, 'paid'), modelCall: answeredCall };
    await (await openAttempts(test.run, dialogId)).append(paid);
    await (await openJudgeCalls(test.run, dialogId)).append(judgeCall);
  });
  afterEach(() => test.remove());

  const pathOf = (file: 'attempts' | 'judge'): string => test.run.path(dialogFile(dialogId, file));
  const readers = {
    attempts: {
      'who makes the dialog': async () => (await openAttempts(test.run, dialogId)).entries.length,
      'who looks at it': async () => (await readAttempts(test.run, dialogId)).length,
      'who opens the ledger': async () => (await createLedger(test.run).read()).nanoUsd / 1_000_000,
    },
    judge: {
      'who judges it': async () => (await openJudgeCalls(test.run, dialogId)).entries.length,
      'who sums up': async () => (await readJudgeCalls(test.run, dialogId)).length,
    },
  } as const;
  for (const file of ['attempts', 'judge'] as const) {
    for (const [reader, read] of Object.entries(readers[file])) {
      it(`${file}: ${reader} skips a half-written last line and nothing else`, async () => {
        await appendFile(pathOf(file), '{"turn":1,"att');
        assert.equal(await read(), 1);
      });

      it(`${file}: ${reader} is told of a damaged line by file, line and remedy`, async () => {
        await appendFile(pathOf(file), '{"turn":1,"att\n');
        await assert.rejects(read(), (error) => {
          assert.ok(error instanceof StudioFailure);
          assert.equal(error.message, `${pathOf(file)}: line 2 is damaged`);
          assert.deepEqual([error.name, error.details['isLasting']], ['RunFolderUnusable', true]);
          assert.match(error.details.remedy ?? '', /^Take out that line/u);
          return true;
        });
      });
    }
  }

  it('are left as they are by readers, and whole by who goes on with them', async () => {
    for (const file of ['attempts', 'judge'] as const) await appendFile(pathOf(file), '{"turn":1,"att');
    const before = await Promise.all((['attempts', 'judge'] as const).map((file) => readFile(pathOf(file), 'utf8')));
    await readAttempts(test.run, dialogId);
    await readJudgeCalls(test.run, dialogId);
    const after = await Promise.all((['attempts', 'judge'] as const).map((file) => readFile(pathOf(file), 'utf8')));
    assert.deepEqual(after, before);
    await mendAttempts(test.run);
    assert.match(await readFile(pathOf('attempts'), 'utf8'), /"paid".*\}\n$/u);
    await (await openJudgeCalls(test.run, dialogId)).append({ ...judgeCall, call: 1 });
    const calls = await readJudgeCalls(test.run, dialogId);
    assert.deepEqual(
      calls.map(({ call }) => call),
      [0, 1],
    );
  });

  it('are listed by the ids of their dialogs, which are our own hashes only', async () => {
    await test.run.writeText('work/dialogs/notes.jsonl', '');
    await test.run.writeText(`work/dialogs/d${'1'.repeat(20)}.jsonl`, '');
    assert.deepEqual(await listDialogIds(test.run, 'attempts'), [dialogId, `d${'1'.repeat(20)}`]);
    assert.deepEqual(await listDialogIds(test.run, 'record'), []);
  });

  it('stand beside a record whose damage is named', async () => {
    assert.equal(await readDialogRecord(test.run, dialogId), undefined);
    const file = dialogFile(dialogId, 'record');
    await test.run.writeText(file, '{"dialogId"');
    await assert.rejects(readDialogRecord(test.run, dialogId), {
      name: 'RunFolderUnusable',
      message: `${test.run.path(file)} is damaged`,
    });
  });
});

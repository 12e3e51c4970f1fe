import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import type { RunFolder } from '../../../activities/dependencies.ts';
import {
  dialogFile,
  hasEnded,
  listDialogIds,
  listUnpackedIds,
  openAttempts,
  readAttempts,
  readDialogRecord,
  writeDialogRecord,
} from '../../../activities/dialogs/dialog-files.ts';
import { packDialogs } from '../../../activities/dialogs/pack-dialogs.ts';
import { packLine, unpackLine } from '../../../activities/dialogs/packed-line.ts';
import { listPacks, openPacks, packFile, packFolder } from '../../../activities/dialogs/packs.ts';
import { sumLine } from '../../../activities/dialogs/summed-line.ts';
import type { Attempt, Dialog } from '../../../schemas/dialog.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

const idOf = (at: number): string => `d${String(at).padStart(20, '0')}`;
const attempt = (turn: number, text: string, call = 0): Attempt => ({
  turn,
  attempt: 0,
  call,
  accepted: true,
  text,
  problems: [],
  realizer: 'test',
  context: null,
  modelCall: null,
});
const record = (dialogId: string, status: Dialog['status'] = 'accepted', text = 'said'): Dialog => ({
  dialogId,
  status,
  reason: status === 'accepted' ? null : 'FidelityExhausted: turn 0',
  realizer: 'test',
  turns: [
    { turn: 0, speaker: 'user', superNode: 'Open', act: 'greet', text, attempts: 1, namedItemIds: [], evidence: [] },
  ],
});

const say = async (run: RunFolder, dialogId: string, ...texts: string[]): Promise<void> => {
  for (const text of texts) {
    const journal = await openAttempts(run, dialogId);
    await journal.append(attempt(journal.entries.length, text));
  }
};
const textsOf = async (run: RunFolder, dialogId: string): Promise<string[]> =>
  (await readAttempts(run, dialogId)).map(({ text }) => text);

describe('packs of dialogs', function () {
  this.timeout(120_000);
  let test: TestRun;
  beforeEach(async () => {
    test = await createTestRun();
  });
  afterEach(() => test.remove());

  /** As another process sees the same folder. */
  const otherProcess = (): RunFolder => openRunFolder(test.run.ref);

  it('hold what the files held, and take their place', async () => {
    const run = test.run;
    for (const at of [3, 1, 2]) {
      await say(run, idOf(at), `hällo ${at}`, 'two\nlines');
      if (at !== 2) await writeDialogRecord(run, record(idOf(at)));
    }
    const before = await Promise.all([1, 2, 3].map(async (at) => readAttempts(run, idOf(at))));
    await packDialogs(run, [1, 2, 3].map(idOf));
    assert.deepEqual(await listUnpackedIds(run, 'attempts'), [idOf(2)], 'one that has not ended keeps its file');
    assert.deepEqual(await listUnpackedIds(run, 'record'), []);
    assert.deepEqual(await listDialogIds(run, 'attempts'), [1, 2, 3].map(idOf));
    assert.deepEqual(await listDialogIds(run, 'record'), [idOf(1), idOf(3)]);
    assert.deepEqual(await Promise.all([1, 2, 3].map(async (at) => readAttempts(run, idOf(at)))), before);
    assert.deepEqual(await readDialogRecord(run, idOf(3)), record(idOf(3)));
    assert.deepEqual([await hasEnded(run, idOf(1)), await hasEnded(run, idOf(2))], [true, false]);
    assert.equal((await run.listNames(packFolder)).length, 3, 'records, attempts, index');
    // Nothing is left to pack.
    await packDialogs(run, [1, 2, 3].map(idOf));
    assert.equal((await run.listNames(packFolder)).length, 3, 'records, attempts, index');
  });

  it('give a dialog back that is made again, whose later lines count', async () => {
    const { run } = test;
    await say(run, idOf(1), 'first');
    await writeDialogRecord(run, record(idOf(1), 'failed'));
    await packDialogs(run, [idOf(1)]);
    await say(run, idOf(1), 'second');
    assert.deepEqual(await textsOf(otherProcess(), idOf(1)), ['first', 'second']);
    await packDialogs(run, [idOf(1)]);
    assert.deepEqual(await listUnpackedIds(run, 'attempts'), []);
    assert.deepEqual(await textsOf(run, idOf(1)), ['first', 'second']);
    assert.equal((await readDialogRecord(run, idOf(1)))?.status, 'failed');
    await writeDialogRecord(run, record(idOf(1)));
    assert.equal((await readDialogRecord(run, idOf(1)))?.status, 'accepted', 'its own file counts before the pack');
    await packDialogs(run, [idOf(1)]);
    assert.equal((await readDialogRecord(run, idOf(1)))?.status, 'accepted');
    const { dialogs, superseded } = await openPacks(run);
    assert.equal(dialogs.get(idOf(1))?.answered, 2);
    assert.equal(superseded.length, 2);
  });

  it('keep the line of a call that was under way while its dialog was packed', async () => {
    const { run } = test;
    await say(run, idOf(1), 'first');
    const late = await openAttempts(run, idOf(1));
    await writeDialogRecord(run, record(idOf(1)));
    await packDialogs(otherProcess(), [idOf(1)]);
    assert.deepEqual(await listUnpackedIds(run, 'attempts'), []);
    await late.append(attempt(1, 'late'));
    assert.deepEqual(await textsOf(run, idOf(1)), ['first', 'late']);
    assert.deepEqual(await textsOf(otherProcess(), idOf(1)), ['first', 'late']);
  });

  it('still have the paid answers where their records are gone, whose dialogs go on from there', async () => {
    const { run } = test;
    await say(run, idOf(1), 'paid');
    await writeDialogRecord(run, record(idOf(1)));
    await packDialogs(run, [idOf(1)]);
    const [name = ''] = await listPacks(run);
    await run.removeFile(packFile(name, 'record'));
    await run.removeFile(`${packFolder}/${name}.index.json`);
    const other = openRunFolder(run.ref);
    assert.deepEqual(await textsOf(other, idOf(1)), ['paid']);
  });

  it('are noticed where one comes or goes under a process that knows them, or its lines begin with another id', async () => {
    const { run } = test;
    await say(run, idOf(1), 'one');
    await writeDialogRecord(run, record(idOf(1)));
    await packDialogs(run, [idOf(1)]);
    const [name = ''] = await listPacks(run);
    const file = packFile(name, 'record');
    const text = (await run.readText(file)) ?? '';
    await run.removeFile(file);
    assert.deepEqual(await listDialogIds(run, 'record'), []);
    assert.equal(await readDialogRecord(run, idOf(1)), undefined);
    await run.writeText(file, text);
    assert.deepEqual(await listDialogIds(run, 'record'), [idOf(1)]);
    await run.writeText(file, text.replace(idOf(1), idOf(2)));
    await assert.rejects(readDialogRecord(run, idOf(1)), {
      name: 'RunFolderUnusable',
      message: `${run.path(file)}: lines of dialog ${idOf(1)} are damaged`,
    });
  });

  it('leave alone a dialog that is damaged, torn or lacks attempts', async () => {
    const { run } = test;
    for (const at of [1, 2, 3]) {
      await say(run, idOf(at), 'one');
      await writeDialogRecord(run, record(idOf(at)));
    }
    await run.writeText(dialogFile(idOf(1), 'attempts'), '{"turn":0');
    await run.writeText(dialogFile(idOf(2), 'attempts'), '');
    await run.writeText(dialogFile(idOf(3), 'record'), sumLine(record(idOf(3))).replace('said', 'seid'));
    await packDialogs(run, [1, 2, 3].map(idOf));
    assert.deepEqual(await listPacks(run), []);
    assert.equal((await listUnpackedIds(run, 'record')).length, 3);
  });

  it('name the line that was damaged, and are read without their index', async () => {
    const { run } = test;
    for (const at of [1, 2]) {
      await say(run, idOf(at), `one ${at}`, `two ${at}`);
      await writeDialogRecord(run, record(idOf(at), 'accepted', `said ${at}`));
    }
    await packDialogs(run, [1, 2].map(idOf));
    const [name = ''] = await listPacks(run);
    const journals = run.path(packFile(name, 'attempts'));
    const records = run.path(packFile(name, 'record'));
    const [textOfJournals, textOfRecords] = [await readFile(journals, 'utf8'), await readFile(records, 'utf8')];
    await writeFile(journals, textOfJournals.replace('two 2', 'twa 2'));
    await writeFile(records, textOfRecords.replace('said 1', 'seid 1'));
    assert.deepEqual(await textsOf(run, idOf(1)), ['one 1', 'two 1']);
    await assert.rejects(readAttempts(run, idOf(2)), {
      name: 'RunFolderUnusable',
      message: `${journals}, dialog ${idOf(2)}: line 2 is damaged`,
    });
    await assert.rejects(readDialogRecord(run, idOf(1)), {
      name: 'RunFolderUnusable',
      message: `${records}: the line of dialog ${idOf(1)} is damaged`,
    });
    // As the remedies say; this process still knows the earlier index.
    await writeFile(
      journals,
      textOfJournals
        .split('\n')
        .filter((line) => !line.includes('two 2'))
        .join('\n'),
    );
    await writeFile(
      records,
      textOfRecords
        .split('\n')
        .filter((line) => !line.includes('said 1'))
        .join('\n'),
    );
    assert.deepEqual(await textsOf(run, idOf(2)), ['one 2']);
    assert.equal(await readDialogRecord(run, idOf(1)), undefined);
    assert.deepEqual(await textsOf(run, idOf(1)), ['one 1', 'two 1']);
    assert.equal((await readDialogRecord(run, idOf(2)))?.turns[0]?.text, 'said 2');
    assert.deepEqual(await listDialogIds(run, 'record'), [idOf(2)]);
  });

  it('lose and double nothing wherever packing stops, and whoever goes on', async () => {
    const steps = fc.array(
      fc.record({
        dialog: fc.integer({ min: 1, max: 4 }),
        does: fc.constantFrom('say', 'end', 'fail', 'pack'),
        /** Writes and removals that a packing makes before its process is killed. */
        dies: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
      }),
      { minLength: 4, maxLength: 24 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const own = await createTestRun();
        try {
          const texts = new Map<string, string[]>();
          const states = new Map<string, Dialog['status']>();
          const check = async (run: RunFolder): Promise<void> => {
            for (const [dialogId, expected] of texts) assert.deepEqual(await textsOf(run, dialogId), expected);
            for (const [dialogId, status] of states)
              assert.equal((await readDialogRecord(run, dialogId))?.status, status);
            assert.deepEqual(await listDialogIds(run, 'attempts'), [...texts.keys()].toSorted());
            assert.deepEqual(await listDialogIds(run, 'record'), [...states.keys()].toSorted());
          };
          for (const [at, { dialog, does, dies }] of all.entries()) {
            const dialogId = idOf(dialog);
            const run = at % 2 === 0 ? own.run : openRunFolder(own.run.ref);
            if (does === 'say' && states.get(dialogId) !== 'accepted') {
              await say(run, dialogId, `line ${at}`);
              texts.set(dialogId, [...(texts.get(dialogId) ?? []), `line ${at}`]);
            }
            if ((does === 'end' || does === 'fail') && texts.has(dialogId) && states.get(dialogId) !== 'accepted') {
              const status = does === 'end' ? 'accepted' : 'failed';
              await writeDialogRecord(run, record(dialogId, status));
              states.set(dialogId, status);
            }
            if (does === 'pack') await packDialogs(dyingAfter(run, dies), [1, 2, 3, 4].map(idOf)).catch(onlyKilled);
            await check(own.run);
            await check(openRunFolder(own.run.ref));
          }
          await packDialogs(own.run, [1, 2, 3, 4].map(idOf));
          await check(own.run);
          assert.deepEqual(await listUnpackedIds(own.run, 'record'), []);
        } finally {
          await own.remove();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('give each line back byte for byte, and leave a damaged one damaged', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, isSummed) => {
        const line = isSummed ? sumLine({ turn: 1, text }) : JSON.stringify({ turn: 1, text });
        assert.equal(unpackLine(idOf(1), packLine(idOf(1), line)), line);
      }),
    );
    const damaged = sumLine({ turn: 1 }).replace('1', '2');
    assert.equal(packLine(idOf(1), damaged), damaged);
  });
});

/** A folder whose process is killed after so many writes and removals. */
function dyingAfter(run: RunFolder, steps: number | undefined): RunFolder {
  let left = steps ?? Number.POSITIVE_INFINITY;
  const count =
    <T extends unknown[]>(work: (...args: T) => Promise<void>) =>
    async (...args: T): Promise<void> => {
      if (left === 0) throw new Error('killed');
      left -= 1;
      return work(...args);
    };
  return {
    ...run,
    writeText: count((relative: string, content: string) => run.writeText(relative, content)),
    removeFile: count((relative: string) => run.removeFile(relative)),
  };
}

function onlyKilled(error: unknown): void {
  if (!(error instanceof Error) || error.message !== 'killed') throw error;
}

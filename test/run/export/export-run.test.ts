import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { exportRun } from '../../../run/export/export-run.ts';
import { createFixtureRun } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

/** Text that would end a line or a string where it is not escaped. */
const hostile = 'say "x",\n\u2028{"role":"system"} \\';

describe('exportRun', () => {
  let fixture: FixtureRun;
  let folder: string;
  before(async () => {
    fixture = await createFixtureRun();
    folder = join(fixture.runsRoot, 'out');
    const relations = {
      dialogs: `from (values ('d1', 'train', 'accepted'), ('d2', 'valid', 'accepted'), ('d3', 'train', 'failed')) d(dialog_id, split, status)
                  select *, 'left' as outcome, 'i1' as item_id`,
      turns: `from (values ('d1', 1, 'user', $hostile), ('d1', 0, 'system', 'Hello.'), ('d2', 0, 'user', 'Hi.'), ('d3', 0, 'user', 'Hm.'))
                t(dialog_id, turn, speaker, text)`,
      attempts: `from (values ('d1', 1, 0, false, 'Refused.', ['title-leak: it'], null), ('d1', 1, 1, false, '', ['ModelUnavailable: 429'], 'ModelUnavailable'),
                   ('d1', 1, 2, true, $hostile, [], null), ('d1', 1, 3, false, $hostile, ['repeat: x'], null))
                   a(dialog_id, turn, attempt, accepted, text, problems, failure)`,
    } as const;
    await withDatabase({ threads: 1 }, async (db) => {
      for (const [relation, sql] of Object.entries(relations)) {
        await db.writeParquet(
          sql,
          join(fixture.run.folder, 'relations', `${relation}.parquet`),
          sql.includes('$hostile') ? { hostile } : {},
        );
      }
    });
  });
  after(() => fixture.remove());

  const read = async (split: string): Promise<unknown[]> =>
    (await readFile(join(folder, `${split}.jsonl`), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('writes the accepted dialogs as chat, a file a split that has any, by the names that datasets knows', async () => {
    const files = await exportRun(fixture.run, 'chat', folder);
    assert.deepEqual(
      files.map(({ path, lines }) => [path, lines]),
      [
        [join(folder, 'train.jsonl'), 1],
        [join(folder, 'validation.jsonl'), 1],
      ],
    );
    assert.deepEqual((await readdir(folder)).toSorted(), ['train.jsonl', 'validation.jsonl']);
    const [line] = await read('train');
    assert.ok(JSON.stringify(line).includes(JSON.stringify({ role: 'user', content: hostile, train: false })));
  });

  it('writes pairs of answered attempts alone, and takes away the file of a split that has none any more', async () => {
    const files = await exportRun(fixture.run, 'preference', folder);
    assert.deepEqual(
      files.map(({ lines }) => lines),
      [1],
    );
    assert.deepEqual(await readdir(folder), ['train.jsonl']);
    const [line] = await read('train');
    const text = JSON.stringify(line);
    assert.ok(
      text.includes('"reasons":["title-leak: it"]') &&
        text.includes('"rejected":[{"role":"assistant","content":"Refused."}]'),
      text,
    );
  });

  it('says so where a run has no dialogs yet', async () => {
    const early = await createFixtureRun({ gathered: false });
    try {
      await rm(early.run.relationPath('plans'));
      await assert.rejects(exportRun(early.run, 'chat', folder), {
        name: 'RunFolderUnusable',
        message: /has no dialogs yet/u,
      });
    } finally {
      await early.remove();
    }
  });
});

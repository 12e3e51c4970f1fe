import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { toDatabaseFailure } from '../../../infra/duckdb/database-failure.ts';

describe('what DuckDB cannot read or write', () => {
  let run: string;
  beforeEach(async () => {
    run = await mkdtemp(join(tmpdir(), 'convrec-failure-'));
    await mkdir(join(run, 'work/parts/clauses'), { recursive: true });
    await mkdir(join(run, 'relations'));
  });
  afterEach(() => rm(run, { recursive: true }));

  it('is named with its file and what to do, whether it was cut short, emptied or overwritten', async () => {
    for (const [file, remedy] of [
      ['relations/clauses.parquet', /the stage that wrote it is made again/u],
      ['work/parts/clauses/0a.parquet', /Remove that file and launch again/u],
    ] as const) {
      const path = join(run, file);
      for (const harm of [
        () => truncate(path, 900),
        () => truncate(path, 0),
        () => writeFile(path, 'no Parquet at all'),
      ]) {
        await write(path);
        await harm();
        await assert.rejects(
          read(path),
          (error: { name: string; message: string; details: Record<string, unknown> }) => {
            assert.equal(error.name, 'RunFolderUnusable');
            assert.ok(error.message.startsWith(`${path} is damaged: `), error.message);
            assert.match(String(error.details['remedy']), remedy);
            assert.equal(error.details['isLasting'], true);
            return true;
          },
        );
      }
    }
  });

  it('is damage where a flipped bit leaves text that is no text', async () => {
    const path = join(run, 'work/histories/aa.parquet');
    const message = `Invalid Input Error: Invalid string encoding found in Parquet file "${path}": value "\\xB1" is not valid UTF8!`;
    const failure = await toDatabaseFailure(new Error(message), [], async () => {});
    assert.ok(failure instanceof Error);
    assert.equal(failure.name, 'RunFolderUnusable');
    assert.ok(failure.message.startsWith(`${path} is damaged: `), failure.message);
  });

  it('is named where DuckDB’s error names no file', async () => {
    const [sound, path] = ['aa', 'bb'].map((name) => join(run, `work/parts/clauses/${name}.parquet`));
    assert.ok(sound !== undefined && path !== undefined);
    await write(sound);
    await write(path);
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0xff, bytes.length - 200, bytes.length - 184));
    const reading = withDatabase({ threads: 1 }, (db) =>
      db.run(`create table parts as from read_parquet(from_json($paths, '["VARCHAR"]'))`, {
        paths: JSON.stringify([sound, path]),
      }),
    );
    await assert.rejects(reading, (error: Error) => {
      assert.equal(error.name, 'RunFolderUnusable');
      assert.ok(error.message.startsWith(`${path} is damaged: `), error.message);
      return true;
    });
  });

  it('is named when it is missing', async () => {
    const path = join(run, 'relations/plans.parquet');
    await assert.rejects(read(path), { name: 'RunFolderUnusable', message: `${path} is missing` });
    // As where the whole folder goes between the opening of a view and its reading.
    await write(path);
    const reading = withDatabase({ threads: 1 }, async (db) => {
      await db.openParquet('plans', path);
      await rm(join(run, 'relations'), { recursive: true });
      return db.rows('from plans');
    });
    await assert.rejects(reading, { name: 'RunFolderUnusable', message: `${path} is missing` });
  });

  it('stays as it is for a file of a person’s own, and for a wrong statement', async () => {
    const path = join(run, 'reviews.parquet');
    await writeFile(path, 'no Parquet at all');
    await assert.rejects(read(path), { name: 'Error', message: /No magic bytes/u });
    await assert.rejects(
      withDatabase({ threads: 1 }, (db) => db.rows('selec')),
      { name: 'Error', message: /Parser Error/u },
    );
  });

  it('is a full disk where the disk is full, with nothing left of the file', async function () {
    const full = '/dev/full';
    if (process.platform !== 'linux') {
      console.log(`skipped: no ${full}`);
      this.skip();
      return;
    }
    const error = await withDatabase({ threads: 1 }, (db) =>
      db.run(`copy (select i, hash(i) from range(100000) r(i)) to '${full}' (format parquet)`),
    ).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'RunFolderUnusable');
    assert.match(error.message, /the disk is full: .*\/dev\/full/u);
  });

  it('is a full disk where DuckDB finds no room to spill', async () => {
    const message =
      "Out of Memory Error: failed to offload data block of size 256.0 KiB (1.0 GiB/1.0 GiB used).\nThis limit was set by the 'max_temp_directory_size' setting.";
    const failure = await toDatabaseFailure(new Error(message), [], () => Promise.reject(new Error('not asked')));
    assert.match(String(failure), /the disk is full/u);
  });

  it('leaves nothing of writers that were killed, once the file is written whole', async () => {
    const path = join(run, 'relations/reviews.parquet');
    await writeFile(`${path}.tmp-of-a-killed-one`, 'half');
    await writeFile(join(run, 'relations/reviews2.parquet.tmp-1'), 'of another file');
    await write(path);
    await copyFile(path, join(run, 'relations/kept.parquet'));
    assert.deepEqual((await readdir(join(run, 'relations'))).toSorted(), [
      'kept.parquet',
      'reviews.parquet',
      'reviews2.parquet.tmp-1',
    ]);
  });
});

describe('databases that spill', () => {
  // In a process of its own: what goes wrong here is a segmentation fault.
  it('do so side by side in one place, and leave nothing there', async function () {
    this.timeout(60_000);
    const folder = await mkdtemp(join(tmpdir(), 'convrec-spill-'));
    try {
      // Left by a process that was killed, on this machine and on another.
      const child = fork(new URL('spill-side-by-side.mjs', import.meta.url), [folder]);
      const [code, signal] = await once(child, 'exit');
      assert.deepEqual([code, signal], [0, null]);
      assert.deepEqual(await readdir(folder), []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const write = (path: string): Promise<number> =>
  withDatabase({ threads: 1 }, (db) =>
    db.writeParquet(`select i, 'a review of ' || i as t from range(1000) r(i)`, path),
  );

const read = (path: string): Promise<unknown> =>
  withDatabase({ threads: 1 }, async (db) => {
    await db.openParquet('relation', path);
    return db.rows('select sum(i), count(t) from relation');
  });

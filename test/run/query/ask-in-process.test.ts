import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { askInProcess } from '../../../run/query/ask-in-process.ts';
import type { Asking } from '../../../run/query/ask-in-process.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { convrec } from '../../cli/run-convrec.ts';
import { createFixtureRun } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

describe('a query in a process of its own', function () {
  this.timeout(60_000);
  let fixture: FixtureRun;
  const systemFolder = process.env['TMPDIR'];
  before(async () => {
    fixture = await createFixtureRun();
    // Nobody else spills there.
    process.env['TMPDIR'] = fixture.runsRoot;
  });
  after(async () => {
    if (systemFolder === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = systemFolder;
    await fixture.remove();
  });

  const ask = (sql: string, options: Partial<Asking> = {}): Promise<unknown[][]> =>
    askInProcess({ ref: fixture.run.ref, sql, signal: new AbortController().signal, ...options }, async ({ rows }) => {
      const all: unknown[][] = [];
      for await (const row of rows) all.push([...row]);
      return all;
    });

  it('answers as one in this process does, over any number of batches', async () => {
    const rows = await ask(`select i, repeat('x', 100) from range(20000) r(i)`);
    assert.equal(rows.length, 20_000);
    assert.deepEqual(rows.at(-1), [19_999, 'x'.repeat(100)]);
    assert.deepEqual(await ask('select count(*) from dialogs'), [[2]]);
  });

  it('says what is wrong with a query, and which file is damaged', async () => {
    await assert.rejects(ask('selec 1'), { name: 'QueryRefused', message: /syntax error/u });
    await assert.rejects(ask(`select * from read_csv('/etc/passwd')`), { name: 'QueryRefused' });
    await assert.rejects(ask(`select i, error('late') from range(100000) r(i) where i = 90000`), {
      name: 'QueryRefused',
      message: /late/u,
    });
  });

  const greedy: Readonly<Record<string, string>> = {
    'one text of gigabytes': `select length(repeat('x', 3000000000) || repeat('y', 3000000000))`,
    'many texts of hundreds of megabytes': `select max(length(repeat('x', 300000000 + i::int))) from range(64) r(i)`,
    'a list of a billion values': 'select len(range(1000000000))',
  };
  for (const [what, sql] of Object.entries(greedy)) {
    it(`is refused the memory that functions of a value take: ${what}`, async () => {
      const spills = await listSpills();
      await assert.rejects(ask(sql, { memoryLimitMb: 256, processLimitMb: 700 }), (error: unknown) => {
        assert.ok(error instanceof StudioFailure, String(error));
        assert.equal(error.name, 'QueryRefused');
        assert.match(error.details.remedy ?? '', /\S/u);
        return true;
      });
      assert.deepEqual(await listSpills(), spills);
    });
  }

  it('spills no more than it may, and leaves nothing of it', async () => {
    const spills = await listSpills();
    const sql = 'select count(*) from (select distinct i, md5(i::varchar) from range(3000000) t(i))';
    assert.deepEqual(await ask(sql, { memoryLimitMb: 128 }), [[3_000_000]]);
    await assert.rejects(ask(sql, { memoryLimitMb: 64, spillLimitMb: 16 }), {
      name: 'QueryRefused',
      message: /Out of Memory/u,
    });
    assert.deepEqual(await listSpills(), spills);
  });

  it('ends at once when it is interrupted, whatever it is at', async () => {
    const reason = new Error('Ctrl+C');
    // In one value's function DuckDB hears no interruption.
    const sql = `select levenshtein(repeat('a', 1000000), repeat('b', 1000000))`;
    const controller = new AbortController();
    const spills = await listSpills();
    setTimeout(() => controller.abort(reason), 1500);
    const startedMs = Date.now();
    await assert.rejects(ask(sql, { signal: controller.signal }), reason);
    assert.ok(Date.now() - startedMs >= 1400, 'the query was still going on');
    assert.deepEqual(await listSpills(), spills);
    await assert.rejects(ask('select 1', { signal: controller.signal }), reason);
  });

  it('writes valid JSON of numbers past all bounds, and every one of them', async () => {
    const words = ['sql', `select 1e400 as a, 'nan'::double as b, [-'inf'::double, 1] as c, {'d': 'inf'::float} as d`];
    const json = await convrec([...words, '--format', 'json', '--runs', fixture.runsRoot]);
    assert.equal(json.code, 0, json.err);
    assert.deepEqual(JSON.parse(json.out), [{ a: 'Infinity', b: 'NaN', c: ['-Infinity', 1], d: { d: 'Infinity' } }]);
    const csv = await convrec([...words, '--format', 'csv', '--runs', fixture.runsRoot]);
    assert.match(csv.out, /\r\nInfinity,NaN,/u);
  });

  it('writes CSV without formulas where it is asked to', async () => {
    const begins = ['=1+1', '+1', '-2.5', '-x', '+1 x', '@x', '\t=1', '\r=1', '＝1', 'x=1', ' x', ''];
    const sql = `select unnest([${begins.map((text) => `'${text}'`).join(', ')}]) as "=cell", -1 as n`;
    const safe = await convrec(['sql', sql, '--format', 'csv', '--safe', '--runs', fixture.runsRoot]);
    assert.equal(safe.code, 0, safe.err);
    assert.equal(
      safe.out,
      [
        "'=cell,n",
        "'=1+1,-1",
        '+1,-1',
        '-2.5,-1',
        "'-x,-1",
        "'+1 x,-1",
        "'@x,-1",
        "'\t=1,-1",
        '"\'\r=1",-1',
        "'＝1,-1",
        'x=1,-1',
        ' x,-1',
        '"",-1',
        '',
      ].join('\r\n'),
    );
    const plain = await convrec(['sql', sql, '--format', 'csv', '--runs', fixture.runsRoot]);
    assert.match(plain.out, /^=cell,n\r\n=1\+1,-1\r\n/u);
    const wrong = await convrec(['sql', sql, '--safe', '--runs', fixture.runsRoot]);
    assert.equal(wrong.code, 7);
  });
});

const listSpills = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('convrec-sql-'));

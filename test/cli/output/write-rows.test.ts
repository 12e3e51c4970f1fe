import assert from 'node:assert/strict';
import pc from 'picocolors';
import { parse } from 'csv-parse/sync';
import { formatTable, widthOf } from '../../../cli/output/format-table.ts';
import type { Terminal } from '../../../cli/output/terminal.ts';
import { maximumTableRows, writeRows } from '../../../cli/output/write-rows.ts';
import type { RowFormat } from '../../../cli/output/write-rows.ts';

const hostile = [
  ['\u001b[31mred\u0007', 'a,"b"\r\nc', null, 1.5],
  ['=1+1', '', ['x', null], -2],
  ['日本', '\u202eevil', { a: '\u009b' }, Number.NaN],
];
const columns = ['text', 'te,xt', 'nested', 'number'];

async function write(
  format: RowFormat,
  rows: readonly unknown[][],
  { isOutTty = false, isPlan = false } = {},
): Promise<string> {
  let written = '';
  const colours = pc.createColors(false);
  const terminal: Terminal = {
    write: async (text) => {
      written += text;
    },
    note: () => assert.fail('a result is no note'),
    isOutTty,
    isNoteTty: false,
    colours,
    noteColours: colours,
  };
  const stream = async function* (): AsyncGenerator<readonly unknown[]> {
    yield* rows;
  };
  await writeRows({ columns, isPlan, rows: stream() }, format, terminal);
  return written;
}

describe('writeRows', () => {
  it('writes JSON that holds every value and no control character', async () => {
    const written = await write('json', hostile);
    assert.deepEqual(JSON.parse(written), [
      { text: '\u001b[31mred\u0007', 'te,xt': 'a,"b"\r\nc', nested: null, number: 1.5 },
      { text: '=1+1', 'te,xt': '', nested: ['x', null], number: -2 },
      { text: '日本', 'te,xt': '\u202eevil', nested: { a: '\u009b' }, number: null },
    ]);
    assert.doesNotMatch(written.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
    assert.deepEqual(JSON.parse(await write('json', [])), []);
  });

  it('writes Markdown whose cells hold text alone: no markup, no further cell, no further row', async () => {
    const rows = [['a|b\n<b>*x*</b> [l](u) &lt;', null, ['y'], 2]];
    const lines = (await write('markdown', rows)).split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[0], '| text | te,xt | nested | number |');
    assert.equal(lines[1], '| --- | --- | --- | --- |');
    assert.equal(lines[2], String.raw`| a\|b\\n&lt;b>\*x\*&lt;/b> \[l\](u) &amp;lt; |  | \["y"\] | 2 |`);
    assert.equal((await write('markdown', [])).trimEnd().split('\n').length, 2);
  });

  it('writes CSV that a reader gets every character back from', async () => {
    const rows: unknown = parse(await write('csv', hostile));
    assert.deepEqual(rows, [
      columns,
      ['\u001b[31mred\u0007', 'a,"b"\r\nc', '', '1.5'],
      ['=1+1', '', '["x",null]', '-2'],
      ['日本', '\u202eevil', '{"a":"\u009b"}', 'null'],
    ]);
    assert.match(await write('csv', [[null, '', 0, 0]]), /\r\n,"",0,0\r\n$/u);
  });

  it('writes out controls in CSV on a terminal', async () => {
    assert.doesNotMatch((await write('csv', hostile, { isOutTty: true })).replaceAll('\r\n', ''), /[\p{Cc}\u202e]/u);
  });

  it('writes a table that is safe and says how many rows there are', async () => {
    const written = await write('table', hostile);
    assert.doesNotMatch(written.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
    assert.match(written, /\\x1b\[31mred\\x07/u);
    assert.match(written, /3 rows\n$/u);
  });

  it('cuts a long table and says so', async () => {
    const many = Array.from({ length: maximumTableRows + 1234 }, (_, index) => [String(index), '', null, index]);
    const written = await write('table', many);
    assert.equal(written.split('\n').length, maximumTableRows + 4);
    assert.match(written, /… 1,234 more, .*; 1,434 rows\n$/u);
  });

  it('keeps the lines of a plan', async () => {
    assert.equal(await write('table', [['physical_plan', '┌─┐\n│\u001b│']], { isPlan: true }), '┌─┐\n│\\x1b│\n');
  });
});

describe('formatTable', () => {
  it('aligns by what a terminal shows, numbers to the right', () => {
    const lines = formatTable(
      ['name', 'n'],
      [
        ['日本', 7],
        ['e\u0301', 1000],
        ['🍕', null],
      ],
      { maximumWidth: 20 },
    );
    assert.deepEqual(lines, ['name     n', '────  ────', '日本     7', 'e\u0301     1000', '🍕       ·']);
    assert.equal(widthOf('日本🍕e\u0301'), 7);
  });

  it('cuts what is too long with an ellipsis', () => {
    const [, , row] = formatTable(['text'], [['x'.repeat(10_000)]], { maximumWidth: 10 });
    assert.equal(row, `${'x'.repeat(9)}…`);
  });
});

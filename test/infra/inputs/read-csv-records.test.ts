import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { readCsvRecords } from '../../../infra/inputs/read-csv-records.ts';
import type { CsvRecord } from '../../../infra/inputs/read-csv-records.ts';
import { maximumLineBytes } from '../../../infra/inputs/read-lines.ts';
import { inPieces } from './source-folder.ts';

async function collect(chunks: AsyncIterable<Buffer>, delimiter = ','): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const some of readCsvRecords(chunks, delimiter)) records.push(...some);
  return records;
}

const read = (text: string | Uint8Array, size = 7): Promise<CsvRecord[]> => collect(inPieces(Buffer.from(text), size));
const decode = (fields: readonly string[]): string[] =>
  fields.map((field) => Buffer.from(field, 'latin1').toString('utf8'));

/** Line and problem, or line and fields. */
const summarize = (records: readonly CsvRecord[]): (string | number)[][] =>
  records.map(({ line, fields, problem }) =>
    problem === null ? [line, ...decode(fields).map((field) => field.slice(0, 100))] : [line, `! ${problem}`],
  );

async function* recordTooLong(): AsyncGenerator<Buffer> {
  yield Buffer.from('a,b\n1,');
  for (let at = 0; at <= maximumLineBytes / 2 ** 20; at += 1) yield Buffer.alloc(2 ** 20, 'x');
  yield Buffer.from('tail\n2,y\n');
}

describe('reading CSV records', () => {
  it('reads well-formed CSV as csv-parse does, however the bytes arrive', async () => {
    const field = fc
      .array(fc.constantFrom('a', 'é', '😀', ' ', ',', '"', '\n', '\r\n', ';', "'", '\\'), { maxLength: 6 })
      .map((parts) => parts.join(''));
    const rows = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 });
    const lineBreak = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(
        rows,
        lineBreak,
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (content, end, isTerminated, size) => {
          const lines = [['x', 'y', 'z'], ...content].map((row) => row.map(quoteIfNeeded).join(','));
          const text = lines.join(end) + (isTerminated ? end : '');
          const records = await read(text, size);
          assert.deepEqual(
            records.map(({ fields }) => decode(fields)),
            parse(text, { relax_column_count: true }),
          );
          assert.ok(records.every(({ problem }) => problem === null));
          assert.deepEqual(
            records.map(({ line }) => line),
            startLines(lines),
          );
        },
      ),
    );
  });

  it('says on which physical line a record starts and how many it spans', async () => {
    const records = await read('a,b\n1,"x\ny\n\nz"\n\n2,w\r\n');
    assert.deepEqual(
      records.map(({ line, lines }) => [line, lines]),
      [
        [1, 1],
        [2, 4],
        [7, 1],
      ],
    );
  });

  it('keeps a quote inside an unquoted field, spaces, empty fields and a doubled quote', async () => {
    assert.deepEqual(summarize(await read('a,b,c\n 1" x ,,"say ""hi"""\n')), [
      [1, 'a', 'b', 'c'],
      [2, ' 1" x ', '', 'say "hi"'],
    ]);
  });

  it('leaves out the byte order mark', async () => {
    assert.deepEqual(summarize(await read('\ufeffa,b\n1,2\n', 100)), [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ]);
  });

  it('reads other delimiters', async () => {
    assert.deepEqual(summarize(await collect(inPieces(Buffer.from('a\tb\n1,5\t"x\ty"\n'), 3), '\t')), [
      [1, 'a', 'b'],
      [2, '1,5', 'x\ty'],
    ]);
  });

  it('reports a bad record on its line and goes on with the next', async () => {
    for (const size of [1, 2, 5, 1000]) {
      const records = await read('a,b,c\n1,2\n3,"x" y,4\n5,6,7\n8,9,10,11\n', size);
      assert.deepEqual(summarize(records), [
        [1, 'a', 'b', 'c'],
        [2, '! expected 3 fields, found 2'],
        [3, '! text after a closing quote'],
        [4, '5', '6', '7'],
        [5, '! expected 3 fields, found 4'],
      ]);
      assert.equal(records[2]?.head.toString(), '3,"x" y,4');
    }
  });

  it('loses one line to a quote that never closes, not the file', async () => {
    assert.deepEqual(summarize(await read('a,b\n1,"open\n2,x\n3,y\n')), [
      [1, 'a', 'b'],
      [2, '! quote never closed'],
      [3, '2', 'x'],
      [4, '3', 'y'],
    ]);
  });

  it('names a last record that is cut', async () => {
    assert.deepEqual(summarize(await read('a,b\n1,x\n2')), [
      [1, 'a', 'b'],
      [2, '1', 'x'],
      [3, '! truncated last line'],
    ]);
    assert.deepEqual(summarize(await read('a,b\n1,x\n2,"y')).at(-1), [3, '! truncated last line']);
  });

  it('names the record that is not UTF-8 and no other', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n1,é\n2,'), Buffer.from([0xe9]), Buffer.from('\n3,ü\n')]);
    for (const size of [1, 1000]) {
      assert.deepEqual(summarize(await read(bytes, size)), [
        [1, 'a', 'b'],
        [2, '1', 'é'],
        [3, '! not UTF-8'],
        [4, '3', 'ü'],
      ]);
    }
  });

  it('rejects a record over 16 MiB in bounded memory and goes on after its line', async () => {
    assert.deepEqual(summarize(await collect(recordTooLong())), [
      [1, 'a', 'b'],
      [2, '! longer than 16 MiB'],
      [3, '2', 'y'],
    ]);
  });
});

function quoteIfNeeded(field: string): string {
  return /[",\n\r]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function startLines(records: readonly string[]): number[] {
  let line = 1;
  return records.map((record) => {
    const start = line;
    line += record.split('\n').length;
    return start;
  });
}

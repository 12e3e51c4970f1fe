import assert from 'node:assert/strict';
import { access, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { makeReadable } from '../../../infra/inputs/make-readable.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import type { ReadableInput } from '../../../studio/staging/readable-input.ts';
import type { SourceFile } from '../../../studio/staging/source-file.ts';
import { createSourceFolder, reading } from './source-folder.ts';

const RejectedSchema = z.strictObject({ line: z.number(), reason: z.string(), excerpt: z.string() });

interface Prepared extends Pick<ReadableInput, 'lastRowLine' | 'unterminatedLine'> {
  lines: number;
  /** Content of the copy; null when the file itself is linked. */
  copy: string | null;
  rejected: z.infer<typeof RejectedSchema>[];
}

async function prepare(content: string | Uint8Array, file: Partial<SourceFile> = {}): Promise<Prepared> {
  const folder = await createSourceFolder({ 'rows[1].json': content });
  const work = join(folder.path, 'work');
  try {
    const path = join(folder.path, 'rows[1].json');
    const readable = await makeReadable({ ...anyFile, path, ...file }, work, reading);
    const copy =
      (await readdir(join(readable.path, '..'))).length > 1 || file.container !== undefined
        ? await readFile(readable.path, 'utf8')
        : null;
    const rejected = readable.rejectedPath === null ? '' : await readFile(readable.rejectedPath, 'utf8');
    if (copy === null) assert.deepEqual(await readFile(readable.path), Buffer.from(content));
    await readable.remove();
    assert.deepEqual(await readdir(work), []);
    const { lastRowLine, unterminatedLine, input } = readable;
    const rows = rejected
      .split('\n')
      .filter(Boolean)
      .map((line) => RejectedSchema.parse(JSON.parse(line)));
    return { lastRowLine, unterminatedLine, lines: input.lines, copy, rejected: rows };
  } finally {
    await folder.remove();
  }
}

const anyFile: SourceFile = {
  file: 'rows[1].json',
  path: '',
  bytes: 0,
  format: 'yelp-review',
  role: 'reviews',
  container: 'json-lines',
  compression: 'none',
  delimiter: ',',
  requiredKeys: [],
  stagingSql: '',
  values: {},
};

describe('making a file readable', () => {
  it('only links a clean file, under a name without special characters', async () => {
    assert.deepEqual(await prepare('{}\n\n{}'), {
      lastRowLine: 3,
      unterminatedLine: 3,
      lines: 3,
      copy: null,
      rejected: [],
    });
    const packed = await prepare(gzipSync('{}\n{}\n'), { compression: 'gzip' });
    assert.deepEqual(packed, { lastRowLine: 2, unterminatedLine: null, lines: 2, copy: null, rejected: [] });
  });

  it('blanks bad lines in a copy, so that line numbers hold, and lists them', async () => {
    const content = Buffer.concat([
      Buffer.from('{"a":1}\r\n{"b":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}\n\n{"c":\r1}\n{"d":"\u0001"}\n{"e":1}'),
    ]);
    assert.deepEqual(await prepare(content), {
      lastRowLine: 6,
      unterminatedLine: 6,
      lines: 6,
      copy: '{"a":1}\n\n\n\n\n{"e":1}\n',
      rejected: [
        { line: 2, reason: 'not UTF-8', excerpt: '{"b":"\ufffd"}' },
        { line: 4, reason: 'bad JSON: carriage return inside the line', excerpt: '{"c":\r1}' },
        { line: 5, reason: 'bad JSON: control character U+0001', excerpt: '{"d":"\u0001"}' },
      ],
    });
  });

  it('cuts off the broken tail of a truncated gzip file', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => `{"n":${Math.sin(at)}}`);
    const packed = gzipSync(`${rows.join('\n')}\n`);
    const { copy, rejected, lines } = await prepare(packed.subarray(0, packed.length - 3000), { compression: 'gzip' });
    const kept = (copy ?? '').split('\n').filter(Boolean);
    assert.ok(kept.length > 3000 && kept.length < 5000, `${kept.length} rows kept`);
    assert.deepEqual(kept, rows.slice(0, kept.length));
    assert.equal(lines, kept.length + 1);
    assert.equal(rejected.length, 1);
    assert.deepEqual([rejected[0]?.line, rejected[0]?.reason], [kept.length + 1, 'truncated gzip']);
    assert.ok(rows[kept.length]?.startsWith(rejected[0]?.excerpt ?? '?'));
  });

  it('reports damage that falls between two lines after the last of them', async () => {
    const packed = gzipSync('{}\n{}\n').subarray(0, -4);
    const { copy, rejected } = await prepare(packed, { compression: 'gzip' });
    assert.equal(copy, '{}\n{}\n');
    assert.deepEqual(rejected, [{ line: 3, reason: 'truncated gzip', excerpt: '' }]);
  });

  it('writes CSV as JSON lines, each record on the line on which it starts', async () => {
    const content = 'id,"the text"\n1,"x\ny ""z"""\n2\n\n3,é\n4,"\n';
    assert.deepEqual(await prepare(content, { container: 'csv' }), {
      lastRowLine: 6,
      unterminatedLine: null,
      lines: 7,
      copy: '\n{"id":"1","the text":"x\\ny \\"z\\""}\n\n\n\n{"id":"3","the text":"é"}\n\n',
      rejected: [
        { line: 4, reason: 'expected 2 fields, found 1', excerpt: '2' },
        { line: 7, reason: 'quote never closed', excerpt: '4,"' },
      ],
    });
  });

  it('writes Python dicts as JSON lines', async () => {
    assert.deepEqual(await prepare(`{'a': 'é'}\n{'a': f()}\n\n{'a': 2}\n`, { container: 'python-literals' }), {
      lastRowLine: 4,
      unterminatedLine: null,
      lines: 4,
      copy: '{"a":"é"}\n\n\n{"a":2}\n',
      rejected: [{ line: 2, reason: 'bad Python literal', excerpt: `{'a': f()}` }],
    });
  });

  it('rejects a row that grows past the limit of the reader when it is written as JSON', async () => {
    const { rejected, copy } = await prepare(`a,b\n1,${'\u0002'.repeat(3_000_000)}\n2,x\n`, { container: 'csv' });
    const excerpt = `{"a":"1","b":"${String.raw`\u0002`.repeat(200)}`.slice(0, 200);
    assert.deepEqual(rejected, [{ line: 2, reason: 'longer than 16 MiB', excerpt }]);
    assert.equal(copy, '\n\n{"a":"2","b":"x"}\n');
  });

  it('names a file that is gone and leaves nothing behind', async () => {
    const folder = await createSourceFolder({});
    try {
      const path = join(folder.path, 'gone.json');
      await assert.rejects(makeReadable({ ...anyFile, path }, join(folder.path, 'work'), reading), (error) => {
        assert.ok(error instanceof StudioFailure && error.name === 'DatasetMalformed' && error.message.includes(path));
        return true;
      });
      assert.deepEqual(await readdir(join(folder.path, 'work')), []);
    } finally {
      await folder.remove();
    }
  });

  it('blames the run folder when the copy cannot be written', async () => {
    const folder = await createSourceFolder({ 'rows.json': '{}\n', work: 'a file, no folder' });
    try {
      const path = join(folder.path, 'rows.json');
      await assert.rejects(makeReadable({ ...anyFile, path }, join(folder.path, 'work'), reading), {
        name: 'RunFolderUnusable',
      });
      await access(path);
    } finally {
      await folder.remove();
    }
  });
});

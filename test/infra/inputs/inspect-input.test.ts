import assert from 'node:assert/strict';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hashInput, inspectInput } from '../../../infra/inputs/inspect-input.ts';
import type { Inspection } from '../../../infra/inputs/inspect-input.ts';
import { detectCompression } from '../../../infra/inputs/open-bytes.ts';
import { createSourceFolder, reading } from './source-folder.ts';

async function inspect(content: string | Uint8Array): Promise<Inspection> {
  const folder = await createSourceFolder({ file: content });
  try {
    const path = join(folder.path, 'file');
    return await inspectInput(path, await detectCompression(path), reading);
  } finally {
    await folder.remove();
  }
}

type Counts = Pick<Inspection, 'lines' | 'lastRowLine' | 'unterminatedLine' | 'isClean' | 'damage'>;
const whole = { unterminatedLine: null, isClean: true, damage: null };

describe('inspecting a file of lines', () => {
  const cases: [name: string, content: string | Uint8Array, expected: Counts][] = [
    ['plain lines', '{}\n{}\n', { ...whole, lines: 2, lastRowLine: 2 }],
    ['no line break at the end', '{}\n{}', { ...whole, lines: 2, lastRowLine: 2, unterminatedLine: 2 }],
    ['CRLF', '{}\r\n{}\r\n', { ...whole, lines: 2, lastRowLine: 2 }],
    ['blank lines', '\n{}\n\n \t\r\n\n', { ...whole, lines: 5, lastRowLine: 2 }],
    ['nothing', '', { ...whole, lines: 0, lastRowLine: 0 }],
    ['white space only', ' \n\n', { ...whole, lines: 2, lastRowLine: 0 }],
    ['a lone carriage return', '{}\r{}\n', { ...whole, lines: 1, lastRowLine: 1, isClean: false }],
    ['the delimiter of the reader', '{}\u0001\n', { ...whole, lines: 1, lastRowLine: 1, isClean: false }],
    [
      'bytes that are not UTF-8',
      Buffer.from([0x7b, 0xe9, 0x7d, 0x0a]),
      { ...whole, lines: 1, lastRowLine: 1, isClean: false },
    ],
    ['gzip', gzipSync('{}\n{}\n'), { ...whole, lines: 2, lastRowLine: 2 }],
  ];
  for (const [name, content, expected] of cases) {
    it(`counts and judges ${name}`, async () => {
      const { sha256, bytes, ...counts } = await inspect(content);
      assert.deepEqual(counts, expected);
      assert.match(sha256, /^[0-9a-f]{64}$/u);
      assert.equal(bytes, Buffer.from(content).length);
    });
  }

  it('says that a gzip file is truncated and counts what is left', async () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `{"n":${Math.cos(at)}}\n`).join('');
    const packed = gzipSync(text);
    const { damage, isClean, lines, unterminatedLine } = await inspect(packed.subarray(0, packed.length - 2000));
    assert.equal(damage, 'truncated gzip');
    assert.equal(isClean, false);
    assert.ok(lines > 15_000 && lines < 20_000);
    assert.equal(unterminatedLine, lines);
  });

  it('stops when the activity is cancelled', async () => {
    const folder = await createSourceFolder({ file: '{}\n' });
    try {
      const options = { ...reading, signal: AbortSignal.abort(new Error('cancelled')) };
      await assert.rejects(inspectInput(join(folder.path, 'file'), 'none', options), /cancelled/u);
      await assert.rejects(hashInput(join(folder.path, 'file'), options), /cancelled/u);
    } finally {
      await folder.remove();
    }
  });
});

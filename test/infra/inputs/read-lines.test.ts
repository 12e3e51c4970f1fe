import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { maximumLineBytes, readBlocks, readLines } from '../../../infra/inputs/read-lines.ts';
import type { InputLine } from '../../../infra/inputs/read-lines.ts';
import { inPieces } from './source-folder.ts';

async function collect(chunks: AsyncIterable<Buffer>): Promise<InputLine[]> {
  const lines: InputLine[] = [];
  for await (const some of readLines(chunks)) lines.push(...some);
  return lines;
}

/** What the lines of a text are, said another way. */
function splitLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

async function* lineTooLong(): AsyncGenerator<Buffer> {
  yield Buffer.from('first\nlong ');
  for (let at = 0; at < 50; at += 1) yield Buffer.alloc(1024 * 1024, 'x');
  yield Buffer.from('\nlast');
}

describe('reading lines', () => {
  it('gives the same lines however the bytes arrive', async () => {
    const text = fc
      .array(fc.constantFrom('a', 'é', '😀', ' ', '\n', '\r\n', '\r', '{}'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (content, size) => {
        const lines = await collect(inPieces(Buffer.from(content), size));
        assert.deepEqual(
          lines.map(({ bytes }) => bytes.toString('utf8')),
          splitLines(content),
        );
        assert.deepEqual(
          lines.map(({ line }) => line),
          lines.map((_, at) => at + 1),
        );
        assert.ok(lines.every(({ isTooLong }) => !isTooLong));
      }),
    );
  });

  it('cuts no character in two between blocks', async () => {
    const text = 'é\n😀😀\nü';
    for await (const block of readBlocks(inPieces(Buffer.from(text), 1)))
      assert.ok(!block.toString('utf8').includes('\ufffd'));
  });

  it('marks a line over 16 MiB, holds only its beginning, and goes on after it', async () => {
    const lines = await collect(lineTooLong());
    assert.deepEqual(
      lines.map(({ line, isTooLong }) => [line, isTooLong]),
      [
        [1, false],
        [2, true],
        [3, false],
      ],
    );
    assert.ok((lines[1]?.bytes.length ?? Infinity) <= maximumLineBytes);
    assert.equal(lines[1]?.bytes.subarray(0, 6).toString(), 'long x');
    assert.equal(lines[2]?.bytes.toString(), 'last');
  });
});

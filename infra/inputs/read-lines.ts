/** Longest line that is read, in bytes; DuckDB's reader is set to 1 KiB more (`studio/staging/input_rows.sql`). */
export const maximumLineBytes = 16 * 1024 * 1024;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export interface InputLine {
  /** From 1. */
  line: number;
  /** Without its line break (LF or CRLF); only the first bytes of a line that is too long. */
  bytes: Buffer;
  isTooLong: boolean;
}

/**
 * Blocks of whole lines, so that no character is cut in two. The last one may lack its line break; so may one before it that is a part
 * of a line over twice the maximum, which keeps memory bounded.
 */
export async function* readBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  const takeRest = (last: Buffer): Buffer => {
    const block = rest.length === 0 ? last : Buffer.concat([...rest, last]);
    rest = [];
    restBytes = 0;
    return block;
  };
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(lineFeed) + 1;
    if (end > 0) yield takeRest(chunk.subarray(0, end));
    if (end < chunk.length) rest.push(chunk.subarray(end));
    restBytes += chunk.length - end;
    if (restBytes > 2 * maximumLineBytes) yield takeRest(Buffer.alloc(0));
  }
  if (restBytes > 0) yield takeRest(Buffer.alloc(0));
}

/** Every line with its number, one array a block. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<InputLine[]> {
  let line = 0;
  let unfinished: InputLine | undefined;
  for await (const block of readBlocks(chunks)) {
    const lines: InputLine[] = [];
    let start = 0;
    while (start < block.length) {
      const end = block.indexOf(lineFeed, start);
      const bytes = block.subarray(start, end < 0 ? block.length : end);
      // A block that goes on after one without a line break: such a line was cut because it is too long.
      const read: InputLine = unfinished
        ? { ...unfinished, isTooLong: true }
        : { line: ++line, bytes: withoutCarriageReturn(bytes), isTooLong: bytes.length > maximumLineBytes };
      unfinished = end < 0 ? { ...read, bytes: Buffer.from(read.bytes.subarray(0, maximumLineBytes)) } : undefined;
      if (end >= 0) lines.push(read);
      start = end < 0 ? block.length : end + 1;
    }
    yield lines;
  }
  if (unfinished) yield [unfinished];
}

function withoutCarriageReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
}

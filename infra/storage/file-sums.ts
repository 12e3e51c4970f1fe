import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';

/** Fewer and larger pieces than the stream would take by itself. */
const pieceBytes = 2 ** 20;

/** CRC-32 of a file's content, in bounded memory. Throws what the file system throws. */
export async function crc32OfFile(path: string): Promise<number> {
  let sum = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: pieceBytes })) sum = crc32(bytes, sum);
  return sum;
}

/** SHA-256 of a file's content, 64 hexadecimal digits, in bounded memory. Throws what the file system throws. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { highWaterMark: pieceBytes })) hash.update(bytes);
  return hash.digest('hex');
}

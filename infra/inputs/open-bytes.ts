import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { constants, createGunzip } from 'node:zlib';

/** Raw bytes a read; small, because gzip may grow them a thousandfold before they are handed on. */
const gzipReadBytes = 64 * 1024;
const plainReadBytes = 256 * 1024;

export type Compression = 'none' | 'gzip';

export interface OpenedBytes {
  /** Content in order, unpacked. */
  chunks: AsyncGenerator<Buffer>;
  /** About the file as it lies on disk; right once `chunks` has ended. */
  summary: () => ByteSummary;
}

export interface ByteSummary {
  sha256: string;
  bytes: number;
  /** What is wrong with a .gz file, e.g. `truncated gzip`; null when it is whole. At most 64 KiB of content before the damage are lost. */
  damage: string | null;
}

/** Opens a file for one pass in bounded memory. Throws what the file system throws. */
export function openBytes(path: string, compression: Compression): OpenedBytes {
  const hash = createHash('sha256');
  const summary = { bytes: 0, damage: null as string | null };
  const raw = readRaw(path, compression === 'gzip' ? gzipReadBytes : plainReadBytes, (chunk) => {
    hash.update(chunk);
    summary.bytes += chunk.length;
  });
  const chunks = compression === 'gzip' ? unpack(raw, (damage) => (summary.damage = damage)) : raw;
  return { chunks, summary: () => ({ ...summary, sha256: hash.copy().digest('hex') }) };
}

/** Told by the first bytes, not by the name. */
export async function detectCompression(path: string): Promise<Compression> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b ? 'gzip' : 'none';
  } finally {
    await file.close();
  }
}

async function* readRaw(path: string, readBytes: number, onChunk: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: readBytes })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a read stream without an encoding gives buffers');
    onChunk(chunk);
    yield chunk;
  }
}

/**
 * Unpacks step by step instead of by `pipe`: a stream that fails drops what it has buffered, and the rows before the damage count.
 * `raw` is read to its end after damage too, so that its hash is the whole file's.
 */
async function* unpack(raw: AsyncIterable<Buffer>, onDamage: (damage: string) => void): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  const unpacked: Buffer[] = [];
  let failure: Error | undefined;
  gunzip.on('data', (chunk: Buffer) => unpacked.push(chunk));
  gunzip.on('error', (error) => (failure = error));
  try {
    for await (const chunk of raw) {
      if (failure === undefined) await settled(gunzip, (done) => gunzip.write(chunk, done));
      yield* unpacked.splice(0);
    }
    if (failure === undefined) await settled(gunzip, (done) => gunzip.once('end', done).end());
    yield* unpacked.splice(0);
  } finally {
    gunzip.destroy();
  }
  if (failure !== undefined) onDamage(describeDamage(failure));
}

function settled(gunzip: ReturnType<typeof createGunzip>, start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      gunzip.off('close', done);
      resolve();
    };
    gunzip.once('close', done);
    start(done);
  });
}

function describeDamage(error: Error): string {
  const isTruncated = 'errno' in error && error.errno === constants.Z_BUF_ERROR;
  return isTruncated ? 'truncated gzip' : `damaged gzip: ${error.message}`;
}

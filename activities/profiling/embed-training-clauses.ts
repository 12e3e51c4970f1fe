import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { ClauseEmbedder } from '../../studio/profiling/clause-embedder.ts';
import type { UnitVectors } from '../../studio/profiling/spherical-k-means.ts';
import type { Dependencies, RunFolder } from '../dependencies.ts';

type EmbeddingDeps = Pick<Dependencies, 'heartbeat' | 'cancellation'>;

/**
 * One unit vector a clause. What was paid for once is kept in the run's work folder, batch by batch, and found again by the text's hash: a
 * retry, or another launch with more reviews, asks only for texts it has not met. Those that the run `before` this one paid for are taken over.
 */
export async function embedTrainingClauses(
  run: RunFolder,
  clauses: readonly string[],
  embedder: ClauseEmbedder,
  { heartbeat, cancellation }: EmbeddingDeps,
  before?: RunFolder,
): Promise<UnitVectors> {
  const folder = `work/clause-vectors/${hashOf(embedder.name).slice(0, 16)}`;
  const { known, batches: batchesThere } = await readVectors(run, folder);
  let batches = batchesThere;
  const unknown = [...new Map(clauses.map((text) => [hashOf(text), text]))].filter(([hash]) => !known.has(hash));
  const paidBefore = before === undefined ? undefined : (await readVectors(before, folder)).known;
  const takenOver = unknown.flatMap(([hash]): [string, Float32Array][] => {
    const vector = paidBefore?.get(hash);
    return vector === undefined ? [] : [[hash, vector]];
  });
  const keep = async (batch: readonly (readonly [string, Float32Array])[]): Promise<void> => {
    await run.writeBytes(batchPath(folder, batches), encodeBatch(batch));
    batches += 1;
    for (const [hash, vector] of batch) known.set(hash, vector);
  };
  for (let at = 0; at < takenOver.length; at += embedder.batch) await keep(takenOver.slice(at, at + embedder.batch));
  const missing = unknown.filter(([hash]) => !known.has(hash));
  for (let at = 0; at < missing.length; at += embedder.batch) {
    const asked = missing.slice(at, at + embedder.batch);
    const vectors = await embedder.embed(
      asked.map(([, text]) => text),
      cancellation(),
    );
    await keep(
      asked.flatMap(([hash], position): [string, Float32Array][] => {
        const vector = vectors[position];
        return vector === undefined ? [] : [[hash, vector]];
      }),
    );
    heartbeat({
      stage: 'aspects',
      progress: `embeddings: ${at + asked.length} of ${missing.length} clauses asked for`,
    });
  }
  return joinVectors(
    clauses.map((text) => known.get(hashOf(text))),
    embedder,
  );
}

async function readVectors(
  run: RunFolder,
  folder: string,
): Promise<{ known: Map<string, Float32Array>; batches: number }> {
  const known = new Map<string, Float32Array>();
  for (let batches = 0; ; batches += 1) {
    const bytes = await run.readBytes(batchPath(folder, batches));
    if (bytes === undefined) return { known, batches };
    for (const [hash, vector] of decodeBatch(bytes)) known.set(hash, vector);
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const batchPath = (folder: string, batch: number): string => `${folder}/${String(batch).padStart(6, '0')}.bin`;

function joinVectors(vectors: readonly (Float32Array | undefined)[], { name }: ClauseEmbedder): UnitVectors {
  const dimensions = vectors[0]?.length ?? 0;
  const values = new Float32Array(vectors.length * dimensions);
  for (const [row, vector] of vectors.entries()) {
    if (vector?.length !== dimensions) {
      throw new StudioFailure('InvalidRunConfig', `${name} gave vectors of ${dimensions} and ${vector?.length ?? 0}`, {
        remedy: 'The model behind the endpoint changed: launch again with --fresh.',
      });
    }
    values.set(vector, row * dimensions);
  }
  return { size: vectors.length, dimensions, values };
}

const HeaderSchema = z.strictObject({ dimensions: z.number().int().positive(), hashes: z.array(z.string()) });

/** Length of the header in bytes (uint32), the header as JSON, then float32 vectors; little-endian. */
function encodeBatch(batch: readonly (readonly [string, Float32Array])[]): Uint8Array {
  const dimensions = batch[0]?.[1].length ?? 1;
  const header = Buffer.from(JSON.stringify({ dimensions, hashes: batch.map(([hash]) => hash) }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const numbers = Buffer.alloc(batch.length * dimensions * 4);
  for (const [row, [, vector]] of batch.entries()) {
    for (const [d, value] of vector.entries()) numbers.writeFloatLE(value, (row * dimensions + d) * 4);
  }
  return Buffer.concat([length, header, numbers]);
}

function decodeBatch(bytes: Uint8Array): [string, Float32Array][] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + buffer.readUInt32LE(0);
  const { dimensions, hashes } = HeaderSchema.parse(JSON.parse(buffer.toString('utf8', 4, start)));
  return hashes.map((hash, row) => [
    hash,
    Float32Array.from({ length: dimensions }, (_, d) => buffer.readFloatLE(start + (row * dimensions + d) * 4)),
  ]);
}

import { z } from 'zod';
import { createVocabulary } from './term-matrix.ts';
import type { Vocabulary } from './term-matrix.ts';
import type { UnitVectors } from './spherical-k-means.ts';
import type { Projection } from './train-projection.ts';

/** Everything that turns a clause into aspects: the vocabulary, the projection, and centroids with their aspects; one may have several. */
export interface AspectModel {
  vocabulary: Vocabulary;
  projection: Pick<Projection, 'dimensions' | 'rows'>;
  aspectIds: readonly string[];
  centroids: UnitVectors;
}

const HeaderSchema = z.strictObject({
  format: z.literal('convrec-aspect-model-1'),
  dimensions: z.number().int().positive(),
  terms: z.array(z.string()),
  aspectIds: z.array(z.string()),
});

/** Length of the header in bytes (uint32), the header as JSON, then float32 rarities, projection rows and centroids; little-endian. */
export function encodeAspectModel({ vocabulary, projection, aspectIds, centroids }: AspectModel): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({
      format: 'convrec-aspect-model-1',
      dimensions: projection.dimensions,
      terms: [...vocabulary.terms],
      aspectIds: [...aspectIds],
    } satisfies z.input<typeof HeaderSchema>),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const numbers = [vocabulary.rarities, projection.rows, centroids.values].map((values) => encodeFloats(values));
  return Buffer.concat([length, header, ...numbers]);
}

/** Throws when the bytes are no aspect model, or a cut one. */
export function decodeAspectModel(bytes: Uint8Array): AspectModel {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = 4 + buffer.readUInt32LE(0);
  const { dimensions, terms, aspectIds } = HeaderSchema.parse(JSON.parse(buffer.toString('utf8', 4, headerEnd)));
  const sizes = [terms.length, terms.length * dimensions, aspectIds.length * dimensions];
  const expected = headerEnd + 4 * sizes.reduce((sum, size) => sum + size, 0);
  if (buffer.length !== expected) throw new RangeError(`an aspect model of ${expected} bytes has ${buffer.length}`);
  let start = headerEnd;
  const [rarities, rows, values] = sizes.map((size) => {
    const floats = decodeFloats(buffer, start, size);
    start += 4 * size;
    return floats;
  });
  return {
    vocabulary: createVocabulary(terms, rarities ?? new Float32Array()),
    projection: { dimensions, rows: rows ?? new Float32Array() },
    aspectIds,
    centroids: { size: aspectIds.length, dimensions, values: values ?? new Float32Array() },
  };
}

function encodeFloats(values: Float32Array): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) buffer.writeFloatLE(value, at * 4);
  return buffer;
}

function decodeFloats(buffer: Buffer, start: number, size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, at) => buffer.readFloatLE(start + at * 4));
}

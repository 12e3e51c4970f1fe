import { z } from 'zod';
import { createVocabulary } from './term-matrix.ts';
import type { Vocabulary } from './term-matrix.ts';
import type { Projection } from './train-projection.ts';

/** What a run learned of its aspects: the vocabulary, the projection of its words, and the aspect of each term by the lemma of its head. */
export interface AspectModel {
  vocabulary: Vocabulary;
  projection: Pick<Projection, 'dimensions' | 'rows'>;
  heads: ReadonlyMap<string, string>;
}

const HeaderSchema = z.strictObject({
  format: z.literal('convrec-aspect-model-2'),
  dimensions: z.number().int().positive(),
  terms: z.array(z.string()),
  heads: z.array(z.tuple([z.string(), z.string()])),
});

/** Length of the header in bytes (uint32), the header as JSON, then float32 rarities and projection rows; little-endian. */
export function encodeAspectModel({ vocabulary, projection, heads }: AspectModel): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({
      format: 'convrec-aspect-model-2',
      dimensions: projection.dimensions,
      terms: [...vocabulary.terms],
      heads: [...heads],
    } satisfies z.input<typeof HeaderSchema>),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const numbers = [vocabulary.rarities, projection.rows].map((values) => encodeFloats(values));
  return Buffer.concat([length, header, ...numbers]);
}

/** Throws when the bytes are no aspect model, or a cut one. */
export function decodeAspectModel(bytes: Uint8Array): AspectModel {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = 4 + buffer.readUInt32LE(0);
  const { dimensions, terms, heads } = HeaderSchema.parse(JSON.parse(buffer.toString('utf8', 4, headerEnd)));
  const sizes = [terms.length, terms.length * dimensions];
  const expected = headerEnd + 4 * sizes.reduce((sum, size) => sum + size, 0);
  if (buffer.length !== expected) throw new RangeError(`an aspect model of ${expected} bytes has ${buffer.length}`);
  let start = headerEnd;
  const [rarities, rows] = sizes.map((size) => {
    const floats = decodeFloats(buffer, start, size);
    start += 4 * size;
    return floats;
  });
  return {
    vocabulary: createVocabulary(terms, rarities ?? new Float32Array()),
    projection: { dimensions, rows: rows ?? new Float32Array() },
    heads: new Map(heads),
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

import assert from 'node:assert/strict';
import { decodeAspectModel, encodeAspectModel } from '../../../studio/profiling/aspect-model.ts';
import type { AspectModel } from '../../../studio/profiling/aspect-model.ts';
import { createVocabulary } from '../../../studio/profiling/term-matrix.ts';

/** Terms "batteri", "screen" and "émoji🍕" on three axes, each of an aspect. */
const model: AspectModel = {
  vocabulary: createVocabulary(['batteri', 'screen', 'émoji🍕'], Float32Array.of(1, 1, 2.5)),
  projection: { dimensions: 3, rows: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) },
  heads: new Map([
    ['battery', 'a01'],
    ['screen', 'a02'],
    ['émoji🍕', 'a03'],
  ]),
};

describe('aspect model', () => {
  it('comes back from its bytes as it was', () => {
    assert.deepEqual(decodeAspectModel(encodeAspectModel(model)), model);
  });

  it('refuses bytes that are cut or something else', () => {
    const bytes = encodeAspectModel(model);
    assert.throws(() => decodeAspectModel(bytes.slice(0, -1)), /has \d+/);
    assert.throws(() => decodeAspectModel(Buffer.from('{"format":"x"}')));
  });
});

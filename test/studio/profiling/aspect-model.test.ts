import assert from 'node:assert/strict';
import { decodeAspectModel, encodeAspectModel } from '../../../studio/profiling/aspect-model.ts';
import type { AspectModel } from '../../../studio/profiling/aspect-model.ts';
import { createFindAspects } from '../../../studio/profiling/find-aspects.ts';
import { createVocabulary } from '../../../studio/profiling/term-matrix.ts';

/** Terms "batteri", "screen" and "émoji🍕" on three axes, an aspect on each of the first two and junk on the third. */
const model: AspectModel = {
  vocabulary: createVocabulary(['batteri', 'screen', 'émoji🍕'], Float32Array.of(1, 1, 2.5)),
  projection: { dimensions: 3, rows: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) },
  aspectIds: ['a01', 'a02', 'a03'],
  centroids: { size: 3, dimensions: 3, values: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) },
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

describe('createFindAspects', () => {
  const find = createFindAspects(model, new Set(['a01', 'a02']), 0.6);

  it('finds the aspects whose centroid a clause is near, nearest first', () => {
    assert.deepEqual(find('the battery'), [{ aspectId: 'a01', similarity: 1 }]);
    assert.deepEqual(
      find('battery, screen, screen').map(({ aspectId }) => aspectId),
      ['a02'],
    );
    assert.deepEqual(
      find('battery and screen').map(({ aspectId }) => aspectId),
      ['a01', 'a02'],
    );
  });

  it('finds nothing in words the model does not know', () => {
    assert.deepEqual(find('never heard of that'), []);
    assert.deepEqual(find(''), []);
  });

  it('leaves dropped clusters out', () => {
    const onlyScreen = createFindAspects(model, new Set(['a02']), 0.6);
    assert.deepEqual(onlyScreen('the battery'), []);
  });
});

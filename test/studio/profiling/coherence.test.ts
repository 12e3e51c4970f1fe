import assert from 'node:assert/strict';
import { createCoherence } from '../../../studio/profiling/coherence.ts';
import { buildTermMatrix, createVocabulary } from '../../../studio/profiling/term-matrix.ts';

const vocabulary = createVocabulary(['wait', 'table', 'parking', 'street'], new Float32Array(4).fill(1));
const clauses = [['wait', 'table'], ['table'], ['wait'], ['parking'], ['street'], ['parking', 'street'], ['wait']];
const matrix = buildTermMatrix(clauses, vocabulary);

describe('createCoherence', () => {
  // Passages: clauses 0-2 (review 0), 3 (review 1), 4-6 (review 2).
  const coherence = createCoherence(matrix, Uint32Array.of(0, 0, 0, 1, 2, 2, 2));

  it('is 1 for terms that always share a passage, -1 for those that never do', () => {
    const alone = createCoherence(buildTermMatrix([['wait', 'table'], ['parking']], vocabulary), Uint32Array.of(0, 1));
    assert.equal(alone([0, 1]), 1);
    assert.equal(coherence([1, 2]), -1);
  });

  it('equals the formula worked by hand', () => {
    // wait in passages {0, 2}, street in {2}, together in {2}, of 3: ln((1/3) / (2/3 * 1/3)) / -ln(1/3).
    assert.ok(Math.abs(coherence([0, 3]) - Math.log(1.5) / Math.log(3)) < 1e-12);
  });

  it('is the mean over pairs, whatever their order', () => {
    const pairs = [coherence([0, 1]), coherence([0, 3]), coherence([1, 3])];
    assert.ok(Math.abs(coherence([3, 0, 1]) - pairs.reduce((sum, pair) => sum + pair, 0) / 3) < 1e-12);
    assert.equal(coherence([2]), 0);
  });
});

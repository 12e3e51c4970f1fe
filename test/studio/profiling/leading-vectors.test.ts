import assert from 'node:assert/strict';
import { findLeadingVectors } from '../../../studio/profiling/leading-vectors.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import type { SparseRows } from '../../../studio/profiling/term-associations.ts';
import { createRandom } from '../../../studio/random.ts';

function toSparse(rows: readonly (readonly number[])[]): SparseRows {
  const cells = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ value, column }])));
  const offsets = new Uint32Array(rows.length + 1);
  for (const [row, own] of cells.entries()) offsets[row + 1] = (offsets[row] ?? 0) + own.length;
  return {
    size: rows.length,
    offsets,
    columns: Uint32Array.from(cells.flat(), ({ column }) => column),
    values: Float32Array.from(cells.flat(), ({ value }) => value),
  };
}

describe('findLeadingVectors', () => {
  it('finds the eigenvectors of a small matrix, worked by hand', async () => {
    // (9, 8; 8, 9) has 17 along (1, 1) and 1 along (1, -1); the third direction is its own, with 4.
    const matrix = toSparse([
      [9, 8, 0],
      [8, 9, 0],
      [0, 0, 4],
    ]);
    const { count, vectors, values } = await findLeadingVectors(matrix, 2, 5, withoutPause);
    assert.equal(count, 2);
    const expected = [Math.SQRT1_2, 0, Math.SQRT1_2, 0, 0, 1];
    for (const [at, value] of [17, 4].entries()) assert.ok(Math.abs((values[at] ?? 0) - value) < 1e-3);
    for (const [at, value] of expected.entries()) assert.ok(Math.abs(Math.abs(vectors[at] ?? 0) - value) < 1e-3);
  });

  it('finds the largest of many, each a direction that the matrix only stretches', async () => {
    const random = createRandom(4);
    const size = 40;
    const planted = Array.from({ length: 3 }, () => Array.from({ length: size }, () => random.unit() - 0.5));
    const matrix = toSparse(
      Array.from({ length: size }, (_, row) =>
        Array.from({ length: size }, (__, column) =>
          planted.reduce(
            (sum, direction, at) => sum + 10 ** (2 - at) * (direction[row] ?? 0) * (direction[column] ?? 0),
            0,
          ),
        ),
      ),
    );
    const { vectors, values } = await findLeadingVectors(matrix, 3, 1, withoutPause);
    assert.deepEqual(
      [...values],
      [...values].toSorted((a, b) => b - a),
    );
    for (let at = 0; at < 3; at += 1) {
      for (let row = 0; row < size; row += 1) {
        let image = 0;
        for (let entry = matrix.offsets[row] ?? 0; entry < (matrix.offsets[row + 1] ?? 0); entry += 1) {
          image += (matrix.values[entry] ?? 0) * (vectors[(matrix.columns[entry] ?? 0) * 3 + at] ?? 0);
        }
        assert.ok(Math.abs(image - (values[at] ?? 0) * (vectors[row * 3 + at] ?? 0)) < 1e-3);
      }
    }
  });

  it('gives what there is of a matrix that is smaller, and zeros for an empty one', async () => {
    const { count, values } = await findLeadingVectors(
      toSparse([
        [0, 0],
        [0, 0],
      ]),
      5,
      1,
      withoutPause,
    );
    assert.equal(count, 2);
    assert.deepEqual([...values], [0, 0]);
    assert.equal((await findLeadingVectors(toSparse([]), 5, 1, withoutPause)).count, 0);
  });
});

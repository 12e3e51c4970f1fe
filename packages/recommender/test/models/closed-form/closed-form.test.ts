import assert from 'node:assert/strict';
import { fitEase } from '../../../models/closed-form/ease.ts';
import { fitClosedForms } from '../../../models/closed-form/fit-closed-form.ts';
import { invertPositive } from '../../../models/closed-form/invert-positive.ts';
import { findSharedUsers, fitItemKnn } from '../../../models/closed-form/item-knn.ts';
import { countTogether, mostVisited } from '../../../models/closed-form/visits.ts';
import { createRandom } from '../../../../../studio/random.ts';

/** Users of two towns of five items each: who goes to one item of a town goes to others of it. */
const random = createRandom(3);
const visits = Array.from({ length: 60 }, (_, user) =>
  random
    .shuffle([0, 1, 2, 3, 4])
    .slice(0, 3)
    .map((item) => item + 5 * (user % 2)),
);

describe('models of closed form', () => {
  it('an inverse times its matrix is the identity', () => {
    const size = 12;
    const half = Float64Array.from({ length: size * size }, () => random.unit() - 0.5);
    const at = (matrix: Float64Array, row: number, column: number): number => matrix[row * size + column] ?? 0;
    const entry = (
      row: number,
      column: number,
      left: Float64Array,
      right: Float64Array,
      isTransposed: boolean,
    ): number =>
      Array.from(
        { length: size },
        (_, k) => at(left, row, k) * (isTransposed ? at(right, column, k) : at(right, k, column)),
      ).reduce((sum, value) => sum + value, 0);
    const cells = Array.from({ length: size * size }, (_, cell) => [Math.floor(cell / size), cell % size] as const);
    const matrix = Float64Array.from(
      cells,
      ([row, column]) => entry(row, column, half, half, true) + Number(row === column),
    );
    const inverse = invertPositive(matrix, size);
    for (const [row, column] of cells) {
      assert(Math.abs(entry(row, column, matrix, inverse, false) - Number(row === column)) < 1e-9);
    }
    assert.throws(() => invertPositive(Float64Array.of(1, 2, 2, 1), 2), /not positive definite at row 1/u);
  });

  it('EASE is the least squares solution without self-similarity: no small change of a weight makes it better', () => {
    const items = 10;
    const regularisation = 5;
    const score = fitEase(visits, items, regularisation);
    const weights = Array.from({ length: items }, (_, item) => score([item]));
    const lossWith = (from: number, to: number, change: number): number => {
      const weight = (a: number, b: number): number =>
        a === b ? 0 : (weights[a]?.[b] ?? 0) + (a === from && b === to ? change : 0);
      let loss = regularisation * weight(from, to) ** 2;
      for (const ofUser of visits) {
        const predicted = ofUser.reduce((sum, item) => sum + weight(item, to), 0);
        loss += (Number(ofUser.includes(to)) - predicted) ** 2;
      }
      return loss;
    };
    for (const [from, to] of [
      [0, 1],
      [3, 2],
      [7, 9],
      [0, 8],
    ] as const) {
      for (const change of [-0.01, 0.01])
        assert(lossWith(from, to, change) > lossWith(from, to, 0), `${from} to ${to}`);
      assert.equal(weights[from]?.[from], 0);
    }
  });

  it('EASE and ItemKNN put the places of the same town first', () => {
    for (const score of [
      fitEase(visits, 10, 1),
      fitItemKnn(findSharedUsers(visits, 10), { neighbours: 4, shrinkage: 1 }),
      ...[...fitClosedForms('ease', visits, 10), ...fitClosedForms('item-knn', visits, 10)].map((model) => model.score),
    ]) {
      const scores = score([1]);
      const near = [0, 2, 3, 4].map((item) => scores[item] ?? 0);
      const far = [5, 6, 7, 8, 9].map((item) => scores[item] ?? 0);
      assert(Math.min(...near) > Math.max(...far));
    }
  });

  it('an item votes for so many neighbours, by shrunk cosine', () => {
    const few = fitItemKnn(
      findSharedUsers(
        [
          [0, 1],
          [0, 1],
          [0, 2],
        ],
        3,
      ),
      { neighbours: 1, shrinkage: 2 },
    )([0]);
    assert.deepEqual(
      [...few].map((value) => Number(value.toFixed(4))),
      [0, Number((2 / (Math.sqrt(6) + 2)).toFixed(4)), 0],
    );
    assert.throws(() => findSharedUsers([[3]], 3), /no item 3 in a table of 3/u);
  });

  it('models the most visited items of a large catalogue', () => {
    assert.deepEqual(mostVisited([[2, 3], [3], [1, 3], [1]], 5, 2), [1, 3]);
    assert.deepEqual([...countTogether([[2, 3], [3, 1], [1]], 5, [1, 3])], [2, 1, 1, 2]);
  });
});

import assert from 'node:assert/strict';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { placeTerms } from '../../../studio/profiling/place-terms.ts';
import { dot, scaleToUnit } from '../../../studio/profiling/spherical-k-means.ts';
import { buildTermAssociations } from '../../../studio/profiling/term-associations.ts';
import { buildTermMatrix, createVocabulary } from '../../../studio/profiling/term-matrix.ts';

const terms = ['battery', 'charge', 'power', 'waiter', 'table', 'menu', 'alone'];
const vocabulary = createVocabulary(terms, new Float32Array(terms.length).fill(1));
/** Battery and power never meet, nor do waiter and menu: they share their company. */
const clauses = Array.from({ length: 10 }, () => [
  ['battery', 'charge'],
  ['charge', 'power'],
  ['waiter', 'table'],
  ['table', 'menu'],
  ['alone'],
]).flat();
const matrix = buildTermMatrix(clauses, vocabulary);
const reviews = Uint32Array.from(clauses, (_, clause) => clause);

describe('buildTermAssociations', () => {
  it('weighs what meets more often than by chance, both ways alike', async () => {
    const { offsets, columns, values } = await buildTermAssociations(matrix, reviews, withoutPause);
    const rows = terms.map((_, row) => [...columns.subarray(offsets[row], offsets[row + 1])]);
    assert.deepEqual(rows, [[1], [0, 2], [1], [4], [3, 5], [4], []]);
    assert.ok(values.every((value) => value > 0));
    assert.equal(new Set(values).size, 1);
  });

  it('equals the formula worked by hand', async () => {
    // Battery met 10 times, charge 20, of 80 in all; context counts are raised to 3/4.
    const contexts = 4 * 10 ** 0.75 + 2 * 20 ** 0.75;
    const chance = Math.sqrt((10 / 80) * (20 / 80) * (10 ** 0.75 / contexts) * (20 ** 0.75 / contexts));
    const [first = 0] = (await buildTermAssociations(matrix, reviews, withoutPause)).values;
    assert.ok(Math.abs(first - Math.log(10 / 80 / chance)) < 1e-6);
  });

  it('counts the neighbour clause of the same review, not of another', async () => {
    const two = buildTermMatrix([['battery'], ['waiter'], ['menu']], vocabulary);
    const { offsets, columns } = await buildTermAssociations(two, Uint32Array.of(0, 0, 1), withoutPause);
    assert.deepEqual([...columns.subarray(offsets[0], offsets[1])], [3]);
    assert.deepEqual([...columns.subarray(offsets[5], offsets[6])], []);
  });
});

describe('placeTerms', () => {
  it('puts terms together that share their company, and leaves one without company at zero', async () => {
    const rows = await placeTerms(matrix, reviews, 4, 1, withoutPause);
    for (const term of terms.keys()) scaleToUnit(rows, term * 4, 4);
    const cosine = (left: string, right: string): number =>
      dot(rows, terms.indexOf(left) * 4, rows, terms.indexOf(right) * 4, 4);
    assert.ok(cosine('battery', 'power') > cosine('battery', 'waiter') + 0.5);
    assert.ok(cosine('waiter', 'menu') > cosine('power', 'menu') + 0.5);
    assert.deepEqual(
      await placeTerms(matrix, reviews, 4, 1, withoutPause),
      await placeTerms(matrix, reviews, 4, 1, withoutPause),
    );
  });

  it('has mean square length 1', async () => {
    const rows = await placeTerms(matrix, reviews, 4, 1, withoutPause);
    assert.ok(Math.abs(rows.reduce((sum, value) => sum + value ** 2, 0) / terms.length - 1) < 1e-5);
  });
});

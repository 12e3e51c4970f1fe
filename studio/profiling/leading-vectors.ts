import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import type { Pause } from './pause.ts';
import type { SparseRows } from './term-associations.ts';

export interface LeadingVectors {
  count: number;
  /** Row by row, `count` numbers each; the columns are orthonormal. */
  vectors: Float64Array;
  /** Eigenvalue of each column, largest first. */
  values: Float64Array;
}

/** Columns beyond those asked for make these converge sooner. */
const spareColumns = 8;
const iterations = 8;

/**
 * Eigenvectors of the largest eigenvalues of a matrix, or of its symmetric part (A + its transpose) / 2 where it is not symmetric, by
 * seeded randomised subspace iteration (Halko et al., 2011). Eigenvalues that lie close may still share their directions. Fewer than `count` where the matrix is smaller.
 */
export async function findLeadingVectors(
  matrix: SparseRows,
  count: number,
  seed: number,
  pause: Pause,
): Promise<LeadingVectors> {
  const width = Math.min(matrix.size, count + spareColumns);
  const random = createRandom(seed);
  let basis = Float64Array.from({ length: matrix.size * width }, () => drawNormal(random));
  makeOrthonormal(basis, width);
  for (let iteration = 1; iteration <= iterations; iteration += 1) {
    basis = multiply(matrix, basis, width);
    makeOrthonormal(basis, width);
    await pause(`terms: iteration ${iteration} of ${iterations}`);
  }
  const image = multiply(matrix, basis, width);
  const rayleigh = Float64Array.from({ length: width }, (_, column) =>
    columnProduct(basis, image, width, column, column),
  );
  const order = [...rayleigh.keys()]
    .toSorted((a, b) => (rayleigh[b] ?? 0) - (rayleigh[a] ?? 0) || a - b)
    .slice(0, count);
  const vectors = new Float64Array(matrix.size * order.length);
  for (let row = 0; row < matrix.size; row += 1) {
    for (const [at, column] of order.entries()) vectors[row * order.length + at] = basis[row * width + column] ?? 0;
  }
  return { count: order.length, vectors, values: Float64Array.from(order, (column) => rayleigh[column] ?? 0) };
}

/** Standard normal (Box and Muller). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}

/** The symmetric part of the matrix times some columns. */
function multiply(
  { size, offsets, columns, values }: SparseRows,
  right: Float64Array,
  width: number,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(size * width);
  for (let row = 0; row < size; row += 1) {
    for (let at = offsets[row] ?? 0; at < (offsets[row + 1] ?? 0); at += 1) {
      const half = (values[at] ?? 0) / 2;
      const [own, other] = [row * width, (columns[at] ?? 0) * width];
      for (let c = 0; c < width; c += 1) {
        product[own + c] = (product[own + c] ?? 0) + half * (right[other + c] ?? 0);
        product[other + c] = (product[other + c] ?? 0) + half * (right[own + c] ?? 0);
      }
    }
  }
  return product;
}

/** Gram and Schmidt, twice over: once leaves nearly parallel columns askew. A column without a direction of its own becomes zero. */
function makeOrthonormal(columns: Float64Array, width: number): void {
  for (let column = 0; column < width; column += 1) {
    const before = Math.sqrt(columnProduct(columns, columns, width, column, column));
    for (const other of [...Array(column).keys(), ...Array(column).keys()]) {
      const shared = columnProduct(columns, columns, width, other, column);
      for (let at = 0; at < columns.length; at += width) {
        columns[at + column] = (columns[at + column] ?? 0) - shared * (columns[at + other] ?? 0);
      }
    }
    const norm = Math.sqrt(columnProduct(columns, columns, width, column, column));
    const scale = norm > before * 1e-10 ? 1 / norm : 0;
    for (let at = column; at < columns.length; at += width) columns[at] = (columns[at] ?? 0) * scale;
  }
}

function columnProduct(left: Float64Array, right: Float64Array, width: number, column: number, other: number): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += width) sum += (left[at + column] ?? 0) * (right[at + other] ?? 0);
  return sum;
}

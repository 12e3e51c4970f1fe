/**
 * The inverse of a symmetric positive definite matrix [size, size], row after row, by its Cholesky factor. Throws RangeError where the matrix
 * is not positive definite. Its loops are plain: there are size^3 steps, and those over entries take many times as long.
 */
export function invertPositive(matrix: Float64Array, size: number): Float64Array {
  const inverse = invertLower(factor(matrix, size), size);
  // The inverse is the product of the factor's inverse, transposed, with itself.
  const product = new Float64Array(size * size);
  for (let from = 0; from < size; from += 1) {
    const row = inverse.subarray(from * size, from * size + from + 1);
    for (let at = 0; at <= from; at += 1) {
      const value = row[at] ?? 0;
      if (value === 0) continue;
      const to = product.subarray(at * size, at * size + from + 1);
      for (let column = 0; column <= from; column += 1) to[column] = (to[column] ?? 0) + value * (row[column] ?? 0);
    }
  }
  return product;
}

/** Lower triangle whose product with its transpose is the matrix. */
function factor(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    const ofRow = lower.subarray(row * size, (row + 1) * size);
    for (let column = 0; column <= row; column += 1) {
      const other = lower.subarray(column * size, (column + 1) * size);
      let rest = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1) rest -= (ofRow[at] ?? 0) * (other[at] ?? 0);
      if (column < row) ofRow[column] = rest / (other[column] ?? 1);
      else if (rest > 0) ofRow[row] = Math.sqrt(rest);
      else throw new RangeError(`the matrix is not positive definite at row ${row}`);
    }
  }
  return lower;
}

function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    const own = inverse.subarray(row * size, (row + 1) * size);
    own[row] = 1;
    for (let at = 0; at < row; at += 1) {
      const factorAt = lower[row * size + at] ?? 0;
      if (factorAt === 0) continue;
      const earlier = inverse.subarray(at * size, at * size + at + 1);
      for (let column = 0; column <= at; column += 1) {
        own[column] = (own[column] ?? 0) - factorAt * (earlier[column] ?? 0);
      }
    }
    const diagonal = lower[row * size + row] ?? 1;
    for (let column = 0; column <= row; column += 1) own[column] = (own[column] ?? 0) / diagonal;
  }
  return inverse;
}

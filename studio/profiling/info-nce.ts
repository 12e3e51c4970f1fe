/** `batch` vectors of `dimensions` numbers each, one after the other; `batch` is a multiple of 4. */
export interface VectorBatch {
  batch: number;
  dimensions: number;
  anchors: Float32Array;
  positives: Float32Array;
}

export interface InfoNceResult {
  /** Mean over the batch and over both directions, in nats. */
  loss: number;
  anchorGradients: Float32Array;
  positiveGradients: Float32Array;
}

/**
 * InfoNCE over in-batch negatives (van den Oord et al., 2018), in both directions: with s_ij the cosine of anchor i and positive j over
 * the temperature, the mean of -log softmax_j(s_ij) at j = i and of -log softmax_i(s_ij) at i = j. Gradients are with respect to the
 * vectors as given, before they are normalised. A zero vector has no direction: it gets no gradient.
 */
export function computeInfoNce(
  { batch, dimensions, anchors, positives }: VectorBatch,
  temperature: number,
): InfoNceResult {
  if (batch % 4 !== 0) throw new RangeError(`a batch of ${batch} is no multiple of 4`);
  const [anchorUnits, anchorNorms] = normalise(anchors, batch, dimensions);
  const [positiveUnits, positiveNorms] = normalise(positives, batch, dimensions);
  const scores = multiply(anchorUnits, positiveUnits, batch, dimensions, 1 / temperature);
  const { loss, scoreGradients } = differentiateScores(scores, batch, temperature);
  const anchorUnitGradients = accumulate(scoreGradients, positiveUnits, batch, dimensions, false);
  const positiveUnitGradients = accumulate(scoreGradients, anchorUnits, batch, dimensions, true);
  return {
    loss,
    anchorGradients: throughNorm(anchorUnitGradients, anchorUnits, anchorNorms, dimensions),
    positiveGradients: throughNorm(positiveUnitGradients, positiveUnits, positiveNorms, dimensions),
  };
}

function normalise(
  vectors: Float32Array,
  batch: number,
  dimensions: number,
): [units: Float32Array, norms: Float32Array] {
  const units = new Float32Array(vectors.length);
  const norms = new Float32Array(batch);
  for (let row = 0; row < batch; row += 1) {
    const start = row * dimensions;
    let square = 0;
    for (let d = start; d < start + dimensions; d += 1) square += (vectors[d] ?? 0) ** 2;
    const norm = Math.sqrt(square);
    norms[row] = norm;
    if (norm > 0) for (let d = start; d < start + dimensions; d += 1) units[d] = (vectors[d] ?? 0) / norm;
  }
  return [units, norms];
}

/** Scores of every anchor against every positive, row by anchor; four columns at a time, which halves the time. */
function multiply(
  left: Float32Array,
  right: Float32Array,
  batch: number,
  dimensions: number,
  scale: number,
): Float32Array {
  const product = new Float32Array(batch * batch);
  for (let i = 0; i < batch; i += 1) {
    const row = i * dimensions;
    for (let j = 0; j < batch; j += 4) {
      const [j0, j1, j2, j3] = [j * dimensions, (j + 1) * dimensions, (j + 2) * dimensions, (j + 3) * dimensions];
      let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
      for (let d = 0; d < dimensions; d += 1) {
        const value = left[row + d] ?? 0;
        sum0 += value * (right[j0 + d] ?? 0);
        sum1 += value * (right[j1 + d] ?? 0);
        sum2 += value * (right[j2 + d] ?? 0);
        sum3 += value * (right[j3 + d] ?? 0);
      }
      product.set([sum0 * scale, sum1 * scale, sum2 * scale, sum3 * scale], i * batch + j);
    }
  }
  return product;
}

/** Derivative of the loss with respect to each cosine: half of (row softmax + column softmax) less the identity, over batch * temperature. */
function differentiateScores(
  scores: Float32Array,
  batch: number,
  temperature: number,
): { loss: number; scoreGradients: Float32Array } {
  const gradients = new Float32Array(scores.length);
  let loss = 0;
  for (let i = 0; i < batch; i += 1) {
    loss += addSoftmax(scores, gradients, batch, i * batch, 1, i);
    loss += addSoftmax(scores, gradients, batch, i, batch, i);
    gradients[i * batch + i] = (gradients[i * batch + i] ?? 0) - 1 / batch;
  }
  return { loss: loss / (2 * batch), scoreGradients: gradients.map((gradient) => gradient / temperature) };
}

/** Adds one row's (stride 1) or column's (stride batch) softmax over twice the batch; returns -log of its share at `match`. */
function addSoftmax(
  scores: Float32Array,
  gradients: Float32Array,
  batch: number,
  start: number,
  stride: number,
  match: number,
): number {
  let largest = -Infinity;
  for (let k = 0; k < batch; k += 1) largest = Math.max(largest, scores[start + k * stride] ?? 0);
  let total = 0;
  for (let k = 0; k < batch; k += 1) total += Math.exp((scores[start + k * stride] ?? 0) - largest);
  for (let k = 0; k < batch; k += 1) {
    const at = start + k * stride;
    gradients[at] = (gradients[at] ?? 0) + Math.exp((scores[at] ?? 0) - largest) / (total * 2 * batch);
  }
  return Math.log(total) + largest - (scores[start + match * stride] ?? 0);
}

/** Sum over j of gradient(i, j) * unit(j), or of gradient(j, i) * unit(j) when transposed; four rows at a time. */
function accumulate(
  scoreGradients: Float32Array,
  units: Float32Array,
  batch: number,
  dimensions: number,
  isTransposed: boolean,
): Float32Array {
  const sums = new Float32Array(units.length);
  const [rowStride, columnStride] = isTransposed ? [1, batch] : [batch, 1];
  for (let i = 0; i < batch; i += 1) {
    const row = i * dimensions;
    for (let j = 0; j < batch; j += 4) {
      const at = i * rowStride + j * columnStride;
      const weight0 = scoreGradients[at] ?? 0;
      const weight1 = scoreGradients[at + columnStride] ?? 0;
      const weight2 = scoreGradients[at + 2 * columnStride] ?? 0;
      const weight3 = scoreGradients[at + 3 * columnStride] ?? 0;
      const [j0, j1, j2, j3] = [j * dimensions, (j + 1) * dimensions, (j + 2) * dimensions, (j + 3) * dimensions];
      for (let d = 0; d < dimensions; d += 1) {
        sums[row + d] =
          (sums[row + d] ?? 0) +
          weight0 * (units[j0 + d] ?? 0) +
          weight1 * (units[j1 + d] ?? 0) +
          weight2 * (units[j2 + d] ?? 0) +
          weight3 * (units[j3 + d] ?? 0);
      }
    }
  }
  return sums;
}

/** Chain rule of x / |x|: the part of the gradient that is tangent to the sphere, over the norm. */
function throughNorm(
  unitGradients: Float32Array,
  units: Float32Array,
  norms: Float32Array,
  dimensions: number,
): Float32Array {
  const gradients = new Float32Array(unitGradients.length);
  for (const [row, norm] of norms.entries()) {
    if (norm === 0) continue;
    const start = row * dimensions;
    let radial = 0;
    for (let d = start; d < start + dimensions; d += 1) radial += (unitGradients[d] ?? 0) * (units[d] ?? 0);
    for (let d = start; d < start + dimensions; d += 1) {
      gradients[d] = ((unitGradients[d] ?? 0) - radial * (units[d] ?? 0)) / norm;
    }
  }
  return gradients;
}

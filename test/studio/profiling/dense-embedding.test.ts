import assert from 'node:assert/strict';
import { projectClauses } from '../../../studio/profiling/clause-vectors.ts';
import { induceAspectModel } from '../../../studio/profiling/induce-aspect-model.ts';
import { learnTermRows } from '../../../studio/profiling/learn-term-rows.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { dot, scaleToUnit } from '../../../studio/profiling/spherical-k-means.ts';
import { buildTermMatrix, createVocabulary } from '../../../studio/profiling/term-matrix.ts';
import { trainDenseProjection } from '../../../studio/profiling/train-dense-projection.ts';
import { defaultProjectionOptions } from '../../../studio/profiling/train-projection.ts';
import { createRandom } from '../../../studio/random.ts';
import { drawReviews, readTrainingClauses } from './drawn-reviews.ts';

/** Noisy vectors of two topics; the clauses of one review have one topic. */
function drawVectors(size: number, width: number) {
  const random = createRandom(4);
  const values = Float32Array.from({ length: size * width }, (_, at) => {
    const topic = Math.floor(Math.floor(at / width) / 4) % 2;
    return (at % width === topic ? 1 : 0) + 0.9 * (random.unit() - 0.5);
  });
  for (let row = 0; row < size; row += 1) scaleToUnit(values, row * width, width);
  return { size, dimensions: width, values };
}
const reviews = Uint32Array.from({ length: 160 }, (_, clause) => Math.floor(clause / 4));
const options = { ...defaultProjectionOptions, dimensions: 8, batch: 32, steps: 60, seed: 3 };

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Cosine within the first topic less the cosine across topics. */
const findGap = ({ values }: { values: Float32Array }): number =>
  dot(values, 0, values, 8 * 8, 8) - dot(values, 0, values, 4 * 8, 8);

describe('trainDenseProjection', () => {
  it('lowers the loss and sets topics further apart than the given vectors have them', async () => {
    const vectors = drawVectors(160, 12);
    const plain = await trainDenseProjection(vectors, reviews, { ...options, steps: 0 }, withoutPause);
    const trained = await trainDenseProjection(vectors, reviews, options, withoutPause);
    const [first, last] = [meanOf(trained.losses.slice(0, 10)), meanOf(trained.losses.slice(-10))];
    assert.ok(last < first, `${first} to ${last}`);
    assert.ok(findGap(trained) > findGap(plain), `${findGap(trained)} after, ${findGap(plain)} before`);
    assert.deepEqual(plain.losses, []);
  });
});

describe('learnTermRows', () => {
  it('finds the rows that clause vectors were made from, but for the ridge', async () => {
    const vocabulary = createVocabulary(['wait', 'food'], Float32Array.of(1, 1));
    const matrix = buildTermMatrix(
      Array.from({ length: 400 }, (_, at) => [at % 2 === 0 ? 'wait' : 'food']),
      vocabulary,
    );
    const values = Float32Array.from({ length: 800 }, (_, at) => ((at >> 1) % 2 === at % 2 ? 1 : 0));
    const rows = await learnTermRows(matrix, { size: 400, dimensions: 2, values }, withoutPause);
    for (const [at, expected] of [1, 0, 0, 1].entries()) assert.ok(Math.abs((rows[at] ?? 0) - expected) < 0.01);
    const { size } = projectClauses(matrix, { dimensions: 2, rows, losses: [] });
    assert.equal(size, 400);
  });
});

describe('induceAspectModel with dense vectors', () => {
  it('finds topics that only the vectors tell apart, and keeps a model of terms', async () => {
    const clauses = await readTrainingClauses(drawReviews(120, 4));
    const random = createRandom(8);
    const width = 24;
    const topics = [/batter|charg|cable/u, /waiter|server|table|menu/u, /screen|display|color|pixel/u];
    const values = Float32Array.from(
      clauses.flatMap(({ text }) => {
        const topic = topics.findIndex((pattern) => pattern.test(text));
        return Array.from({ length: width }, (_, at) => (Math.floor(at / 8) === topic ? 1 : 0) + random.unit() - 0.5);
      }),
    );
    for (let row = 0; row < clauses.length; row += 1) scaleToUnit(values, row * width, width);
    const vectors = { size: clauses.length, dimensions: width, values };
    const { model, aspects } = await induceAspectModel(
      clauses,
      { count: 3, minimumSimilarity: 0.4, seed: 1, vectors },
      withoutPause,
    );
    assert.equal(aspects.filter(({ kept }) => kept).length, 3);
    assert.equal(model.projection.rows.length, model.vocabulary.terms.length * model.projection.dimensions);
  });
});

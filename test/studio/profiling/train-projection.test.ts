import assert from 'node:assert/strict';
import { projectClauses } from '../../../studio/profiling/clause-vectors.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { dot } from '../../../studio/profiling/spherical-k-means.ts';
import { buildTermMatrix, buildVocabulary } from '../../../studio/profiling/term-matrix.ts';
import { defaultProjectionOptions, drawTermRows, trainProjection } from '../../../studio/profiling/train-projection.ts';
import { createRandom } from '../../../studio/random.ts';

const topics = [
  'battery charge power cable plug',
  'waiter table menu order tip',
  'screen colour pixel bright display',
].map((words) => words.split(' '));

/** Clauses of three of a topic's five words; six clauses of one topic make a review. */
function drawClauses(seed: number, size: number): string[][] {
  const random = createRandom(seed);
  return Array.from({ length: size }, (_, clause) => {
    const topic = topics[Math.floor(clause / 6) % topics.length] ?? [];
    return [random.pick(topic), random.pick(topic), random.pick(topic)];
  });
}

const clauses = drawClauses(5, 360);
const vocabulary = buildVocabulary(clauses, { minimumClauses: 2, maximumTerms: 100 });
const matrix = buildTermMatrix(clauses, vocabulary);
const reviews = Uint32Array.from(clauses, (_, clause) => Math.floor(clause / 6));
const options = { ...defaultProjectionOptions, learningRate: 0.5, dimensions: 16, batch: 32, steps: 120, seed: 9 };
const start = drawTermRows(matrix.vocabularySize, 16, 9);
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('trainProjection', () => {
  it('lowers the loss and brings words of one topic together that never stand in one clause', async () => {
    const projection = await trainProjection(matrix, reviews, start, options, withoutPause);
    assert.ok(meanOf(projection.losses.slice(-20)) < (projection.losses[0] ?? 0) - 0.2);
    const probes = [['battery'], ['plug'], ['waiter']];
    const { values } = projectClauses(buildTermMatrix(probes, vocabulary), projection);
    const [alike, apart] = [dot(values, 0, values, 16, 16), dot(values, 0, values, 32, 16)];
    assert.ok(alike > 0.5 && apart < 0, `${alike} within the topic, ${apart} across topics`);
  });

  it('gives the same numbers for the same seed, others for another', async () => {
    const short = { ...options, steps: 10 };
    const first = await trainProjection(matrix, reviews, start, short, withoutPause);
    assert.deepEqual(await trainProjection(matrix, reviews, start, short, withoutPause), first);
    assert.notDeepEqual(
      (await trainProjection(matrix, reviews, start, { ...short, seed: 10 }, withoutPause)).losses,
      first.losses,
    );
  });

  it('leaves the start where no clause has two terms', async () => {
    const single = buildTermMatrix([['battery'], ['waiter']], vocabulary);
    const rowsOfTwo = drawTermRows(2, 16, 9);
    const { losses, rows } = await trainProjection(single, Uint32Array.of(0, 1), rowsOfTwo, options, withoutPause);
    assert.deepEqual(losses, []);
    assert.deepEqual(rows, rowsOfTwo);
  });

  it('asks for a pause after each step', async () => {
    let pauses = 0;
    await trainProjection(matrix, reviews, start, { ...options, steps: 7 }, async () => {
      pauses += 1;
      await Promise.resolve();
    });
    assert.equal(pauses, 7);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { embedTrainingClauses } from '../../../activities/profiling/embed-training-clauses.ts';
import type { ClauseEmbedder } from '../../../studio/profiling/clause-embedder.ts';
import { createTestRun } from '../../doubles/dependencies.ts';

/** Counts what is asked; a text of n letters is (n, 1) scaled to unit length. */
function createCountingEmbedder(name = 'model', failAt = Infinity): ClauseEmbedder & { asked: string[][] } {
  const asked: string[][] = [];
  return {
    name,
    batch: 2,
    asked,
    async embed(clauses) {
      if (asked.length === failAt) throw new Error('429');
      asked.push([...clauses]);
      return clauses.map(({ length }) => Float32Array.of(length, 1).map((value) => value / Math.hypot(length, 1)));
    },
  };
}

describe('embedTrainingClauses', () => {
  it('asks for each text once, in batches, also after a failure in the middle and when more are added', async () => {
    const test = await createTestRun();
    const { run, deps } = test;
    try {
      const failing = createCountingEmbedder('model', 1);
      await assert.rejects(embedTrainingClauses(run, ['a', 'bb', 'a', 'ccc'], failing, deps), /429/u);
      const second = createCountingEmbedder();
      const vectors = await embedTrainingClauses(run, ['a', 'bb', 'a', 'ccc'], second, deps);
      assert.deepEqual([...failing.asked, ...second.asked], [['a', 'bb'], ['ccc']]);
      assert.equal(vectors.size, 4);
      assert.deepEqual(vectors.values.slice(0, 2), vectors.values.slice(4, 6));
      const third = createCountingEmbedder();
      const more = await embedTrainingClauses(run, ['dddd', 'ccc'], third, deps);
      assert.deepEqual(third.asked, [['dddd']]);
      assert.deepEqual(more.values.slice(2), vectors.values.slice(6));
    } finally {
      await test.remove();
    }
  });

  it('takes over what another run paid for, of the texts it has, and asks for the rest', async () => {
    const before = await createTestRun();
    const test = await createTestRun();
    try {
      const first = await embedTrainingClauses(before.run, ['a', 'bb', 'ccc'], createCountingEmbedder(), test.deps);
      const embedder = createCountingEmbedder();
      const { run, deps } = test;
      const vectors = await embedTrainingClauses(run, ['ccc', 'dddd', 'bb'], embedder, deps, before.run);
      assert.deepEqual(embedder.asked, [['dddd']]);
      assert.deepEqual(vectors.values.slice(0, 2), first.values.slice(4, 6));
      const hashOfA = createHash('sha256').update('a').digest('hex');
      for (const folder of await run.listNames('work/clause-vectors')) {
        for (const name of await run.listNames(`work/clause-vectors/${folder}`)) {
          const bytes = await run.readBytes(`work/clause-vectors/${folder}/${name}`);
          assert.ok(!Buffer.from(bytes ?? []).includes(hashOfA), 'nothing of the text that this run has not');
        }
      }
      const later = createCountingEmbedder();
      assert.deepEqual((await embedTrainingClauses(run, ['ccc', 'dddd', 'bb'], later, deps)).values, vectors.values);
      assert.deepEqual(later.asked, []);
    } finally {
      await before.remove();
      await test.remove();
    }
  });

  it('keeps the vectors of two models apart', async () => {
    const test = await createTestRun();
    const { run, deps } = test;
    try {
      await embedTrainingClauses(run, ['a'], createCountingEmbedder('one'), deps);
      const other = createCountingEmbedder('other');
      await embedTrainingClauses(run, ['a'], other, deps);
      assert.deepEqual(other.asked, [['a']]);
    } finally {
      await test.remove();
    }
  });
});

import assert from 'node:assert/strict';
import { cp, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cutReviews } from '../../../activities/profiling/cut-reviews.ts';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { openParts } from '../../../infra/threads/open-parts.ts';
import type { TestRun } from '../../doubles/dependencies.ts';
import { drawReviews } from '../../studio/profiling/drawn-reviews.ts';
import type { DrawnReview } from '../../studio/profiling/drawn-reviews.ts';
import { createRunOf, queryRun, replaceReviews, runStage } from '../../studio/profiling/profiled-run.ts';

const reviews = drawReviews(120, 4);
const hostile: DrawnReview = {
  reviewId: `'"; drop table reviews; -- ../🦊\\${'x'.repeat(10_000)}`,
  userId: 'u0',
  itemId: '../i',
  rating: 1,
  reviewedAt: '2020-01-01T00:00:00.000Z',
  text: '😀 The battery died on a charge… but the “screen” has bright colors! 🔋',
};

async function cut(given: readonly DrawnReview[]) {
  const test = await createRunOf(given);
  try {
    const report = await runStage(test, cutReviews);
    return {
      report,
      clauses: await queryRun(test, ['clauses'], 'from clauses'),
      broken: await queryRun(
        test,
        ['clauses', 'reviews'],
        `select clauses.* from clauses join reviews using (review_id)
           where substring(reviews.text, char_start + 1, char_end - char_start) <> clauses.text`,
      ),
    };
  } finally {
    await test.remove();
  }
}

describe('cutReviews', () => {
  it('writes clauses whose spans DuckDB reads back', async () => {
    const { report, clauses, broken } = await cut([...reviews, hostile, { ...hostile, reviewId: 'empty', text: '' }]);
    assert.deepEqual(broken, []);
    assert.equal(clauses.length, 362);
    assert.equal(clauses.filter(({ review_id: id }) => id === hostile.reviewId).length, 2);
    assert.deepEqual(report.steps, [{ step: 'reviews with clauses', rowsIn: 122, rowsOut: 121 }]);
  });

  it('does not depend on the order of the reviews', async () => {
    const [first, second] = [await cut(reviews), await cut(reviews.toReversed())];
    assert.deepEqual(second.clauses, first.clauses);
  });

  it('fails where there is no review', async () => {
    await assert.rejects(cut([]), { name: 'DatasetMalformed', message: 'there is no review to cut into clauses' });
  });

  it('stops within a partition when the activity is cancelled', async () => {
    const test = await createRunOf(reviews);
    const cancellation = new AbortController();
    let now = 0;
    const deps: Dependencies = {
      ...test.deps,
      cancellation: () => cancellation.signal,
      nowMs: () => (now += 100),
      heartbeat: () => cancellation.abort(),
    };
    try {
      await assert.rejects(runStage({ ...test, deps }, cutReviews), { name: 'AbortError' });
    } finally {
      await test.remove();
    }
  });
});

const relationOf = (test: TestRun): Promise<Buffer> => readFile(test.run.relationPath('clauses'));

describe('cutReviews in partitions', () => {
  /** One a day from 2020 on: four years, each a partition. */
  const years = drawReviews(1300, 9);
  let full: TestRun;
  before(async () => {
    full = await createRunOf(years);
    const report = await runStage(full, cutReviews);
    assert.deepEqual(report.figures, { partitions: 4, partitions_made: 4 });
  });
  after(() => full.remove());

  it('gives the same file on one thread and on several, and whatever the order of the reviews', async function () {
    // Threads take seconds to start where the cores are busy.
    this.timeout(120_000);
    for (const threads of [1, 2]) {
      const test = await createRunOf(threads === 1 ? years.toReversed() : years);
      const deps: Dependencies = { ...test.deps, openParts: (run) => openParts(run, threads, 1) };
      try {
        await runStage({ ...test, deps }, cutReviews);
        assert.ok((await relationOf(test)).equals(await relationOf(full)));
      } finally {
        await test.remove();
      }
    }
  });

  it('makes only the partitions that a killed worker had not finished', async () => {
    const test = await createRunOf(years);
    const cancellation = new AbortController();
    const progress: unknown[] = [];
    const deps: Dependencies = {
      ...test.deps,
      cancellation: () => cancellation.signal,
      heartbeat: (details) => {
        progress.push(details);
        if (JSON.stringify(details).includes('3 of 4 partitions')) cancellation.abort();
      },
    };
    try {
      await assert.rejects(runStage({ ...test, deps }, cutReviews), { name: 'AbortError' });
      assert.ok(progress.length >= 3);
      const { figures } = await runStage(test, cutReviews);
      assert.deepEqual(figures, { partitions: 4, partitions_made: 1 });
      assert.ok((await relationOf(test)).equals(await relationOf(full)));
    } finally {
      await test.remove();
    }
  });

  it('stops its threads when it is cancelled, and goes on from the parts that they finished', async function () {
    this.timeout(120_000);
    const test = await createRunOf(years);
    const cancellation = new AbortController();
    const deps: Dependencies = {
      ...test.deps,
      openParts: (run) => openParts(run, 2, 1),
      cancellation: () => cancellation.signal,
      heartbeat: (details) => {
        if (JSON.stringify(details).includes('1 of 4 partitions')) cancellation.abort();
      },
    };
    try {
      await assert.rejects(runStage({ ...test, deps }, cutReviews), { name: 'AbortError' });
      const { figures } = await runStage(test, cutReviews);
      const made = Number(figures['partitions_made']);
      // The other thread may just have finished its part as well.
      assert.ok(made === 3 || made === 2, String(made));
      assert.ok((await relationOf(test)).equals(await relationOf(full)));
      for (const file of await readdir(test.run.path('work/parts/clauses')))
        assert.match(file, /^[0-9a-f]{40}\.parquet$/u);
    } finally {
      await test.remove();
    }
  });

  it('cuts only the partitions that appended reviews fall into, and gives what a full run gives', async () => {
    const test = await createRunOf(years.slice(0, 1200));
    try {
      await runStage(test, cutReviews);
      const before = await readdir(test.run.path('work/parts/clauses'));
      await replaceReviews(test, years);
      const { figures } = await runStage(test, cutReviews);
      assert.deepEqual(figures, { partitions: 4, partitions_made: 1 });
      assert.ok((await relationOf(test)).equals(await relationOf(full)));
      const after = await readdir(test.run.path('work/parts/clauses'));
      assert.equal(after.length, 4);
      assert.equal(after.filter((part) => before.includes(part)).length, 3);
    } finally {
      await test.remove();
    }
  });

  it('takes over the parts of a run beside it, but not of one that was set aside', async () => {
    const test = await createRunOf(years);
    const { runsRoot } = test.run.ref;
    const parts = 'work/parts/clauses';
    try {
      await cp(full.run.path(parts), join(runsRoot, 'test-run.old-1', parts), { recursive: true });
      assert.equal((await test.deps.openParts(test.run).findMissing('clauses', await partsOf(full))).size, 4);
      await cp(full.run.path(parts), join(runsRoot, 'other-run', parts), { recursive: true });
      const { figures } = await runStage(test, cutReviews);
      assert.deepEqual(figures, { partitions: 4, partitions_made: 0 });
      assert.ok((await relationOf(test)).equals(await relationOf(full)));
    } finally {
      await test.remove();
    }
  });
});

async function partsOf({ run }: TestRun): Promise<string[]> {
  return (await readdir(run.path('work/parts/clauses'))).map((file) => file.replace('.parquet', ''));
}

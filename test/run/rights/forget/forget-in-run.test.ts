import assert from 'node:assert/strict';
import { findForgotten } from '../../../../run/rights/forget/find-forgotten.ts';
import { findOtherPlaces } from '../../../../run/rights/forget/find-other-places.ts';
import { searchRun } from '../../../../run/rights/forget/search-run.ts';
import type { RunFolder } from '../../../../activities/dependencies.ts';
import { openRunFolder } from '../../../../infra/storage/run-folder.ts';
import { StudioFailure } from '../../../../schemas/failure.ts';
import { createTestRun } from '../../../doubles/dependencies.ts';
import type { TestRun } from '../../../doubles/dependencies.ts';

const gone = 'The waiter sang to my grandmother until midnight. So we came back the very next day.';
const common = 'so we came back the very next day';

describe('forgetting in a run', () => {
  let test: TestRun;
  beforeEach(async () => {
    test = await createTestRun();
    await writeReviews(test.run, true);
  });
  afterEach(() => test.remove());

  /** Reviews of a user who stays, and of one who is to be forgotten. */
  async function writeReviews(run: RunFolder, isWhole: boolean): Promise<void> {
    await test.deps.withDatabase(test.run, async (db) => {
      await db.writeParquet(
        `from (values ('review-of-one', 'stays-with-us', $common || ', as you see', 'r.json', 1), ('review-of-two', 'gone-for-good', $gone, 'r.json', 2),
           ('review-of-three', 'gone-for-good', 'Ok.', 's.json', 9)) as t (review_id, user_id, text, source_file, source_line)
         where user_id <> 'gone-for-good' or $isWhole`,
        run.relationPath('reviews'),
        { gone, common, isWhole },
      );
      await db.writeParquet(
        `from (values ('review-of-one', 0, $common), ('review-of-two', 0, 'The waiter sang to my grandmother until midnight'), ('review-of-two', 1, $common))
           as t (review_id, clause_no, text) where review_id <> 'review-of-two' or $isWhole`,
        run.relationPath('clauses'),
        { common, isWhole },
      );
      await db.writeParquet(
        `select 'r.json' as source_file, 3::bigint as line, 'bad JSON' as reason, '{"user":"only-rejected' as excerpt`,
        run.relationPath('rejected_rows'),
      );
    });
  }

  it('knows the reviews of a user with their texts and places, and a user of rejected rows only', async () => {
    const found = await findForgotten(test.run, {
      users: ['gone-for-good', 'only-rejected'],
      reviews: ['review-of-one'],
    });
    assert.deepEqual(found.users, ['gone-for-good', 'only-rejected']);
    assert.deepEqual(found.reviews.toSorted(), ['review-of-one', 'review-of-three', 'review-of-two']);
    assert.equal(found.texts.length, 3);
    assert.equal(found.clauses.length, 3);
    assert.equal(found.hashes.length, 3);
    assert.deepEqual(
      [...found.lines],
      [
        ['r.json', [1, 2]],
        ['s.json', [9]],
      ],
    );
  });

  it('names the ids that the run has not, and how to find others', async () => {
    await assert.rejects(
      findForgotten(test.run, { users: ['nobody', 'only-rej', 'review-of-one'], reviews: ['stays-with-us'] }),
      (error) => {
        assert.ok(error instanceof StudioFailure);
        assert.equal(error.name, 'InvalidRunConfig');
        assert.equal(
          error.message,
          'run test-run has no user "nobody", "only-rej", "review-of-one", and no review "stays-with-us"',
        );
        assert.match(
          String(error.details['remedy']),
          /convrec sql test-run "select user_id, review_id, text from reviews/u,
        );
        return true;
      },
    );
  });

  it('finds ids and words in relations, parts, journals, records, pages and other files, and no words of a review that stays', async () => {
    const forgotten = await findForgotten(test.run, { users: ['gone-for-good'], reviews: [] });
    await writeReviews(test.run, false);
    assert.deepEqual((await searchRun(test.run, forgotten)).found, []);

    const { run } = test;
    const said = 'He said the waiter sang to my grandmother until midnight';
    await run.writeText(
      'work/dialogs/d1.json',
      JSON.stringify({ turns: [{ text: `${common}!`, by: ['gone-for-good'] }] }),
    );
    await run.writeText(
      'work/dialogs/d1.jsonl',
      `{}\n${JSON.stringify({ context: JSON.stringify({ text: said }) })}\n`,
    );
    await run.writeText('pages/page.html', '<p>review-of-two</p>');
    await run.writeText('aspects.yaml', '#  a01  (review-of-three)\n');
    await run.writeBytes('work/model.bin', Buffer.from([0, 255, ...Buffer.from('gone-for-good'), 0]));
    await test.deps.withDatabase(run, async (db) => {
      await db.writeParquet(
        `select [{quote: {text: 'the WAITER sang to my grandmother until midnight'}}] as plan`,
        run.relationPath('plans'),
      );
      await db.writeParquet(`select 'review-of-two' as review_id`, run.path('work/parts/clauses/x.parquet'));
      await db.writeParquet(`select 'gone-for-good' as user_id, 'x' as review_id`, run.relationPath('mentions'));
    });
    const { found } = await searchRun(run, forgotten);
    const places = (what: string): string[] => found.filter((trace) => trace.what === what).map(({ file }) => file);
    assert.deepEqual(places('id'), ['aspects.yaml', 'pages/page.html', 'relations/mentions.parquet']);
    const times = new Map(found.map(({ value, times: seen }) => [value, seen]));
    assert.deepEqual(
      ['gone-for-good', 'review-of-two', 'review-of-three'].map((id) => times.get(id)),
      [3, 2, 1],
    );
    assert.deepEqual(
      [times.get('the waiter sang to my grandmother until midnight'), times.get(common)],
      [2, undefined],
    );
    const inJournal = found.find(({ value }) => value === 'the waiter sang to my grandmother until midnight');
    assert.deepEqual([inJournal?.file, inJournal?.line], ['relations/plans.parquet', 1]);
  });

  it('names other runs, and those set aside, that hold the reviews', async () => {
    const { runsRoot } = test.run.ref;
    const beside = openRunFolder({ runId: 'beside', runsRoot });
    const clean = openRunFolder({ runId: 'clean', runsRoot });
    await writeReviews(beside, true);
    await writeReviews(clean, false);
    const places = await findOtherPlaces(clean, { users: ['gone-for-good'], reviews: ['review-of-one'] });
    assert.deepEqual(places, [
      { folder: beside.folder, reviews: 3 },
      { folder: test.run.folder, reviews: 3 },
    ]);
    assert.deepEqual(await findOtherPlaces(test.run, { users: ['gone-for-good'], reviews: [] }), [
      { folder: beside.folder, reviews: 2 },
    ]);
  });
});

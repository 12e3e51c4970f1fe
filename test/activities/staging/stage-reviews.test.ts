import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import * as fc from 'fast-check';
import { createStageActivity } from '../../../activities/stage/run-stage.ts';
import { createStageReviews } from '../../../activities/staging/stage-reviews.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { pick, stageSource, toJsonLines, yelpReview as review } from '../../datasets/stage-source.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import { createSourceFolder } from '../../infra/inputs/source-folder.ts';

const businessNamedSol = (id: string): object => ({ business_id: id, name: 'Sol' });

const hashFile = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

describe('staging reviews', () => {
  it('removes repeated ids, then repeated reviews, and keeps a second visit', async () => {
    const rows = [
      review('same', { date: '2015-03-01', text: 'older' }),
      review('same', { date: '2015-03-02', text: 'newer' }),
      review('twin-b', { text: 'twin', useful: 1 }),
      review('twin-a', { text: 'twin' }),
      review('visit-2', { text: 'twin', date: '2016-01-01' }),
    ];
    const { reviews, report } = await stageSource({ 'review.json': toJsonLines(rows) });
    assert.deepEqual(pick(reviews, 'review_id', 'text'), [
      { review_id: 'twin-b', text: 'twin' },
      { review_id: 'same', text: 'newer' },
      { review_id: 'visit-2', text: 'twin' },
    ]);
    assert.deepEqual(
      report.steps.slice(2, 4).map(({ step, rowsIn, rowsOut }) => [step, rowsIn, rowsOut]),
      [
        ['remove repeated ids', 5, 4],
        ['remove repeated reviews', 4, 3],
      ],
    );
  });

  it('gives the same relations whatever the order of rows and files', async () => {
    const row = fc.record({
      review_id: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5'),
      user_id: fc.constantFrom('u1', 'u2'),
      business_id: fc.constantFrom('b1', 'b2'),
      stars: fc.constantFrom(1, 5, 9),
      useful: fc.constantFrom(0, 3, null),
      text: fc.constantFrom('x', 'y'),
      date: fc.constantFrom('2015-03-01', '2016-03-01', 'never'),
    });
    const business = fc.record({
      business_id: fc.constantFrom('b1', 'b3', ''),
      name: fc.constantFrom('One', 'Two', null),
      categories: fc.constantFrom('Thai, Bars', 'Bars', null),
    });
    const shuffled = fc
      .tuple(fc.array(row, { minLength: 2, maxLength: 12 }), fc.array(business, { maxLength: 5 }))
      .chain(([rows, businesses]) =>
        fc.tuple(
          fc.constant({ rows, businesses }),
          fc.record({
            rows: fc.shuffledSubarray(rows, { minLength: rows.length }),
            businesses: fc.shuffledSubarray(businesses, { minLength: businesses.length }),
          }),
          fc.nat(rows.length),
        ),
      );
    const anchor = review('anchor', { user_id: 'u0', business_id: 'b0' });
    const anchored = { business_id: 'b0', name: 'Anchor', categories: 'Bars' };
    await fc.assert(
      fc.asyncProperty(shuffled, async ([given, other, cut]) => {
        const one = await stageSource({
          'review.json': toJsonLines([anchor, ...given.rows]),
          'business.json': toJsonLines([anchored, ...given.businesses]),
        });
        const two = await stageSource({
          'a_review.json': toJsonLines([...other.rows.slice(0, cut), anchor]),
          'b_review.json': toJsonLines([...other.rows.slice(cut), anchor]),
          'business.json': toJsonLines([...other.businesses, anchored]),
        });
        const columns = [
          'review_id',
          'user_id',
          'item_id',
          'rating',
          'reviewed_at',
          'text',
          'helpful_votes',
          'in_core',
        ];
        assert.deepEqual(pick(two.reviews, ...columns), pick(one.reviews, ...columns));
        assert.deepEqual(two.items, one.items);
        assert.equal(two.rejected.length, one.rejected.length);
      }),
      { numRuns: 6, seed: 3 },
    );
  }).timeout(60_000);

  it('writes the same bytes with one thread and with four, in little memory', async () => {
    const rows = Array.from({ length: 6000 }, (_, at) =>
      review(`r${(at * 7919) % 6000}`, {
        user_id: `u${at % 97}`,
        business_id: `b${at % 53}`,
        text: 'the food was good '.repeat(at % 80),
      }),
    );
    const folder = await createSourceFolder({
      'review.json': toJsonLines(rows),
      'business.json': toJsonLines([{ business_id: 'b1', name: 'B' }]),
    });
    try {
      const write = async (options: { threads: number; memoryLimitMb: number }): Promise<string[]> => {
        const testRun = await createTestRun({ source: { path: folder.path }, core: { minimumUsers: 0 } });
        try {
          const { deps, run } = testRun;
          const limited = {
            ...deps,
            withDatabase: <T>(_run: unknown, work: Parameters<typeof withDatabase<T>>[1]) =>
              withDatabase<T>({ ...options, spillFolder: run.path('spill') }, work),
          };
          await createStageActivity(limited, createStageReviews(deps.inputs))(run.ref);
          assert.deepEqual(await readdir(run.path('work/inputs')), []);
          const relations = ['reviews', 'items', 'rejected_rows'] as const;
          return await Promise.all(relations.map((relation) => hashFile(run.relationPath(relation))));
        } finally {
          await testRun.remove();
        }
      };
      assert.deepEqual(
        await write({ threads: 1, memoryLimitMb: 128 }),
        await write({ threads: 4, memoryLimitMb: 1024 }),
      );
    } finally {
      await folder.remove();
    }
  });

  it('refuses a source that leaves no core and says how far it is', async () => {
    const files = {
      'review.json': toJsonLines([
        review('r1'),
        review('r2', { business_id: 'b2' }),
        review('r3', { business_id: 'b2', date: '2016-01-01' }),
      ]),
    };
    await assert.rejects(stageSource(files, { core: { users: 3 } }), (error: Error) => {
      assert.equal(error.name, 'DatasetMalformed');
      assert.match(error.message, /users with 3 or more items .* the most active user reviewed 2 different items/u);
      return true;
    });
  });

  it('gives reviews an id of their own where a source counts them per user, and deletes none', async () => {
    const rows = ['u1', 'u2', 'u3'].flatMap((user) =>
      ['1', '2'].map((id) => review(id, { user_id: user, business_id: `b${id}`, text: `${user} on ${id}` })),
    );
    const { reviews, report } = await stageSource({ 'review.json': toJsonLines(rows) });
    assert.equal(new Set(reviews.map(({ review_id: id }) => id)).size, 6);
    assert.equal(report.figures['shared_review_ids'], 6);
    const { rowsIn, rowsOut, note } = report.steps.find(({ step }) => step === 'remove repeated ids') ?? {};
    assert.deepEqual([rowsIn, rowsOut], [6, 6]);
    assert.match(note ?? '', /6 reviews had an id that other users or items have too/u);
  });

  it('keeps one of a text that a user gave to several items at one time, and counts the others', async () => {
    const text = 'The very same words about every colour of this product.';
    const rows = ['red', 'green', 'blue'].map((item) => review(item, { business_id: item, text }));
    const short = ['r1', 'r2'].map((id) => review(id, { user_id: 'u2', business_id: id, text: 'Good.' }));
    const popular = review('other', { user_id: 'u3', business_id: 'green', text });
    const { reviews, report } = await stageSource({ 'review.json': toJsonLines([...rows, ...short, popular]) });
    assert.deepEqual(new Set(reviews.map(({ review_id: id }) => id)), new Set(['green', 'other', 'r1', 'r2']));
    const { rowsIn, rowsOut } = report.steps.find(({ step }) => step === 'remove copies') ?? {};
    assert.deepEqual([rowsIn, rowsOut], [6, 4]);
  });

  it('refuses reviews whose items are in no items file, with an id of each side, and counts a part of them', async () => {
    const reviews = ['u1', 'u2'].map((user) => review(user, { user_id: user, business_id: `x-${user}` }));
    const files = { 'review.json': toJsonLines(reviews), 'business.json': toJsonLines([businessNamedSol('u1')]) };
    await assert.rejects(stageSource(files, { core: { users: 1, items: 1, minimumUsers: 1 } }), {
      name: 'DatasetMalformed',
      message: 'none of the 2 reviewed items is in the items file: the reviews name "x-u1", the items file "u1"',
    });
    const { report } = await stageSource({ ...files, 'business.json': toJsonLines([businessNamedSol('x-u2')]) });
    assert.match(
      report.steps.find(({ step }) => step === 'match items')?.note ?? '',
      /^1 of 2 reviewed items are in no items file and have no title, e\.g\. "x-u1"$/u,
    );
  });

  it('counts the items whose title is none, with an id of one', async () => {
    const reviews = ['u1', 'u2', 'u3', 'u4'].map((user) => review(user, { user_id: user, business_id: `x-${user}` }));
    const titles = { 'x-u1': 'Sol', 'x-u2': 'NULL', 'x-u3': 'var aPageStart = (new Date()).getTime();' };
    const items = Object.entries(titles).map(([id, name]) => ({ ...businessNamedSol(id), name }));
    const { report } = await stageSource({
      'review.json': toJsonLines(reviews),
      'business.json': toJsonLines(items),
    });
    const { rowsIn, rowsOut, note } = report.steps.find(({ step }) => step === 'name items') ?? {};
    assert.deepEqual([rowsIn, rowsOut], [4, 2]);
    assert.match(
      note ?? '',
      /^2 of 4 reviewed items have no title in the items file.* never recommended, e\.g\. "x-u2"$/u,
    );
  });

  it('says which rows were lost before nobody was left', async () => {
    const text = 'The very same words about every colour of this product.';
    const rows = ['red', 'green'].map((item) => review(item, { business_id: item, text }));
    await assert.rejects(stageSource({ 'review.json': toJsonLines(rows) }, { core: { users: 2, items: 1 } }), {
      name: 'DatasetMalformed',
      message: /different items; lost before: 1 of 2 at "remove copies" \(one user, time and text on several items\)$/u,
    });
  });

  it('says at once what is missing where no user can get a dialog', async () => {
    const core = { users: 1, items: 1, minimumUsers: 1 };
    const named = { 'business.json': toJsonLines([{ business_id: 'b1', name: 'Sol' }]) };
    const refusal = async (rows: object[], files: Record<string, string> = named): Promise<string> => {
      const targets = { minimumRating: 4 };
      const staged = stageSource({ 'review.json': toJsonLines(rows), ...files }, { core, targets });
      const error = await staged.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof StudioFailure && error.name === 'DatasetMalformed');
      return `${error.message}. ${error.details.remedy}`;
    };
    assert.match(await refusal([review('r1')], {}), /liked has a title\. Put yelp_academic_dataset_business\.json/u);
    assert.match(await refusal([review('r1', { stars: 3 })]), /best rating is 3.*--set targets\.minimumRating=3/u);
    const twoVisits = [review('r1', { business_id: 'b2' }), review('r2', { date: '2019-01-01' })];
    assert.match(await refusal(twoVisits), /more than 1 earlier reviews.*--set targets\.minimumHistory=1/u);
    assert.match(await refusal([review('r1')]), /more than 0 earlier reviews.*users who come back/u);
  });

  it('marks the core and keeps every other review', async () => {
    const rows = ['u1', 'u2'].flatMap((user) =>
      ['b1', 'b2'].map((item) => review(`${user}-${item}`, { user_id: user, business_id: item })),
    );
    const outside = review('outside', { user_id: 'u3', business_id: 'b1' });
    const again = review('again', { user_id: 'u3', business_id: 'b1', date: '2016-01-01' });
    const { reviews, report } = await stageSource(
      { 'review.json': toJsonLines([...rows, outside, again]) },
      { core: { users: 2, items: 2, minimumUsers: 0 } },
    );
    assert.deepEqual(
      reviews.filter(({ in_core: inCore }) => inCore === false).map(({ review_id: id }) => id),
      ['outside', 'again'],
    );
    assert.deepEqual(report.steps.at(-1), {
      step: 'mark k-core',
      rowsIn: 6,
      rowsOut: 4,
      note: 'users with 2 or more items and items with 2 or more users: 2 users, 2 items',
    });
    assert.equal(report.figures['core_reviews'], 4);
  });

  it('reports its inputs and heart-beats', async () => {
    const folder = await createSourceFolder({ 'review.json': toJsonLines([review('r1')]), 'other.txt': 'x' });
    const testRun = await createTestRun({
      source: { path: folder.path },
      core: { users: 1, items: 1, minimumUsers: 0 },
    });
    try {
      const { deps, run, heartbeats } = testRun;
      const report = await createStageActivity(deps, createStageReviews(deps.inputs))(run.ref);
      assert.deepEqual(
        report.inputs.map(({ file, format, lines }) => [file, format, lines]),
        [['review.json', 'yelp-review', 1]],
      );
      assert.match(report.steps[0]?.note ?? '', /left alone: other\.txt/u);
      assert.ok(heartbeats.some((details) => JSON.stringify(details).includes('review.json')));
    } finally {
      await testRun.remove();
      await folder.remove();
    }
  });
});

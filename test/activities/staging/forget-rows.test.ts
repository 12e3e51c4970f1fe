import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { stageSource, toJsonLines, yelpReview as review } from '../../datasets/stage-source.ts';
import type { StagedSource } from '../../datasets/stage-source.ts';

const hashOf = (kind: 'user' | 'review', id: string): string =>
  createHash('sha256').update(`convrec forget ${kind} ${id}`).digest('hex');

const business = toJsonLines([{ business_id: 'b1', name: 'Sol', categories: 'Thai' }]);

/** The steps after the first, which says what was forgotten. */
const stagedOf = ({ reviews, items, rejected, report }: StagedSource): object => ({
  reviews,
  items,
  rejected,
  rows: report.rows,
  figures: report.figures,
  steps: report.steps.filter(({ step }) => step !== 'forget'),
});

/** Stages the files with `exclude`, and files that never held the rows, and expects the same of both. */
async function expectSame(
  files: Record<string, string>,
  without: Record<string, string>,
  exclude: readonly string[],
  config: { source?: object } = {},
): Promise<StagedSource> {
  const forgotten = await stageSource(files, { ...config, source: { ...config.source, exclude } });
  const never = await stageSource(without, config);
  assert.deepEqual(stagedOf(forgotten), stagedOf(never));
  return forgotten;
}

const mapped = (reviews: object, more: object = {}): object => ({
  kind: 'mapped',
  mapped: { format: 'csv', reviews: { file: 'r.csv', columns: reviews }, ...more },
});
const columns = { reviewId: 'id', userId: 'user', itemId: 'item', rating: 'stars', reviewedAt: 'at', text: 'text' };

const csvRow = (id: string, user: string, text: string): string =>
  `${id},${user},i-${user},5,2015-03-01 10:00:00,"${text}",Title of ${user}\n`;

describe('forgetting rows', () => {
  it('leaves what files without a user have, line numbers too, and says how many rows it left out', async () => {
    const rows = [
      review('r1', { user_id: 'u2' }),
      review('r2', { user_id: ' gone ' }),
      review('r3', { user_id: 'u2' }),
      review('r4', { user_id: 'gone', stars: 9 }),
      review('r5', { user_id: 'u3', stars: 9 }),
    ];
    const broken = '{"review_id":"r6","text":"cut, by gone"\n{"review_id":"r7","user_id":"gone","text":"cut\n';
    const kept = '{"review_id":"r6","text":"cut"\n';
    const { report, reviews, rejected } = await expectSame(
      { 'review.json': toJsonLines(rows) + kept + broken, 'business.json': business },
      { 'review.json': toJsonLines([rows[0], rows[2], rows[4]].map(Object)) + kept, 'business.json': business },
      [hashOf('user', 'gone')],
    );
    assert.deepEqual(
      reviews.map((row) => [row['review_id'], row['source_line']]),
      [
        ['r1', 1],
        ['r3', 2],
      ],
    );
    assert.deepEqual(
      rejected.map((row) => row['line']),
      [3, 4],
    );
    assert.deepEqual(report.steps[0], {
      step: 'forget',
      rowsIn: 8,
      rowsOut: 4,
      note: 'rows that source.exclude names (1 ids), 3 of them rejected rows',
    });
  });

  it('forgets every version and every copy of a review, and nothing else of its user', async () => {
    const long = 'A text of more than forty characters, posted for two branches at once.';
    const at = '2015-03-01 10:00:00';
    const rows = [
      review('r1', { text: 'older', date: '2014-01-01 10:00:00' }),
      review('r1', { text: long, date: at }),
      review('copy', { business_id: 'b2', text: long, date: at }),
      review('r2', { text: 'short', date: at }),
      review('r3', { business_id: 'b2', text: long, date: '2016-01-01 10:00:00' }),
      review('r4', { text: long, date: at, user_id: 'u2' }),
    ];
    const { reviews } = await expectSame(
      { 'review.json': toJsonLines(rows), 'business.json': business },
      { 'review.json': toJsonLines(rows.slice(3)), 'business.json': business },
      [hashOf('review', 'r1')],
    );
    assert.deepEqual(
      reviews.map((row) => row['review_id']),
      ['r2', 'r3', 'r4'],
    );
  });

  it('finds reviews by the id that the run gave them where their own names several', async () => {
    const rows = [review('1', { user_id: 'u1' }), review('1', { user_id: 'u2' }), review('2', { user_id: 'u2' })];
    const whole = { 'review.json': toJsonLines(rows), 'business.json': business };
    const { reviews } = await stageSource(whole);
    const given = reviews.find((row) => row['user_id'] === 'u1')?.['review_id'];
    assert.match(String(given), /^[0-9a-f]{24}$/u);
    await expectSame(whole, { 'review.json': toJsonLines(rows.slice(1)), 'business.json': business }, [
      hashOf('review', String(given)),
    ]);
  });

  it('counts the lines of a CSV row, and forgets an item that only the row names', async () => {
    const header = 'id,user,item,stars,at,text,title\n';
    const first = csvRow('a', 'u1', 'one\nline more');
    const second = csvRow('b', 'gone', 'three\nlines\nof it') + csvRow('c', 'gone', 'more');
    const third = csvRow('d', 'u1', 'last');
    const source = mapped({ ...columns, title: 'title' });
    const { items, reviews } = await expectSame(
      { 'r.csv': header + first + second + third },
      { 'r.csv': header + first + third },
      [hashOf('user', 'gone')],
      { source },
    );
    assert.deepEqual(
      items.map((item) => item['title']),
      ['Title of u1'],
    );
    assert.deepEqual(
      reviews.map((each) => each['source_line']),
      [2, 4],
    );
  });

  it('tells a user and a review of one id apart, and does nothing for an id of nobody', async () => {
    const rows = [review('x', { user_id: 'u1' }), review('y', { user_id: 'x' })];
    const files = { 'review.json': toJsonLines(rows), 'business.json': business };
    const left = async (hash: string): Promise<unknown[]> =>
      (await stageSource(files, { source: { exclude: [hash] } })).reviews.map((row) => row['review_id']);
    assert.deepEqual(await left(hashOf('user', 'x')), ['x']);
    assert.deepEqual(await left(hashOf('review', 'x')), ['y']);
    assert.deepEqual(await left(hashOf('user', 'nobody')), ['x', 'y']);
  });
});

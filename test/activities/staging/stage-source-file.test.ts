import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { pick, stageSource, toJsonLines, yelpReview as review } from '../../datasets/stage-source.ts';

const sorted = (rows: readonly Record<string, unknown>[], column: string): string[] =>
  rows.map((row) => String(row[column])).toSorted();

const stageLines = (...lines: string[]): ReturnType<typeof stageSource> =>
  stageSource({ 'review.json': lines.join('\n') });

describe('staging a source file', () => {
  it('gives every bad row its reason, its line and its first 200 characters', async () => {
    const rows: [reason: string | null, row: object | string][] = [
      [null, review('r1')],
      ['bad JSON', '{"review_id": "r2", '],
      ['bad JSON', 'just text'],
      ['bad JSON', '{"a":"\0"}'],
      ['bad JSON', '{"text":"\\ud800"}'],
      ['not a JSON object', '[1, 2]'],
      ['not a JSON object', '"text"'],
      ['missing user id', review('r8', { user_id: null })],
      ['missing user id', review('r9', { user_id: '  ' })],
      ['missing item id', review('r10', { business_id: undefined })],
      ['missing rating', review('r11', { stars: null })],
      ['unreadable rating: many', review('r12', { stars: 'many' })],
      ['rating out of range: 0.5', review('r13', { stars: 0.5 })],
      ['rating out of range: 6', review('r14', { stars: 6 })],
      ['missing rating', JSON.stringify(review('r15')).replace('"stars":4', '"stars":NaN')],
      ['missing timestamp', review('r16', { date: '' })],
      ['unreadable timestamp: yesterday', review('r17', { date: 'yesterday' })],
      ['zero timestamp', review('r18', { date: 0 })],
      ['zero timestamp', review('r19', { date: '1970-01-01' })],
      ['ambiguous timestamp: -5', review('r20', { date: -5 })],
      ['timestamp out of range: 2999-01-01', review('r21', { date: '2999-01-01' })],
      ['bad JSON', 'x'.repeat(5000)],
      [null, review('r23')],
    ];
    const lines = rows.map(([, row]) => (typeof row === 'string' ? row : JSON.stringify(row)));
    const { reviews, rejected, report } = await stageLines(...lines);
    const expected = rows.flatMap(([reason], at) =>
      reason === null
        ? []
        : [{ source_file: 'review.json', line: at + 1, reason, excerpt: (lines[at] ?? '').slice(0, 200) }],
    );
    assert.deepEqual(rejected, expected);
    assert.deepEqual(pick(reviews, 'review_id', 'source_line'), [
      { review_id: 'r1', source_line: 1 },
      { review_id: 'r23', source_line: 23 },
    ]);
    assert.deepEqual(report.rows, { reviews: 2, items: 1, rejected_rows: 21 });
    assert.equal(report.figures['rejected_rows'], 21);
    const [read] = report.steps;
    assert.deepEqual([read?.rowsIn, read?.rowsOut], [23, 2]);
    assert.match(read?.note ?? '', /rejected: bad JSON \(5\), .*more than half of the rows were rejected/u);
  });

  it('keeps line numbers through blank lines, CRLF, a byte order mark and bytes that are not UTF-8', async () => {
    const content = Buffer.concat([
      Buffer.from(`\ufeff${JSON.stringify(review('r1'))}\r\n\r\n`),
      Buffer.from('{"review_id":"r'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}\n'),
      Buffer.from(`${JSON.stringify(review('r4'))}\r\n\n  \n{"a":\r1}\n${JSON.stringify(review('r8'))}\u0001{}\n`),
      Buffer.from(JSON.stringify(review('r9'))),
    ]);
    const { reviews, rejected } = await stageSource({ 'review.json': content });
    assert.deepEqual(
      reviews.map(({ source_line: line }) => line),
      [1, 4, 9],
    );
    assert.deepEqual(pick(rejected, 'line', 'reason'), [
      { line: 3, reason: 'not UTF-8' },
      { line: 7, reason: 'bad JSON: carriage return inside the line' },
      { line: 8, reason: 'bad JSON: control character U+0001' },
    ]);
  });

  it('reads plain and packed files alike, and what is left of a truncated one', async () => {
    const rows = Array.from({ length: 4000 }, (_, at) =>
      review(`r${at}`, { business_id: `b${at}`, text: `${Math.sin(at)}` }),
    );
    const whole = gzipSync(toJsonLines(rows));
    const plain = await stageSource({ 'review.json': toJsonLines(rows) });
    const packed = await stageSource({ 'review.json': whole });
    assert.deepEqual(packed.reviews, plain.reviews);
    const { reviews, rejected } = await stageSource({ 'review.json.gz': whole.subarray(0, whole.length - 9000) });
    assert.ok(reviews.length > 2000 && reviews.length < 4000);
    assert.deepEqual(pick(rejected, 'line', 'reason'), [{ line: reviews.length + 1, reason: 'truncated gzip' }]);
  });

  it('names a last line that is cut', async () => {
    const { rejected } = await stageLines(JSON.stringify(review('r1')), JSON.stringify(review('r2')).slice(0, -9));
    assert.deepEqual(pick(rejected, 'line', 'reason'), [{ line: 2, reason: 'truncated last line' }]);
  });

  it('passes ids on, whatever they hold, without the blanks around them', async () => {
    const ids = [
      `'"; drop table staged_reviews; --`,
      '../../../etc/passwd',
      '/absolute\\path',
      'emoji 😀 é',
      'tab\tand\nline\rbreak',
      'zero\0byte',
      'blank inside',
      '{"nested": 1}',
      '%s $1 ${x} {{y}}',
      'nullable',
      'x'.repeat(10_240),
    ];
    const rows = ids.map((id) => review(id, { user_id: id, business_id: id }));
    const { reviews, items, rejected } = await stageSource({ 'review.json': toJsonLines(rows) });
    assert.deepEqual(rejected, []);
    for (const column of ['review_id', 'user_id', 'item_id']) {
      assert.deepEqual(sorted(reviews, column), ids.toSorted(), column);
    }
    assert.deepEqual(sorted(items, 'item_id'), ids.toSorted());
  });

  it('survives duplicate keys, nested values and deep nesting', async () => {
    const base = JSON.stringify(review('r1')).slice(0, -1);
    const { reviews, rejected } = await stageLines(
      `${base},"user_id":"second"}`,
      JSON.stringify(review('r2', { user_id: { $oid: 'abc' }, text: ['a'], useful: {} })),
      `${base.replaceAll('r1', 'r3')},"more":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    );
    assert.deepEqual(rejected, []);
    assert.deepEqual(
      pick(reviews, 'review_id', 'user_id', 'helpful_votes').toSorted((a, b) =>
        String(a['review_id']) < String(b['review_id']) ? -1 : 1,
      ),
      [
        { review_id: 'r1', user_id: 'u1', helpful_votes: 0 },
        { review_id: 'r2', user_id: '{"$oid":"abc"}', helpful_votes: null },
        { review_id: 'r3', user_id: 'u1', helpful_votes: 0 },
      ],
    );
  });

  it('keeps a review without text and counts it', async () => {
    const { reviews, report } = await stageLines(
      JSON.stringify(review('r1', { text: '' })),
      JSON.stringify(review('r2', { text: null, date: '2016-01-01' })),
      JSON.stringify(review('r3')),
    );
    assert.deepEqual(sorted(reviews, 'text'), ['', '', 'Text of r3.']);
    assert.equal(report.figures['reviews_without_text'], 2);
  });

  it('refuses a file of which no row can be read, naming it and the reasons', async () => {
    const files = {
      'a_review.json': toJsonLines([review('r1')]),
      'b_review.json': toJsonLines([
        review('r2', { stars: 7 }),
        review('r3', { stars: 8 }),
        review('r4', { user_id: '' }),
      ]),
    };
    await assert.rejects(stageSource(files), (error: Error) => {
      assert.equal(error.name, 'DatasetMalformed');
      assert.match(
        error.message,
        /b_review\.json: none of its 3 rows could be read: rating out of range \(2 rows\), missing user id \(1 rows\); expected yelp-review rows with review_id/u,
      );
      return true;
    });
  });
});

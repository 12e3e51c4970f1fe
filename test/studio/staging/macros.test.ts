import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { applyMacro } from './apply-macro.ts';

const timeMacros = ['time_since', 'parse_time', 'parse_time_as'].map((name) => `studio/staging/${name}.sql`);
const parseTimes = (values: readonly string[]): Promise<Record<string, unknown>> =>
  applyMacro(timeMacros, 'parse_time(written)', values);

const parseTimeAs = (format: string, written: string): Promise<unknown> =>
  applyMacro(timeMacros, `parse_time_as(written, '${format}')`, [written]).then((made) => made[written]);

describe('parse_time', () => {
  it('reads ISO 8601, without a zone as UTC', async () => {
    const times = {
      '2015-03-01': '2015-03-01T00:00:00.000Z',
      '2015-03-01 10:00:05': '2015-03-01T10:00:05.000Z',
      ' 2015-03-01T10:00:05.250 ': '2015-03-01T10:00:05.250Z',
      '2015-03-01T10:00:05Z': '2015-03-01T10:00:05.000Z',
      '2015-03-01T10:00:05+02:00': '2015-03-01T08:00:05.000Z',
      '2015-03-01 10:00:05+00': '2015-03-01T10:00:05.000Z',
      '2015/3/1': '2015-03-01T00:00:00.000Z',
    };
    assert.deepEqual(await parseTimes(Object.keys(times)), times);
  });

  it('tells seconds, milliseconds and microseconds apart', async () => {
    const times = {
      '1600000000': '2020-09-13T12:26:40.000Z',
      '1600000000.0': '2020-09-13T12:26:40.000Z',
      '1.6e9': '2020-09-13T12:26:40.000Z',
      '1600000000250': '2020-09-13T12:26:40.250Z',
      '1600000000250000': '2020-09-13T12:26:40.250Z',
      '0': '1970-01-01T00:00:00.000Z',
      '0.0': '1970-01-01T00:00:00.000Z',
    };
    assert.deepEqual(await parseTimes(Object.keys(times)), times);
  });

  it('reads digits of a date as that date, never as seconds', async () => {
    const times = {
      '20190731': '2019-07-31T00:00:00.000Z',
      '20190731.0': '2019-07-31T00:00:00.000Z',
      '201807': '2018-07-01T00:00:00.000Z',
      '2018-07': '2018-07-01T00:00:00.000Z',
      '201907311230': '2019-07-31T12:30:00.000Z',
      '20190731123005': '2019-07-31T12:30:05.000Z',
      '1600000000000000000': '2020-09-13T12:26:40.000Z',
    };
    assert.deepEqual(await parseTimes(Object.keys(times)), times);
  });

  it('reads no number that may mean several things: a year, a serial day, a date that is none', async () => {
    const numbers = ['2019', '43677', '18108', '20191345', '201813', '99999998', '-5', '99999999999'];
    assert.deepEqual(await parseTimes(numbers), Object.fromEntries(numbers.map((written) => [written, null])));
  });

  it('is told a unit or a pattern by the config', async () => {
    assert.deepEqual(
      [
        await parseTimeAs('%d/%m/%Y', '31/07/2019'),
        await parseTimeAs('%d/%m/%Y', '2019-07-31'),
        await parseTimeAs('seconds', '86400'),
        await parseTimeAs('days', '18108'),
        await parseTimeAs('excel-days', '43677'),
        await parseTimeAs('milliseconds', '1564531200000'),
      ],
      ['2019-07-31', null, '1970-01-02', '2019-07-31', '2019-07-31', '2019-07-31'].map((day) =>
        day === null ? null : `${day}T00:00:00.000Z`,
      ),
    );
  });

  it('reads nothing else', async () => {
    const words = ['', ' ', 'epoch', 'infinity', 'now', 'NaN', "'; drop table x", '2015-13-01', '2015-03-01 25:00'];
    const others = [...words, '03/01/2015', 'March 1, 2015', '1e300', '9'.repeat(30)];
    assert.deepEqual(await parseTimes(others), Object.fromEntries(others.map((written) => [written, null])));
  });

  it('gives back any time written as ISO or as milliseconds', async () => {
    const ms = fc.integer({ min: Date.UTC(1974, 0), max: Date.UTC(2099, 0) });
    const times = fc.sample(ms, { numRuns: 300, seed: 1 }).map((at) => new Date(at).toISOString());
    assert.deepEqual(await parseTimes(times), Object.fromEntries(times.map((time) => [time, time])));
    const written = times.map((time) => [String(Date.parse(time)), time]);
    assert.deepEqual(await parseTimes(written.map(([at]) => String(at))), Object.fromEntries(written));
  });
});

describe('parse_price', () => {
  it('reads a single price and nothing that is none', async () => {
    const prices = {
      '12.99': 12.99,
      '$1,299.00': 1299,
      '$ 5': 5,
      '0': 0,
      '': null,
      None: null,
      '$5 - $9': null,
      'from 3': null,
      '-4': null,
      '€3': null,
    };
    const parsed = await applyMacro('studio/staging/parse_price.sql', 'parse_price(written)', Object.keys(prices));
    assert.deepEqual(parsed, prices);
  });
});

const hash = (expression: string, user: string): Promise<Record<string, unknown>> =>
  applyMacro('studio/staging/review_hash.sql', expression, [user]);

describe('review_hash', () => {
  it('is the documented hash and keeps shifted values apart', async () => {
    const content = `4:user4:item${Date.UTC(2020, 0) * 1000}:tëxt`;
    const expected = createHash('sha256').update(content).digest('hex').slice(0, 24);
    assert.deepEqual(await hash(`review_hash(written, 'item', timestamp '2020-01-01', 'tëxt')`, 'user'), {
      user: expected,
    });
    const shifted = await hash(`review_hash(written, 'ritem', timestamp '2020-01-01', 'tëxt')`, 'use');
    assert.notEqual(shifted['use'], expected);
  });
});

describe('clean_id', () => {
  it('makes one of the ways in which one id is written', async () => {
    const ids = {
      '123.0': '123',
      '123': '123',
      ' 123.00 ': '123',
      '1.5': '1.5',
      '\u00a0caf\u0065\u0301\t': 'caf\u00e9',
      ' a b ': 'a b',
      nan: null,
      '\\N': null,
      None: null,
      nancy: 'nancy',
    };
    const files = ['studio/staging/known_text.sql', 'studio/staging/clean_id.sql'];
    assert.deepEqual(await applyMacro(files, 'clean_id(written)', Object.keys(ids)), ids);
  });
});

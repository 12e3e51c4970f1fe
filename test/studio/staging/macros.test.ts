import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { applyMacro } from './apply-macro.ts';

const parseTimes = (values: readonly string[]): Promise<Record<string, unknown>> =>
  applyMacro('studio/staging/parse_time.sql', 'parse_time(written)', values);

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

  it('reads nothing else', async () => {
    const words = [
      '',
      ' ',
      'epoch',
      'infinity',
      'now',
      'NaN',
      "'; drop table x",
      '2015-03',
      '2015-13-01',
      '2015-03-01 25:00',
    ];
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

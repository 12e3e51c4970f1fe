import assert from 'node:assert/strict';
import { readRetryAfter } from '../../../infra/model/endpoint-failure.ts';

const nowMs = Date.parse('2026-01-01T00:00:00Z');

describe('retry-after', () => {
  const cases: { headers: Record<string, string>; waitMs: number | undefined }[] = [
    { headers: {}, waitMs: undefined },
    { headers: { 'retry-after': '0' }, waitMs: undefined },
    { headers: { 'retry-after': '1.5' }, waitMs: 1500 },
    { headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:20 GMT' }, waitMs: 20_000 },
    { headers: { 'retry-after': 'Wed, 31 Dec 2025 23:00:00 GMT' }, waitMs: undefined },
    { headers: { 'retry-after': 'Fri, 02 Jan 2026 00:00:00 GMT' }, waitMs: 300_000 },
    { headers: { 'retry-after': '3', 'retry-after-ms': '250' }, waitMs: 250 },
    { headers: { 'retry-after': 'soon' }, waitMs: undefined },
    { headers: { 'retry-after': '-5' }, waitMs: undefined },
  ];
  for (const { headers, waitMs } of cases) {
    it(`reads ${JSON.stringify(headers)} as ${waitMs} ms`, () => {
      assert.equal(readRetryAfter(new Headers(headers), nowMs), waitMs);
    });
  }
});

import {
  DuckDBArrayValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
} from '@duckdb/node-api';
import type { DuckDBValue } from '@duckdb/node-api';

const dayMs = 86_400_000;

/**
 * A DuckDB value as plain JSON-like data: BIGINT as number, TIMESTAMP as ISO 8601 with milliseconds and Z, DATE as `YYYY-MM-DD`.
 * Throws past 2^53, where a number would no longer be exact.
 */
export function toPlainValue(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return toExactNumber(value);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return new Date(Number(value.micros / 1000n)).toISOString();
  }
  if (value instanceof DuckDBDateValue) return new Date(value.days * dayMs).toISOString().slice(0, 10);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(toPlainValue);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, toPlainValue(entry)]));
  }
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(
      value.entries.map(({ key, value: entry }) => [String(toPlainValue(key)), toPlainValue(entry)]),
    );
  }
  return String(value);
}

function toExactNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
    throw new RangeError(`${value} is past 2^53 and would lose digits as a number: cast it to VARCHAR in the query`);
  }
  return Number(value);
}

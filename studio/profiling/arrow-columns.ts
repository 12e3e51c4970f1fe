import { Float64, Int32, RecordBatch, Utf8, vectorFromArray } from 'apache-arrow';
import type { Data } from 'apache-arrow';

/** A record batch with a VARCHAR column for texts, INTEGER for whole numbers, DOUBLE for numbers; all of one length. */
export function createBatch(columns: {
  texts: Record<string, readonly string[]>;
  integers: Record<string, readonly number[]>;
  numbers?: Record<string, readonly number[]>;
}): RecordBatch {
  const data: Record<string, Data> = {};
  const add = (name: string, chunks: readonly Data[]): void => {
    for (const chunk of chunks.slice(0, 1)) data[name] = chunk;
  };
  for (const [name, values] of Object.entries(columns.texts)) add(name, vectorFromArray(values, new Utf8()).data);
  for (const [name, values] of Object.entries(columns.integers)) add(name, vectorFromArray(values, new Int32()).data);
  for (const [name, values] of Object.entries(columns.numbers ?? {}))
    add(name, vectorFromArray(values, new Float64()).data);
  return new RecordBatch(data);
}

/** Throws TypeError where the column is missing or holds no text there. */
export function textAt(batch: RecordBatch, column: string, row: number): string {
  const value: unknown = batch.getChild(column)?.get(row);
  if (typeof value === 'string') return value;
  throw new TypeError(`column ${column} holds no text in row ${row}`);
}

/** Throws TypeError where the column is missing or holds no number there. */
export function numberAt(batch: RecordBatch, column: string, row: number): number {
  const value: unknown = batch.getChild(column)?.get(row);
  if (typeof value === 'number') return value;
  throw new TypeError(`column ${column} holds no number in row ${row}`);
}

import { Field, Float64, Int32, RecordBatch, Schema, Struct, Utf8, makeData, vectorFromArray } from 'apache-arrow';
import type { Data } from 'apache-arrow';

/** A record batch with a VARCHAR column for texts, INTEGER for whole numbers, DOUBLE for numbers; all of one length. */
export function createBatch(columns: {
  texts?: Record<string, readonly string[]>;
  integers: Record<string, readonly number[]>;
  numbers?: Record<string, readonly number[]>;
}): RecordBatch {
  const named: [name: string, data: Data][] = [];
  for (const [name, values] of Object.entries(columns.texts ?? {})) named.push([name, buildTexts(values)]);
  for (const [name, values] of Object.entries(columns.integers)) {
    named.push([name, makeData({ type: new Int32(), length: values.length, data: Int32Array.from(values) })]);
  }
  for (const [name, values] of Object.entries(columns.numbers ?? {})) {
    named.push([name, makeData({ type: new Float64(), length: values.length, data: Float64Array.from(values) })]);
  }
  const schema = new Schema(named.map(([name, { type }]) => new Field(name, type, false)));
  const children = named.map(([, data]) => data);
  const length = children[0]?.length ?? 0;
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }));
}

function buildTexts(values: readonly string[]): Data {
  return vectorFromArray(values, new Utf8()).data[0] ?? makeData({ type: new Utf8(), length: 0 });
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

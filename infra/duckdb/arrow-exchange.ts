import {
  Bool,
  DataType,
  Field,
  Float32,
  Float64,
  Int32,
  Int64,
  List,
  Precision,
  RecordBatch,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
  makeBuilder,
  makeData,
} from 'apache-arrow';
import { DuckDBDataChunk, DuckDBTimestampValue, DuckDBTypeId, arrayValue, listValue } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBResult, DuckDBType, DuckDBValue } from '@duckdb/node-api';

/**
 * Arrow record batches of a streamed result, one for each chunk (at most 2,048 rows), so memory stays bounded whatever the result's size.
 * The binding has no Arrow call of its own and DuckDB's arrow extension needs a download: hence this small exchange.
 * Types: BOOLEAN, INTEGER, BIGINT, FLOAT, DOUBLE, VARCHAR, TIMESTAMP (microseconds), and LIST of these.
 */
export async function* readRecordBatches(result: DuckDBResult): AsyncGenerator<RecordBatch> {
  const names = result.columnNames();
  const types = names.map((name, column) => toArrowType(result.columnType(column), name));
  const schema = new Schema(names.map((name, column) => new Field(name, types[column] ?? new Utf8(), true)));
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const children = types.map((type, column) => buildColumn(type, chunk.getColumnValues(column)));
    yield new RecordBatch(
      schema,
      makeData({ type: new Struct(schema.fields), length: chunk.rowCount, nullCount: 0, children }),
    );
  }
}

/** `create table` statement with the columns of an Arrow schema; `quotedTable` is already quoted. */
export function createTableLike(schema: Schema, quotedTable: string): string {
  const columns = schema.fields.map(
    (field) => `"${field.name.replaceAll('"', '""')}" ${toSqlType(field.type, field.name)}`,
  );
  return `create table ${quotedTable} (${columns.join(', ')})`;
}

/** Appends one record batch of any length to an open appender of a table with the same columns. */
export function appendRecordBatch(appender: DuckDBAppender, batch: RecordBatch): void {
  const types = appenderTypes(appender, batch.numCols);
  const chunkRows = 2048;
  for (let start = 0; start < batch.numRows; start += chunkRows) {
    const rows = Math.min(chunkRows, batch.numRows - start);
    const chunk = DuckDBDataChunk.create(types, rows);
    for (let column = 0; column < batch.numCols; column += 1) {
      const vector = batch.getChildAt(column);
      const type = batch.schema.fields[column]?.type;
      if (vector === null || type === undefined) throw new Error(`record batch lacks column ${column}`);
      const values: DuckDBValue[] = [];
      for (let row = 0; row < rows; row += 1) values.push(toDuckDBValue(vector.get(start + row), type));
      chunk.setColumnValues(column, values);
    }
    appender.appendDataChunk(chunk);
  }
}

function appenderTypes(appender: DuckDBAppender, columns: number): DuckDBType[] {
  return Array.from({ length: columns }, (_, column) => appender.columnType(column));
}

function toArrowType(type: DuckDBType, name: string): DataType {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return new Bool();
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.TINYINT:
      return new Int32();
    case DuckDBTypeId.BIGINT:
      return new Int64();
    case DuckDBTypeId.FLOAT:
      return new Float32();
    case DuckDBTypeId.DOUBLE:
      return new Float64();
    case DuckDBTypeId.VARCHAR:
      return new Utf8();
    case DuckDBTypeId.TIMESTAMP:
      return new TimestampMicrosecond();
    case DuckDBTypeId.LIST:
      return new List(new Field('item', toArrowType(type.valueType, name), true));
    default:
      throw new TypeError(`column ${name}: no Arrow type for DuckDB's ${type.toString()}; cast it in the query`);
  }
}

function toSqlType(type: DataType, name: string): string {
  if (DataType.isDictionary(type)) return toSqlType(type.dictionary, name);
  if (DataType.isBool(type)) return 'BOOLEAN';
  if (DataType.isInt(type)) return type.bitWidth === 64 ? 'BIGINT' : 'INTEGER';
  if (DataType.isFloat(type)) return type.precision === Precision.DOUBLE ? 'DOUBLE' : 'FLOAT';
  if (DataType.isUtf8(type)) return 'VARCHAR';
  if (DataType.isTimestamp(type)) return 'TIMESTAMP';
  if (DataType.isList(type)) return `${toSqlType(type.valueType, name)}[]`;
  if (DataType.isFixedSizeList(type)) return `${toSqlType(type.valueType, name)}[${type.listSize}]`;
  throw new TypeError(`column ${name}: no DuckDB type for Arrow's ${type[Symbol.toStringTag]}`);
}

function buildColumn(type: DataType, values: readonly DuckDBValue[]) {
  if (DataType.isTimestamp(type)) return buildTimestamps(values);
  const builder = makeBuilder({ type, nullValues: [null] });
  for (const value of values) builder.append(toArrowValue(value));
  return builder.finish().flush();
}

/** Arrow's builder takes milliseconds and so loses microseconds: the 64-bit counts are laid out here. */
function buildTimestamps(values: readonly DuckDBValue[]) {
  const micros = new BigInt64Array(values.length);
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (const [row, value] of values.entries()) {
    if (value instanceof DuckDBTimestampValue) {
      micros[row] = value.micros;
      nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
    } else {
      nullCount += 1;
    }
  }
  return makeData({ type: new TimestampMicrosecond(), length: values.length, nullCount, nullBitmap, data: micros });
}

function toArrowValue(value: DuckDBValue): unknown {
  if (value !== null && typeof value === 'object' && 'items' in value && Array.isArray(value.items)) return value.items;
  return value;
}

function toDuckDBValue(value: unknown, type: DataType): DuckDBValue {
  if (value === null || value === undefined) return null;
  if (DataType.isDictionary(type)) return toDuckDBValue(value, type.dictionary);
  if (DataType.isTimestamp(type)) return new DuckDBTimestampValue(microsOf(value));
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const items = [...iterate(value)].map((item) => toDuckDBValue(item, type.valueType));
    return DataType.isList(type) ? listValue(items) : arrayValue(items);
  }
  if (typeof value === 'bigint') return value;
  if (DataType.isInt(type) && type.bitWidth === 64 && typeof value === 'number') return BigInt(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new TypeError(`a value of Arrow's ${type[Symbol.toStringTag]} came as ${typeof value}`);
}

/** Arrow hands timestamps out as milliseconds (a fraction holds the microseconds) or as the raw 64-bit count. */
function microsOf(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(Math.round(value * 1000));
  throw new TypeError(`a timestamp came as ${typeof value}`);
}

function* iterate(value: unknown): Generator {
  if (!isIterable(value)) throw new TypeError('a list came without items');
  yield* value;
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

import { StatementType } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import { StudioFailure } from '../../schemas/failure.ts';
import { quoteText } from '../../infra/duckdb/open-database.ts';
import { toPlainValue } from '../../infra/duckdb/plain-value.ts';
import { allowedStatements, findQueryProblems, SerializedSqlSchema } from './find-query-problems.ts';

export interface QueryResult {
  /** Two columns of the same name get different ones. */
  columns: readonly string[];
  /** True for EXPLAIN, whose one value is a drawing of several lines. */
  isPlan: boolean;
  /** As plain values, a chunk at a time; a whole number past 2^53 comes as text, so that no digit is lost. */
  rows: AsyncIterable<readonly unknown[]>;
}

/**
 * Runs one query on a locked connection. It is parsed first and only run when the parsed tree shows nothing but reading; the statement's
 * type, as DuckDB names it, is checked as well.
 */
export async function runQuery(
  connection: DuckDBConnection,
  sql: string,
  relations: readonly string[],
): Promise<QueryResult> {
  const explained = explainPattern.exec(sql);
  const body = explained === null ? sql : sql.slice(explained[0].length);
  const isPlan = explained !== null;
  try {
    const problems = await findProblems(connection, body);
    if (problems.length > 0) throw refused(problems);
    const statement = await prepareOnly(connection, sql, isPlan ? StatementType.EXPLAIN : StatementType.SELECT);
    const result = await statement.stream();
    return { columns: result.deduplicatedColumnNames(), isPlan, rows: readRows(result, relations) };
  } catch (error) {
    throw asRefusal(error, relations);
  }
}

/**
 * Runs one query as `runQuery` does and writes its rows into a Parquet file, with their own types. The connection must be allowed that path. Returns
 * one row: how many were written.
 */
export async function copyQuery(
  connection: DuckDBConnection,
  sql: string,
  path: string,
  relations: readonly string[],
): Promise<QueryResult> {
  try {
    const problems = await findProblems(connection, sql);
    if (problems.length > 0) throw refused(problems);
    await prepareOnly(connection, sql, StatementType.SELECT);
    // The text as DuckDB writes the parsed tree: no comment or semicolon of the query ends the statement around it.
    const reader = await connection.runAndReadAll('select json_deserialize_sql(json_serialize_sql($sql::varchar))', {
      sql,
    });
    const [row] = reader.getRows();
    const result = await connection.stream(
      `copy (${String(row?.[0])}) to ${quoteText(path)} (format parquet, compression zstd, use_tmp_file false)`,
    );
    return { columns: ['rows'], isPlan: false, rows: readRows(result, relations) };
  } catch (error) {
    throw asRefusal(error, relations);
  }
}

// At the very start only: a comment before it might end elsewhere for DuckDB than for this pattern.
const explainPattern =
  /^\s*explain(?:\s+analyze\b)?(?:\s*\(\s*(?:analyze|format\s+\w+)(?:\s*,\s*(?:analyze|format\s+\w+))*\s*\))?(?![\w$])/iu;

async function findProblems(connection: DuckDBConnection, sql: string): Promise<string[]> {
  const reader = await connection.runAndReadAll('select json_serialize_sql($sql::varchar)', { sql });
  const [row] = reader.getRows();
  const parsed = SerializedSqlSchema.parse(JSON.parse(withoutInfinity(String(row?.[0]))));
  if (parsed.error && parsed.error_type === 'parser') {
    // The same parser once more, for its message with the line and a mark below the place.
    await connection.extractStatements(sql);
  }
  return findQueryProblems(parsed, sql);
}

/** DuckDB writes a literal past all bounds (`1e400`) as it is none in JSON; what it is worth decides nothing here. */
const withoutInfinity = (json: string): string =>
  json.replaceAll(/"(?:[^"\\]|\\.)*"|-?(?:Infinity|NaN|inf|nan)\b/gu, (part) => (part.startsWith('"') ? part : 'null'));

async function prepareOnly(
  connection: DuckDBConnection,
  sql: string,
  expected: StatementType,
): Promise<DuckDBPreparedStatement> {
  const extracted = await connection.extractStatements(sql);
  if (extracted.count !== 1)
    throw refused([`the query holds ${extracted.count} statements; allowed is ${allowedStatements}`]);
  const statement = await extracted.prepare(0);
  if (statement.statementType !== expected) {
    throw refused([`this is a ${StatementType[statement.statementType]}; allowed is ${allowedStatements}`]);
  }
  return statement;
}

async function* readRows(result: DuckDBResult, relations: readonly string[]): AsyncGenerator<readonly unknown[]> {
  try {
    for await (const chunk of result.yieldRows()) for (const row of chunk) yield row.map(toCell);
  } catch (error) {
    throw asRefusal(error, relations);
  }
}

function toCell(value: DuckDBValue): unknown {
  try {
    return toFinite(toPlainValue(value));
  } catch (error) {
    if (error instanceof RangeError) return String(value);
    throw error;
  }
}

/** JSON has no infinity and no NaN: they come as the text that DuckDB casts back. */
function toFinite(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(toFinite);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, toFinite(below)]));
}

function asRefusal(error: unknown, relations: readonly string[]): StudioFailure {
  if (error instanceof StudioFailure) return error;
  const text = error instanceof Error ? error.message : String(error);
  const message = text.replace(/^Failed to extract statements: /u, '');
  if (message.startsWith('Permission Error')) {
    return refused([`${message.split('\n')[0] ?? message}: a query reads the relations of the run and no other file`]);
  }
  const remedy = message.startsWith('Catalog Error: Table')
    ? `Relations so far: ${relations.join(', ')}.`
    : message.startsWith('Out of Memory Error')
      ? 'Ask for less at once: an aggregate, a filter, a limit; or open the Parquet files of the run with a DuckDB of your own.'
      : 'Correct the query; DESCRIBE a relation to see its columns.';
  return new StudioFailure('QueryRefused', message, { remedy }, error);
}

function refused(problems: readonly string[]): StudioFailure {
  return new StudioFailure('QueryRefused', problems.join('\n'), {
    remedy: 'To work on the data in other ways, open the Parquet files of the run with a DuckDB of your own.',
  });
}

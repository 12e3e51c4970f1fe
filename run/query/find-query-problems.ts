import { z } from 'zod';

/**
 * Table functions a query may call. All others are refused, because some of them read files, run hidden SQL (`query`) or, called from a
 * plain SELECT, change how DuckDB logs and profiles (`enable_logging`, `enable_profiling`), which its own lock does not prevent.
 */
const allowedTableFunctions: ReadonlySet<string> = new Set([
  'duckdb_columns',
  'duckdb_functions',
  'duckdb_keywords',
  'duckdb_tables',
  'duckdb_types',
  'duckdb_views',
  'generate_series',
  'histogram',
  'histogram_values',
  'icu_calendar_names',
  'json_each',
  'json_tree',
  'pg_timezone_names',
  'pragma_table_info',
  'pragma_version',
  'range',
  'repeat',
  'repeat_row',
  'unnest',
]);

/** The only function of a value that leaves anything behind. */
const refusedFunctions: ReadonlySet<string> = new Set(['write_log']);

/** What DuckDB's `json_serialize_sql` answers; `statements` are syntax trees. */
export const SerializedSqlSchema = z.discriminatedUnion('error', [
  z.object({ error: z.literal(false), statements: z.array(z.unknown()) }),
  z.object({
    error: z.literal(true),
    error_type: z.string(),
    error_message: z.string(),
    position: z.string().optional(),
  }),
]);
export type SerializedSql = z.infer<typeof SerializedSqlSchema>;

export const allowedStatements =
  'one SELECT (also FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW TABLES) or EXPLAIN of one, over the relations of the run';

/** What speaks against running a query, by its syntax tree; empty when it only reads relations. */
export function findQueryProblems(parsed: SerializedSql, sql: string): string[] {
  if (parsed.error) {
    return parsed.error_type === 'parser'
      ? [`syntax error: ${parsed.error_message}`]
      : [`this does more than read; allowed is ${allowedStatements}${pivotPattern.test(sql) ? pivotAdvice : ''}`];
  }
  if (parsed.statements.length !== 1) {
    return [`the query holds ${parsed.statements.length} statements; allowed is ${allowedStatements}`];
  }
  return [...new Set(listCalls(parsed.statements[0]).flatMap(describeCall))];
}

/** Without its values DuckDB must create a type to run a PIVOT. */
const pivotPattern = /\bpivot\b/iu;
const pivotAdvice = '; a PIVOT must name its values: ON column IN (...)';

interface Call {
  name: string;
  isTable: boolean;
}

/** Every function called anywhere in the tree. Walked without recursion, however deep it is nested. */
function listCalls(tree: unknown): Call[] {
  const calls: Call[] = [];
  const waiting: unknown[] = [tree];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('function_name' in node) calls.push({ name: String(node.function_name).toLowerCase(), isTable: false });
    if ('type' in node && node.type === 'TABLE_FUNCTION')
      calls.push({ name: nameOfTableFunction(node), isTable: true });
    // One by one: a list of values may hold more than a call takes arguments.
    for (const below of Object.values(node)) waiting.push(below);
  }
  return calls;
}

/** A tree of another shape than known gives a name that is not allowed. */
function nameOfTableFunction(node: object): string {
  const call: unknown = 'function' in node ? node.function : undefined;
  const name: unknown = typeof call === 'object' && call !== null && 'function_name' in call ? call.function_name : '?';
  return String(name).toLowerCase();
}

function describeCall({ name, isTable }: Call): string[] {
  if (isTable && !allowedTableFunctions.has(name)) {
    return [`${name}(...) is not allowed: a query reads the relations of the run, no file and no setting`];
  }
  return refusedFunctions.has(name) ? [`${name}(...) is not allowed: it writes`] : [];
}

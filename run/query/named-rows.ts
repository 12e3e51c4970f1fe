import type { QueryResult } from './run-query.ts';

/** Yields the rows of a result as objects, by the names of their columns. */
export async function* nameRows({
  columns,
  rows,
}: Pick<QueryResult, 'columns' | 'rows'>): AsyncGenerator<Record<string, unknown>> {
  for await (const row of rows) yield Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]));
}

/** Returns all of them. */
export async function readNamedRows(result: Pick<QueryResult, 'columns' | 'rows'>): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for await (const row of nameRows(result)) all.push(row);
  return all;
}

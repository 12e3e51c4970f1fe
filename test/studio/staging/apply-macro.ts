import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { htmlEntities } from '../../../studio/text/html-entities.ts';

/** What `expression`, which calls a macro of the files on the column `written`, makes of each of the values. */
export async function applyMacro(
  files: string | readonly string[],
  expression: string,
  values: readonly string[],
): Promise<Record<string, unknown>> {
  return withDatabase({ memoryLimitMb: 256, threads: 1 }, async (db) => {
    await db.run(`set variable html_entities = from_json($entities, '"MAP(VARCHAR, VARCHAR)"')`, {
      entities: JSON.stringify(htmlEntities),
    });
    for (const file of [files].flat()) await db.run(await readSql(file));
    const rows = await db.rows(
      `select written, ${expression} as made from (select unnest(json_extract_string($list, '$[*]')) as written)`,
      { list: JSON.stringify(values) },
    );
    return Object.fromEntries(rows.map(({ written, made }) => [String(written), made]));
  });
}

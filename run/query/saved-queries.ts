import { readdir } from 'node:fs/promises';
import { StudioFailure } from '../../schemas/failure.ts';
import { readSql } from '../../infra/storage/sql-files.ts';

export interface SavedQuery {
  /** `falling-aspects` stands in `saved/falling_aspects.sql`. */
  name: string;
  /** The file's first line. */
  description: string;
  sql: string;
}

/** Queries of other rooms that a person may want to ask, too. */
const elsewhere: Readonly<Record<string, string>> = { 'look-ahead': 'studio/profiling/look_ahead.sql' };

/** Every query shipped with the project, by name. */
export async function listSavedQueries(): Promise<SavedQuery[]> {
  const files = (await readdir(new URL('saved/', import.meta.url))).filter((file) => file.endsWith('.sql'));
  const own = files.map((file) => [file.slice(0, -4).replaceAll('_', '-'), `run/query/saved/${file}`] as const);
  const paths = [...own, ...Object.entries(elsewhere)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(
    paths.map(async ([name, path]) => {
      const sql = await readSql(path);
      return { name, description: (sql.split('\n')[0] ?? '').replace(/^--\s*/u, ''), sql };
    }),
  );
}

/** Throws QueryRefused with the known names. */
export async function readSavedQuery(name: string): Promise<string> {
  const saved = await listSavedQueries();
  const found = saved.find((query) => query.name === name);
  if (found !== undefined) return found.sql;
  throw new StudioFailure('QueryRefused', `there is no saved query ${name}`, {
    remedy: `Saved are ${saved.map((query) => query.name).join(', ')}.`,
  });
}

import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import type { Database, RunFolder } from '../../../activities/dependencies.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { textAt } from '../../../studio/profiling/arrow-columns.ts';
import { createTraceFinder } from '../../../studio/rights/find-traces.ts';
import type { Forgotten, Trace, TraceFinder } from '../../../studio/rights/find-traces.ts';

export interface FoundTrace extends Trace {
  /** How often it was found, and the first place. */
  times: number;
  /** Below the run's folder. */
  file: string;
  /** Line of a text, row of a Parquet file, from 1; null for a file that was read as a whole. */
  line: number | null;
}

export interface RunSearch {
  files: number;
  /** Rows of Parquet files and lines of texts. */
  rows: number;
  found: FoundTrace[];
}

/**
 * Looks through every file of a run for ids, quotes and words of reviews that it must not know. Files with a row a review are asked by their columns
 * `review_id` and `user_id`; of all others every value is read. Words that a review of the run itself holds are no trace.
 */
export async function searchRun(run: RunFolder, forgotten: Forgotten): Promise<RunSearch> {
  const finder = createTraceFinder(forgotten);
  const traces = new Map<string, FoundTrace>();
  return withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    let files = 0;
    let rows = 0;
    for (const path of await listFiles(run.folder)) {
      const file = relative(run.folder, path).replaceAll('\\', '/');
      const look: Look = (found, line) => {
        for (const { what, value } of found) {
          const known = traces.get(`${what} ${value}`) ?? { what, value, times: 0, file, line };
          known.times += 1;
          traces.set(`${what} ${value}`, known);
        }
      };
      files += 1;
      if (!path.endsWith('.parquet')) rows += await readText(path, finder, look);
      else if (hasReviewPerRow.test(file)) rows += await askByColumns(db, path, forgotten, look);
      else rows += await readRows(db, path, finder, look);
    }
    return { files, rows, found: await withoutOwnWords(db, run, [...traces.values()]) };
  });
}

/** Takes what was found in a line. */
type Look = (found: readonly Trace[], line: number | null) => void;

const hasReviewPerRow = /^(?:relations\/(?:reviews|clauses|mentions|voices|term_voices)|work\/parts\/.*)\.parquet$/u;

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** A row belongs to the review it names, so its text need not be read. Returns the rows. */
async function askByColumns(db: Database, path: string, { users, reviews }: Forgotten, look: Look): Promise<number> {
  const columns = await db.rows('select name from parquet_schema($path)', { path });
  const names = new Set(columns.map(({ name }) => String(name)));
  if (!names.has('review_id')) throw new Error(`${path} has no column review_id`);
  for (const [name, ids] of [
    ['review_id', reviews],
    ['user_id', users],
  ] as const) {
    if (!names.has(name)) continue;
    const wanted = JSON.stringify(ids);
    const rows = await db.rows(
      `select ${name} as id, min(file_row_number) + 1 as line from read_parquet($path, file_row_number = true)
       where ${name} in (select unnest(from_json($wanted, '["VARCHAR"]'))) group by id order by id`,
      { path, wanted },
    );
    for (const { id, line } of rows) look([{ what: 'id', value: String(id) }], Number(line));
  }
  const [counted] = await db.rows('select count(*) as rows from read_parquet($path)', { path });
  return Number(counted?.['rows']);
}

async function readRows(db: Database, path: string, { inValue }: TraceFinder, look: Look): Promise<number> {
  // The alias is a name that no column has.
  const sql = `select to_json("row of the file")::varchar as row_text from read_parquet($path) as "row of the file"`;
  let line = 0;
  for await (const batch of db.recordBatches(sql, { path })) {
    for (let row = 0; row < batch.numRows; row += 1) {
      line += 1;
      look(inValue(JSON.parse(textAt(batch, 'row_text', row))), line);
    }
  }
  return line;
}

/** JSON by its values, any other file as a whole: words may go on over the end of a line. */
async function readText(path: string, { inText, inValue }: TraceFinder, look: Look): Promise<number> {
  if (!path.endsWith('.jsonl')) {
    const text = (await readFile(path)).toString('utf8');
    look(path.endsWith('.json') ? inValue(text) : inText(text), null);
    return 1;
  }
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line += 1;
    look(inValue(text), line);
  }
  return line;
}

/** What a review of the run says itself does not come from one that it has not. */
async function withoutOwnWords(db: Database, run: RunFolder, found: readonly FoundTrace[]): Promise<FoundTrace[]> {
  const phrases = found.flatMap(({ what, value }) => (what === 'words' ? value : []));
  if (phrases.length === 0) return [...found];
  const { inText, inValue } = createTraceFinder({ users: [], reviews: [], texts: phrases, clauses: phrases });
  const own = new Set<string>();
  for (const [relation, find] of [
    ['reviews', inText],
    ['clauses', inValue],
  ] as const) {
    await db.openParquet(relation, run.relationPath(relation));
    for await (const batch of db.recordBatches(`select text from ${relation}`)) {
      for (let row = 0; row < batch.numRows; row += 1)
        for (const { value } of find(textAt(batch, 'text', row))) own.add(value);
    }
  }
  return found.filter(({ what, value }) => what === 'id' || !own.has(value));
}

import type { Database } from '../../../activities/dependencies.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { sideThresholds } from '../../../studio/sentiment/polarity.ts';

const voiceColumns =
  'mention_id VARCHAR, review_id VARCHAR, user_id VARCHAR, item_id VARCHAR, reviewed_at TIMESTAMP, aspect_id VARCHAR, clause_no INTEGER, ' +
  'char_start INTEGER, char_end INTEGER, term VARCHAR, polarity VARCHAR, sentiment DOUBLE';

/** Columns that the profiling statements read, with their DuckDB types. */
const columns = {
  reviews: 'review_id VARCHAR, user_id VARCHAR, item_id VARCHAR, rating DOUBLE, reviewed_at TIMESTAMP, text VARCHAR',
  items: 'item_id VARCHAR, category VARCHAR',
  clauses: 'review_id VARCHAR, clause_no INTEGER, char_start INTEGER, char_end INTEGER, text VARCHAR',
  aspects: 'aspect_id VARCHAR, kept BOOLEAN',
  parts:
    'mention_id VARCHAR, review_id VARCHAR, user_id VARCHAR, item_id VARCHAR, reviewed_at TIMESTAMP, aspect_id VARCHAR, term_id VARCHAR, clause_no INTEGER, ' +
    'char_start INTEGER, char_end INTEGER, term VARCHAR, head VARCHAR, term_start INTEGER, term_end INTEGER, opinion_start INTEGER, opinion_end INTEGER, ' +
    'polarity VARCHAR, sentiment DOUBLE, confidence DOUBLE, is_first BOOLEAN, is_voice BOOLEAN, voice_polarity VARCHAR, voice_sentiment DOUBLE, ' +
    'is_term_voice BOOLEAN, term_voice_polarity VARCHAR, term_voice_sentiment DOUBLE, text VARCHAR',
  voices: voiceColumns,
  term_voices: `${voiceColumns}, term_id VARCHAR`,
  targets: 'dialog_id VARCHAR, user_id VARCHAR, item_id VARCHAR, review_id VARCHAR, target_at TIMESTAMP',
  candidates: 'dialog_id VARCHAR, item_id VARCHAR',
  chosen_candidates: 'dialog_id VARCHAR, item_id VARCHAR',
  profiles: 'dialog_id VARCHAR, newest_at TIMESTAMP',
  plans: 'dialog_id VARCHAR, plan VARCHAR',
  turn_evidence: 'dialog_id VARCHAR, review_id VARCHAR, reviewed_at TIMESTAMP',
  trajectories_as_of:
    'dialog_id VARCHAR, evidence STRUCT(review_id VARCHAR, char_start INTEGER, char_end INTEGER, reviewed_at TIMESTAMP, sentiment DOUBLE)[]',
} as const;

export type Tables = Partial<Record<keyof typeof columns, readonly Readonly<Record<string, unknown>>[]>>;

/** A database with all of these tables, filled where rows are given, and the macros of trajectories. */
export function withTables<T>(tables: Tables, work: (db: Database) => Promise<T>, threads = 2): Promise<T> {
  return withDatabase({ memoryLimitMb: 512, threads }, async (db) => {
    await db.run(
      Object.entries(columns)
        .map(([table, types]) => `create table ${table} (${types});`)
        .join('\n'),
    );
    for (const [table, rows] of Object.entries(tables)) {
      const types = Object.entries(columns).find(([name]) => name === table)?.[1] ?? '';
      await db.run(
        `insert into ${table} by name select rows.* from (select unnest(from_json($rows, $shape)) as rows)`,
        { rows: JSON.stringify(rows), shape: shapeOf(types) },
      );
    }
    for (const macros of ['decay', 'across_blocks', 'trajectory_figures']) {
      await db.run(await readSql(`${trajectories}/${macros}.sql`));
    }
    return work(db);
  });
}

/** Makes the tables that the statements on trajectories read, in this order. */
export async function createTrajectoryTables(
  db: Database,
  names: readonly string[],
  halfLifeDays: number,
): Promise<void> {
  for (const name of names) await createTable(db, name, `${trajectories}/${name}.sql`, halfLifeDays);
}

/** Makes a table from a statement; one on a range of numbers in two pieces. */
export async function createTable(db: Database, name: string, path: string, halfLifeDays: number): Promise<void> {
  const sql = await readSql(path);
  const values = {
    ...(sql.includes('$halfLifeDays') ? { halfLifeDays } : {}),
    ...(sql.includes('$positiveFrom') ? sideThresholds : {}),
    ...(sql.includes('$mentionsPerPage') ? { mentionsPerPage: 2, mentionsPerRow: 1 } : {}),
  };
  const ranges = sql.includes('$from')
    ? [
        { from: 0, to: 1 },
        { from: 1, to: 1000 },
      ]
    : [{}];
  for (const [piece, range] of ranges.entries()) {
    await db.run(piece === 0 ? `create temp table ${name} as ${sql}` : `insert into ${name} ${sql}`, {
      ...values,
      ...range,
    });
  }
}

const trajectories = 'studio/profiling/trajectories';

/** Tables from which the relations on trajectories are read, in the order in which they are made. */
export const trajectoryTables = [
  'numbered_items',
  'numbered_aspects',
  'mention_days',
  'numbered_mentions',
  'trajectory_sums',
  'trajectory_series',
  'trajectory_months',
];

/** DuckDB's JSON structure for a list of columns, e.g. `[{"item_id":"VARCHAR"}]`. */
function shapeOf(types: string): string {
  const structure = (list: string): Record<string, unknown> =>
    Object.fromEntries(
      splitTopLevel(list).map((column) => {
        const [, name = '', type = ''] = /^(\S+) (.*)$/u.exec(column) ?? [];
        const struct = /^STRUCT\((.*)\)\[\]$/u.exec(type);
        if (struct !== null) return [name, [structure(struct[1] ?? '')]];
        return [name, type.endsWith('[]') ? [type.slice(0, -2)] : type];
      }),
    );
  return JSON.stringify([structure(types)]);
}

function splitTopLevel(list: string): string[] {
  return list.split(/, (?![^(]*\))/u);
}

/** What the reviewer of a review of its own thinks of an aspect. */
export interface Voice {
  user: string;
  item: string;
  aspect: string;
  /** The lemma of the one term that the review judges; of none of the run's terms where it is left out. */
  term?: string;
  /** Days since 2020-01-01, a fraction for the time of day. */
  day: number;
  sentiment: number;
}

const dayMs = 86_400_000;
export const timeOf = (day: number): string => new Date(Date.UTC(2020, 0, 1) + Math.round(day * dayMs)).toISOString();
export const monthOf = (day: number): string => `${timeOf(day).slice(0, 7)}-01`;

/** Rows of `voices`, stored in `order` where given; each voice is of a review of its own, `r0`, `r1`, ... */
export function toVoiceRows(
  voices: readonly Voice[],
  order: readonly number[] = [...voices.keys()],
): Record<string, unknown>[] {
  const rows = voices.map(toVoiceRow);
  return order.map((at) => rows[at] ?? {});
}

/** Rows of `term_voices`: those of the voices that have a term. */
export function toTermVoiceRows(
  voices: readonly Voice[],
  order: readonly number[] = [...voices.keys()],
): Record<string, unknown>[] {
  return order.flatMap((at) => {
    const voice = voices[at];
    return voice?.term === undefined ? [] : [{ ...toVoiceRow(voice, at), term_id: `${voice.aspect}.${voice.term}` }];
  });
}

const toVoiceRow = ({ user, item, aspect, term, day, sentiment }: Voice, at: number): Record<string, unknown> => ({
  mention_id: `r${at}:0:0`,
  review_id: `r${at}`,
  user_id: user,
  item_id: item,
  reviewed_at: timeOf(day),
  aspect_id: aspect,
  clause_no: 0,
  char_start: 0,
  char_end: 9,
  term: term ?? 'it',
  polarity: sentiment > 0 ? 'positive' : sentiment < 0 ? 'negative' : 'neutral',
  sentiment,
});

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Mean by weights 2^(-age / half-life), ages in fractions of a day, or in whole days. */
export function decayedMean(given: readonly Voice[], halfLifeDays: number, isByDay = false): number {
  const voices = isByDay ? given.map((voice) => ({ ...voice, day: Math.floor(voice.day) })) : given;
  const newest = Math.max(...voices.map(({ day }) => day));
  const weights = voices.map(({ day }) => 2 ** ((day - newest) / halfLifeDays));
  return sum(voices.map(({ sentiment }, at) => sentiment * (weights[at] ?? 0))) / sum(weights);
}

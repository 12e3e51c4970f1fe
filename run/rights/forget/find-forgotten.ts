import { z } from 'zod';
import type { Database, RunFolder } from '../../../activities/dependencies.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { openRelations } from '../../reading/check-relations.ts';
import type { Forgotten } from '../../../studio/rights/find-traces.ts';

export interface ForgetRequest {
  users: readonly string[];
  reviews: readonly string[];
}

export interface ForgottenReviews extends Forgotten {
  /** Hashes of the ids asked for, as `source.exclude` holds them. */
  hashes: string[];
  /** Where they stand in the source, by file. */
  lines: Map<string, number[]>;
}

const ReviewRowsSchema = z.array(
  z.object({
    review_id: z.string(),
    user_id: z.string(),
    text: z.string(),
    source_file: z.string(),
    source_line: z.number(),
    clauses: z.array(z.string()),
  }),
);

/** All that a run knows of the users and reviews that are to be forgotten. Throws InvalidRunConfig for ids that it does not know. */
export async function findForgotten(run: RunFolder, request: ForgetRequest): Promise<ForgottenReviews> {
  return withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    await openRelations(db, run, ['reviews', 'clauses', 'rejected_rows']);
    const sql = await readSql('run/rights/forget/forgotten_reviews.sql');
    const values = { users: JSON.stringify(request.users), reviews: JSON.stringify(request.reviews) };
    const rows = ReviewRowsSchema.parse(await db.rows(sql, values));
    await refuseUnknown(db, run, request, rows);
    const lines = new Map<string, number[]>();
    for (const { source_file: file, source_line: line } of rows) lines.set(file, [...(lines.get(file) ?? []), line]);
    return {
      users: [...new Set(request.users)],
      reviews: [...new Set([...request.reviews, ...rows.map((row) => row.review_id)])],
      texts: rows.map(({ text }) => text),
      clauses: rows.flatMap(({ clauses }) => clauses),
      hashes: await hashIds(db, request),
      lines,
    };
  });
}

async function hashIds(db: Database, { users, reviews }: ForgetRequest): Promise<string[]> {
  await db.run(await readSql('studio/staging/exclusion_hash.sql'));
  const hashes: string[] = [];
  for (const [kind, ids] of [
    ['user', users],
    ['review', reviews],
  ] as const) {
    const rows = await db.rows(
      `select exclusion_hash($kind, id) as hash from (select unnest(from_json($ids, '["VARCHAR"]')) as id)`,
      { kind, ids: JSON.stringify(ids) },
    );
    hashes.push(...rows.map(({ hash }) => String(hash)));
  }
  return [...new Set(hashes)].toSorted();
}

async function refuseUnknown(
  db: Database,
  run: RunFolder,
  { users, reviews }: ForgetRequest,
  rows: z.infer<typeof ReviewRowsSchema>,
): Promise<void> {
  const named = await db.rows(await readSql('run/rights/forget/rejected_owners.sql'), {
    ids: JSON.stringify([...users, ...reviews]),
  });
  const inRejected = new Set(named.map(({ id }) => String(id)));
  const list = (kind: string, ids: readonly string[], known: ReadonlySet<string>): string[] => {
    const unknown = ids.filter((id) => !known.has(id) && !inRejected.has(id));
    return unknown.length === 0 ? [] : [`no ${kind} ${unknown.map((id) => JSON.stringify(id)).join(', ')}`];
  };
  const problems = [
    ...list('user', users, new Set(rows.map((row) => row.user_id))),
    ...list('review', reviews, new Set(rows.map((row) => row.review_id))),
  ];
  if (problems.length === 0) return;
  const { runId } = run.ref;
  const excluded = (await run.readConfig()).source.exclude?.length ?? 0;
  throw new StudioFailure('InvalidRunConfig', `run ${runId} has ${problems.join(', and ')}`, {
    remedy: `Its ids: convrec sql ${runId} "select user_id, review_id, text from reviews where text ilike '%words of it%'".${
      excluded === 0 ? '' : ` The run forgot ${excluded} ids already; one of these may be among them.`
    }`,
  });
}

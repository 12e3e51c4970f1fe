import type { RunFolder } from '../../../activities/dependencies.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';

export interface AnswerCounts {
  takenOver: number;
  paid: number;
}

/** Answers of models in a run: those it has from another one, and those that it paid. */
export async function countAnswers(run: RunFolder, before: RunFolder): Promise<AnswerCounts> {
  const attempts = await withDatabase({ memoryLimitMb: 512 }, async (db) => {
    if (!(await before.hasRelation('attempts'))) return [];
    await db.openParquet('attempts', run.relationPath('attempts'));
    await db.openParquet('attempts_before', before.relationPath('attempts'));
    return db.rows(await readSql('run/rights/forget/answers.sql'));
  });
  return { takenOver: Number(attempts[0]?.['taken_over'] ?? 0), paid: Number(attempts[0]?.['paid'] ?? 0) };
}

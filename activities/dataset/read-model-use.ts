import { z } from 'zod';
import type { Database, Dependencies } from '../dependencies.ts';

const ModelUseSchema = z.object({
  /** Requests, answered or not. */
  calls: z.number().int(),
  answers: z.number().int(),
  /** Answers to an attempt after a turn's first. */
  repairs: z.number().int(),
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  /** Null where one answer's tokens or price are unknown: a part of the sum would look like all of it. */
  costUsd: z.number().nullable(),
});

/** What the language model did and cost, over the relation `attempts`; undefined for the offline realizer, which calls none. */
export async function readModelUse(
  db: Database,
  deps: Dependencies,
): Promise<Record<string, number | string> | undefined> {
  const [row] = await db.rows(await deps.readSql('studio/dataset/model_use.sql'));
  const { costUsd, ...use } = ModelUseSchema.parse(row);
  return use.calls === 0 ? undefined : { ...use, costUsd: costUsd ?? 'unknown' };
}

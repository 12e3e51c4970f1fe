import { z } from 'zod';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { AgentContextSchema } from '../../schemas/agent-context.ts';
import { DialogPlanSchema } from '../../schemas/dialog-plan.ts';
import type { RunFolder } from '../../activities/dependencies.ts';

const json = <T>(schema: z.ZodType<T>): z.ZodType<T> => z.preprocess((text) => JSON.parse(String(text)), schema);

const AttemptRowSchema = z.object({
  dialog_id: z.string(),
  turn: z.number(),
  attempt: z.number(),
  call: z.number(),
  accepted: z.boolean(),
  text: z.string(),
  problems: z.array(z.string()),
  context: json(AgentContextSchema),
  request_hash: z.string().nullable(),
  answer: z.string().nullable(),
  finish_reason: z.string().nullable(),
  prompt_tokens: z.number().nullable(),
  completion_tokens: z.number().nullable(),
  cost_usd: z.number().nullable(),
  latency_ms: z.number().nullable(),
  failure: z.string().nullable(),
  status: z.number().nullable(),
});
export type AttemptRow = z.infer<typeof AttemptRowSchema>;

const DialogRowSchema = z.object({
  dialog_id: z.string(),
  status: z.enum(['accepted', 'failed']),
  reason: z.string().nullable(),
  turns: z.number(),
  plan: json(DialogPlanSchema),
});
export type DialogRow = z.infer<typeof DialogRowSchema>;

export interface ModelRun {
  dialogs: DialogRow[];
  /** In the order they were made, dialog by dialog. */
  attempts: AttemptRow[];
}

/** What a finished run says of its dialogs and model calls. */
export async function readModelRun(run: RunFolder): Promise<ModelRun> {
  return withDatabase({}, async (db) => {
    for (const relation of ['plans', 'dialogs', 'attempts'] as const) {
      await db.openParquet(relation, run.relationPath(relation));
    }
    const dialogs = await db.rows(
      'select dialog_id, status, reason, dialogs.turns, plan from dialogs join plans using (dialog_id) order by dialog_id',
    );
    const attempts = await db.rows('from attempts order by dialog_id, turn, attempt, call');
    return {
      dialogs: dialogs.map((row) => DialogRowSchema.parse(row)),
      attempts: attempts.map((row) => AttemptRowSchema.parse(row)),
    };
  });
}

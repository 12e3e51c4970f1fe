import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { readAttempts, readDialogRecord } from '../../activities/dialogs/dialog-files.ts';
import { openPassRelations, readPasses } from '../../activities/dialogs/read-passes.ts';
import type { Attempt } from '../../schemas/dialog.ts';
import { DialogPlanSchema } from '../../schemas/dialog-plan.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import type { Speaker } from '../../schemas/super-node.ts';
import type { PreviewedDialog } from '../../studio/spending/extrapolate-run.ts';
import { buildContext } from '../../studio/simulation/build-context.ts';
import { sumModelUse } from '../../studio/spending/model-use.ts';
import { buildMessages } from '../../studio/simulation/prompts.ts';
import type { ChatMessage } from '../../studio/simulation/prompts.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';

export interface ShownPrompt {
  dialogId: string;
  turn: number;
  speaker: Speaker;
  messages: ChatMessage[];
  /** What the accepted attempt said; null where none was accepted. */
  said: string | null;
}

export interface Preview {
  dialogs: (PreviewedDialog & { dialogId: string; status: 'accepted' | 'failed' })[];
  /** Dialogs of the whole run, without replacements. */
  planned: number;
  /** The first request of each turn that a model was asked for, dialog by dialog. */
  prompts: ShownPrompt[];
}

const PlanRowSchema = z.object({ plan: z.string() });

/** Figures of the run's first `count` dialogs, from their journals. */
export async function readPreview(run: RunFolder, count: number): Promise<Preview> {
  const { maximumWordsPerTurn } = (await run.readConfig()).fidelity;
  return withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    await openPassRelations(db, run);
    const [asked = []] = (await readPasses(db, { readSql }, run, 0)).dialogIds;
    const preview: Preview = { dialogs: [], planned: asked.length, prompts: [] };
    for (const dialogId of asked.slice(0, count)) {
      const record = await readDialogRecord(run, dialogId);
      if (record === undefined) continue;
      const attempts = await readAttempts(run, dialogId);
      const [row] = await db.rows('select plan from plans where dialog_id = $dialogId', { dialogId });
      const plan = DialogPlanSchema.parse(JSON.parse(PlanRowSchema.parse(row).plan));
      preview.prompts.push(...buildPrompts(plan, attempts, maximumWordsPerTurn));
      const latencyMs = attempts.reduce((sum, { modelCall }) => sum + (modelCall?.latencyMs ?? 0), 0);
      preview.dialogs.push({ dialogId, status: record.status, use: sumModelUse(attempts), latencyMs });
    }
    return preview;
  });
}

/** The same pure functions over the same plan and transcript as when the model was asked. */
function buildPrompts(plan: DialogPlan, attempts: readonly Attempt[], maximumWords: number): ShownPrompt[] {
  const accepted = new Map(attempts.filter((made) => made.accepted).map((made) => [made.turn, made.text]));
  return plan.turns.flatMap(({ turn, speaker }) => {
    if (!attempts.some((made) => made.turn === turn && made.modelCall !== null)) return [];
    const transcript = plan.turns.slice(0, turn).map((said) => ({
      speaker: said.speaker,
      text: accepted.get(said.turn) ?? '',
    }));
    const messages = buildMessages({
      context: buildContext(plan, turn, transcript),
      feedback: [],
      maximumWords,
      attempt: 0,
    });
    return [{ dialogId: plan.dialogId, turn, speaker, messages, said: accepted.get(turn) ?? null }];
  });
}

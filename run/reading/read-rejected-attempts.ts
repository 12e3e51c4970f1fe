import { z } from 'zod';
import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { readAttempts } from '../../activities/dialogs/dialog-files.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { isMade, openRelations } from './check-relations.ts';

const RejectedAttemptSchema = z.object({
  turn: z.number().int(),
  attempt: z.number().int(),
  text: z.string(),
  /** `title-leak: ...`. */
  problems: z.array(z.string()),
});
export type RejectedAttempt = z.infer<typeof RejectedAttemptSchema>;

/** What the fidelity checks refused of a dialog, from the relation or, where that is not made or not of now (`isLive`), from the dialog's journal. */
export async function readRejectedAttempts(
  db: Database,
  run: RunFolder,
  dialogId: string,
  isLive: boolean,
): Promise<RejectedAttempt[]> {
  if (!isLive && (await isMade(run, 'attempts'))) {
    await openRelations(db, run, ['attempts']);
    const rows = await db.rows(await readSql('run/reading/rejected_attempts.sql'), { dialogId });
    return rows.map((row) => RejectedAttemptSchema.parse(row));
  }
  return (await readAttempts(run, dialogId)).flatMap(({ turn, attempt, text, problems, accepted, modelCall }) => {
    const failure = modelCall?.failure ?? null;
    const reasons =
      failure === null
        ? problems.map(({ check, detail }) => `${check}: ${detail}`)
        : [`${failure.name}: ${failure.message}`];
    return accepted ? [] : [{ turn, attempt, text, problems: reasons }];
  });
}

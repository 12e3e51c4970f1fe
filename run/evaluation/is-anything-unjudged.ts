import { readJudgeCalls } from '../../activities/dialogs/dialog-files.ts';
import { createListDialogsToJudge } from '../../activities/evaluation/judge-dialog.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { EvaluateRunInput } from '../../schemas/evaluation.ts';
import { listQuestions } from '../../studio/evaluation/judge/list-questions.ts';

/**
 * Whether the judge has to be asked anything, going by the questions that the journals hold an answer of this judge to. An answer about a dialog
 * or a rubric that was changed since counts here: then the judge is asked again without a look at its endpoint before.
 */
export async function isAnythingUnjudged(
  {
    ref,
    against,
    judgedDialogs,
    repetitions,
  }: Pick<EvaluateRunInput, 'ref' | 'against' | 'judgedDialogs' | 'repetitions'>,
  judge: string,
): Promise<boolean> {
  const list = createListDialogsToJudge({
    openRun: openRunFolder,
    withDatabase: (_run, work) => withDatabase({ memoryLimitMb: 512 }, work),
  });
  const run = openRunFolder(ref);
  for (const { dialogId, isPaired } of await list({ ref, against, dialogs: judgedDialogs })) {
    const calls = await readJudgeCalls(run, dialogId);
    const answered = new Set(
      calls.flatMap(({ question, judge: asked, modelCall }) =>
        asked === judge && modelCall.failure === null ? JSON.stringify(question) : [],
      ),
    );
    const questions = listQuestions(repetitions, isPaired ? against : null);
    if (questions.some((question) => !answered.has(JSON.stringify(question)))) return true;
  }
  return false;
}

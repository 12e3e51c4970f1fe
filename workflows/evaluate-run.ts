import { continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { StudioActivities } from '../activities/index.ts';
import type { EvaluateRunInput, EvaluationProgress } from '../schemas/evaluation.ts';
import type { JudgeQuestion, JudgeSettings } from '../schemas/judgement.ts';
import { listQuestions } from '../studio/evaluation/judge/list-questions.ts';
import { addModelUse, noModelUse } from '../studio/spending/model-use.ts';
import { budgetEndOf, refusalOf } from './activity-failures.ts';
import { bookkeepingOptions, modelCallOptions, stageOptions } from './activity-options.ts';
import { evaluationProgressQuery } from './messages.ts';

/** An answer that cannot be read is asked for again so often; what stays unread is counted as unanswered. */
const maximumAttempts = 3;

/** Where a workflow goes on whose history had become long. */
interface Continued {
  /** Dialogs that were judged. */
  from: number;
  progress: EvaluationProgress;
}

/**
 * Judges some of a run's dialogs, where there is a judge, then measures all of them and writes the evaluation's relations and page. Where the
 * budget ends the judging, what was judged by then is summed up.
 */
export async function evaluateRun(input: EvaluateRunInput, continued?: Continued): Promise<EvaluationProgress> {
  const { ref, beside } = input;
  const { writeEvaluation } = proxyActivities<StudioActivities>(stageOptions(input.dataTaskQueue));
  let progress: EvaluationProgress = continued?.progress ?? {
    status: 'judging',
    questions: 0,
    answered: 0,
    unanswered: 0,
    use: noModelUse,
  };
  setHandler(evaluationProgressQuery, () => progress);

  if (input.judge !== null) {
    const judged = await judgeDialogs(
      input,
      input.judge,
      continued?.from ?? 0,
      () => progress,
      (next) => (progress = next),
    );
    if (judged !== undefined) return continueAsNew<typeof evaluateRun>(input, { from: judged, progress });
  }
  progress = { ...progress, status: 'measuring' };
  await writeEvaluation({ ref, beside });
  return (progress = { ...progress, status: 'complete' });
}

/** Returns how many dialogs were judged where the history has become too long for the rest. */
async function judgeDialogs(
  input: EvaluateRunInput,
  settings: JudgeSettings,
  from: number,
  read: () => EvaluationProgress,
  write: (progress: EvaluationProgress) => void,
): Promise<number | undefined> {
  const { ref, against, repetitions } = input;
  const { listDialogsToJudge } = proxyActivities<StudioActivities>(bookkeepingOptions);
  const { judgeDialog } = proxyActivities<StudioActivities>(
    modelCallOptions(input.modelTaskQueue, settings.model.timeoutMs),
  );
  const dialogs = await listDialogsToJudge({ ref, against, dialogs: input.judgedDialogs });
  const questionsOf = ({ isPaired }: (typeof dialogs)[number]): JudgeQuestion[] =>
    listQuestions(repetitions, isPaired ? against : null);
  write({ ...read(), questions: dialogs.reduce((sum, dialog) => sum + questionsOf(dialog).length, 0) });

  let next = from;
  const isOver = (): boolean => read().budgetEnd !== undefined || workflowInfo().continueAsNewSuggested;
  const ask = async (dialogId: string, question: JudgeQuestion): Promise<void> => {
    for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
      const answer = await judgeDialog({ ref, dialogId, question, attempt, settings });
      write({ ...read(), use: addModelUse(read().use, answer.use) });
      if (!answer.isReadable) continue;
      write({ ...read(), answered: read().answered + 1 });
      return;
    }
    write({ ...read(), unanswered: read().unanswered + 1 });
  };
  const judgeNext = async (): Promise<void> => {
    // Every lane takes from the same list, so at most `dialogsAtOnce` dialogs are judged at once; their questions come one after another.
    while (!isOver()) {
      const dialog = dialogs[next];
      if (dialog === undefined) return;
      next += 1;
      for (const question of questionsOf(dialog)) {
        try {
          await ask(dialog.dialogId, question);
        } catch (error) {
          const budgetEnd = budgetEndOf(error);
          if (budgetEnd !== undefined) return write({ ...read(), budgetEnd });
          if (refusalOf(error, 'judgeDialog') === undefined) throw error;
          write({ ...read(), unanswered: read().unanswered + 1 });
        }
      }
    }
  };
  await Promise.all(Array.from({ length: input.dialogsAtOnce }, judgeNext));
  return next < dialogs.length && read().budgetEnd === undefined ? next : undefined;
}

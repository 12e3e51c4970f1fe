import { StudioFailure } from '../../schemas/failure.ts';
import type { JudgeQuestion } from '../../schemas/judgement.ts';
import { measureJudgements, scoreDialogs } from '../../studio/evaluation/judge/measure-judgements.ts';
import type { DialogCall } from '../../studio/evaluation/judge/measure-judgements.ts';
import type { RunMeasure } from '../../schemas/evaluation.ts';
import type { Database, Dependencies, RunFolder } from '../dependencies.ts';
import { buildMessages, hashMessages } from './judge-dialog.ts';
import { JudgeCallSchema } from '../../schemas/judgement.ts';
import { modelCallStructure, structureOf } from '../../studio/dataset/duckdb-types.ts';
import { listDialogIds, readJudgeCalls } from '../dialogs/dialog-files.ts';

export interface EvaluatedJudgements {
  measures: RunMeasure[];
  /** By judge and scale the mean score of each dialog. */
  scores: ReturnType<typeof scoreDialogs>;
  calls: number;
  /** Calls about a dialog or a rubric that was changed since. */
  outdated: number;
  /** Answers that could not be read, and calls without an answer. */
  unread: number;
}

/** Writes `judgements` and `comparisons` from the judges' journals, and sums up those that are about the dialogs as they are now. */
export async function evaluateJudgements(
  db: Database,
  deps: Dependencies,
  run: RunFolder,
): Promise<EvaluatedJudgements> {
  const calls: (DialogCall & { isCurrent: boolean })[] = [];
  for (const dialogId of await listDialogIds(run, 'judge')) {
    const askedNow = createAskedNow(deps, run, dialogId);
    for (const call of await readJudgeCalls(run, dialogId)) {
      calls.push({ ...call, dialogId, isCurrent: (await askedNow(call.question)) === call.asked });
    }
  }
  await db.run(`create table judge_calls as select unnest(from_json($rows::json, $structure), max_depth := 2)`, {
    rows: JSON.stringify(
      calls.map(({ dialogId, isCurrent, ...call }) => ({ ...call, dialog_id: dialogId, is_current: isCurrent })),
    ),
    structure: JSON.stringify([callStructure]),
  });
  await db.run(await deps.readSql('studio/dataset/model_call_columns.sql'));
  for (const relation of ['judgements', 'comparisons'] as const) {
    await db.writeParquet(await deps.readSql(`studio/evaluation/judge/${relation}.sql`), run.relationPath(relation));
  }
  const current = calls.filter(({ isCurrent }) => isCurrent);
  return {
    measures: measureJudgements(current),
    scores: scoreDialogs(current),
    calls: calls.length,
    outdated: calls.length - current.length,
    unread: current.filter(({ judgement, comparison }) => judgement === null && comparison === null).length,
  };
}

/** What would be asked now, hashed as the journal has it; each question built once. Undefined where the other run, or the dialog, is gone. */
function createAskedNow(
  deps: Dependencies,
  run: RunFolder,
  dialogId: string,
): (question: JudgeQuestion) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>();
  return (question) => {
    const key = JSON.stringify({ ...question, repetition: 0 });
    const found =
      known.get(key) ??
      buildMessages(deps, run, dialogId, question).then(hashMessages, (error: unknown) => {
        if (error instanceof StudioFailure || question.kind === 'comparison') return undefined;
        throw error;
      });
    known.set(key, found);
    return found;
  };
}

const callStructure = {
  dialog_id: 'VARCHAR',
  is_current: 'BOOLEAN',
  ...structureOf(JudgeCallSchema.omit({ modelCall: true }), {
    'judgement.naturalness.score': 'TINYINT',
    'judgement.coherence.score': 'TINYINT',
    'judgement.grounding.score': 'TINYINT',
  }),
  modelCall: modelCallStructure,
};

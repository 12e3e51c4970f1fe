import { createHash } from 'node:crypto';
import { z } from 'zod';
import { UtteranceSchema } from '../../schemas/agent-context.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { ComparisonSchema, JudgementSchema } from '../../schemas/judgement.ts';
import type { JudgeCall, JudgeQuestion, JudgeSettings } from '../../schemas/judgement.ts';
import type { ModelCall } from '../../schemas/model-call.ts';
import type { ModelUse } from '../../schemas/model-use.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { buildComparisonMessages, buildJudgementMessages } from '../../studio/evaluation/judge/judge-messages.ts';
import type { JudgedDialog } from '../../studio/evaluation/judge/judge-messages.ts';
import { readComparison, readJudgement } from '../../studio/evaluation/judge/read-verdict.ts';
import { deriveSeed } from '../../studio/random.ts';
import { addModelUse, noModelUse } from '../../studio/spending/model-use.ts';
import type { ChatMessage } from '../../studio/simulation/prompts.ts';
import type { Dependencies, RunFolder } from '../dependencies.ts';
import { openJudgeCalls } from '../dialogs/dialog-files.ts';
import { askMetered, settleKept } from '../dialogs/ask-metered.ts';
import { readPlan } from '../dialogs/read-plan.ts';

type ReadingDependencies = Pick<Dependencies, 'openRun' | 'withDatabase'>;

export interface ListToJudgeInput {
  ref: RunRef;
  against: string | null;
  dialogs: number;
}

/** A dialog to judge; `isPaired` where the run to compare with has an accepted dialog of the same id. */
export interface DialogToJudge {
  dialogId: string;
  isPaired: boolean;
}

/** The first accepted dialogs by their ids; ids are hashes, so they are a fair sample. */
export function createListDialogsToJudge(
  deps: ReadingDependencies,
): (input: ListToJudgeInput) => Promise<DialogToJudge[]> {
  return async ({ ref, against, dialogs }) => {
    const listed = await listAccepted(deps, deps.openRun(ref));
    const others = new Set(against === null ? [] : await listAccepted(deps, openBeside(deps, ref, against)));
    return listed.slice(0, dialogs).map((dialogId) => ({ dialogId, isPaired: others.has(dialogId) }));
  };
}

export interface JudgeDialogInput {
  ref: RunRef;
  dialogId: string;
  question: JudgeQuestion;
  /** 0-based; of an answer that could not be read another one is asked for. */
  attempt: number;
  settings: JudgeSettings;
}

export interface JudgedAnswer {
  isReadable: boolean;
  /** Model use of this attempt, also of its calls without an answer. */
  use: ModelUse;
}

/**
 * One question to the judge about one dialog: what it is shown, the call, a line in the dialog's journal. No call is made that might pass the
 * run's budget. A question whose answer the journal holds, about the same words by the same judge, is answered from there, so none is paid twice.
 */
export function createJudgeDialog(deps: Dependencies): (input: JudgeDialogInput) => Promise<JudgedAnswer> {
  return async ({ ref, dialogId, question, attempt, settings }) => {
    const run = deps.openRun(ref);
    const judge = deps.createJudge(settings);
    const journal = await openJudgeCalls(run, dialogId);
    const messages = await buildMessages(deps, run, dialogId, question);
    const asked = hashMessages(messages);
    const ofAttempt = (): JudgeCall[] =>
      journal.entries.filter(
        (made) =>
          made.attempt === attempt &&
          made.judge === judge.name &&
          made.asked === asked &&
          JSON.stringify(made.question) === JSON.stringify(question),
      );
    const placeOf = (call: number): string =>
      `judge/${dialogId}/${asked}/${JSON.stringify(question)}/${attempt}/${call}`;
    const kept = ofAttempt().find(({ modelCall }) => modelCall.failure === null);
    if (kept !== undefined) {
      await settleKept(run, placeOf(kept.call), kept.modelCall);
      return { isReadable: isReadable(kept), use: sumUse(ofAttempt()) };
    }
    const keep = async (
      modelCall: ModelCall,
      read: Pick<JudgeCall, 'judgement' | 'comparison'>,
    ): Promise<JudgeCall> => {
      const call = { question, attempt, call: ofAttempt().length, judge: judge.name, asked, ...read, modelCall };
      await journal.append(call);
      return call;
    };
    const request = {
      messages,
      seed: deriveSeed((await run.readConfig()).seed, 'judge', dialogId, question.kind, question.repetition, attempt),
      attempt,
      answer:
        question.kind === 'judgement'
          ? { name: 'judgement', schema: JudgementSchema }
          : { name: 'comparison', schema: ComparisonSchema },
    };
    const call = await askMetered(deps, run, settings, {
      calls: ofAttempt,
      placeOf,
      ask: (signal, keepFailedCall, reserveCall) => judge.ask(request, signal, keepFailedCall, reserveCall),
      keep: ({ content, modelCall }) =>
        keep(modelCall, {
          judgement: question.kind === 'judgement' ? (readJudgement(content) ?? null) : null,
          comparison: question.kind === 'comparison' ? (readComparison(content) ?? null) : null,
        }),
      keepFailed: (failedCall) => keep(failedCall, { judgement: null, comparison: null }),
    });
    return { isReadable: isReadable(call), use: sumUse(ofAttempt()) };
  };
}

/** What a question about a dialog is asked by. */
export async function buildMessages(
  deps: Dependencies,
  run: RunFolder,
  dialogId: string,
  question: JudgeQuestion,
): Promise<ChatMessage[]> {
  const own = await readJudgedDialog(deps, run, dialogId);
  if (question.kind === 'judgement') return buildJudgementMessages(own);
  const other = await readJudgedDialog(deps, openBeside(deps, run.ref, question.against), dialogId);
  return question.isSwapped ? buildComparisonMessages(other, own) : buildComparisonMessages(own, other);
}

/** A run in the same folder of runs. */
const openBeside = (deps: Pick<Dependencies, 'openRun'>, { runsRoot }: RunRef, runId: string): RunFolder =>
  deps.openRun({ runId, runsRoot });

export const hashMessages = (messages: readonly ChatMessage[]): string =>
  createHash('sha256').update(JSON.stringify(messages)).digest('hex');

async function readJudgedDialog(deps: Dependencies, run: RunFolder, dialogId: string): Promise<JudgedDialog> {
  const plan = await readPlan(deps, run, dialogId);
  const rows = await deps.withDatabase(run, async (db) => {
    await db.openParquet('turns', run.relationPath('turns'));
    return db.rows('select speaker, text from turns where dialog_id = $dialogId order by turn', { dialogId });
  });
  return { plan, transcript: z.array(UtteranceSchema).parse(rows) };
}

async function listAccepted(deps: ReadingDependencies, run: RunFolder): Promise<string[]> {
  if (!(await run.hasRelation('dialogs'))) {
    throw new StudioFailure('RunFolderUnusable', `run ${run.ref.runId} has no dialogs yet`, {
      remedy: 'Let it end, or gather the dialogs that it has: convrec gather RUN.',
    });
  }
  const rows = await deps.withDatabase(run, async (db) => {
    await db.openParquet('dialogs', run.relationPath('dialogs'));
    return db.rows(`select dialog_id from dialogs where status = 'accepted' order by dialog_id`);
  });
  return z
    .array(z.object({ dialog_id: z.string() }))
    .parse(rows)
    .map(({ dialog_id: dialogId }) => dialogId);
}

const isReadable = ({ judgement, comparison }: JudgeCall): boolean => judgement !== null || comparison !== null;

function sumUse(calls: readonly JudgeCall[]): ModelUse {
  return calls.reduce((sum, { modelCall: { promptTokens, completionTokens, costUsd, failure } }) => {
    const cost = failure === null ? costUsd : (costUsd ?? 0);
    return addModelUse(sum, {
      calls: 1,
      promptTokens: promptTokens ?? 0,
      completionTokens: completionTokens ?? 0,
      costUsd: cost,
    });
  }, noModelUse);
}

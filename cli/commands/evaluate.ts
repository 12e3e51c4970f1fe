import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Client } from '@temporalio/client';
import type { RunFolder } from '../../activities/dependencies.ts';
import { evaluationPage } from '../../activities/evaluation/evaluate-run.ts';
import { findPredecessor } from '../../run/evaluation/find-other-dialogs.ts';
import { followEvaluation, startEvaluation } from '../../run/evaluation/follow-evaluation.ts';
import { isAnythingUnjudged } from '../../run/evaluation/is-anything-unjudged.ts';
import { readMeasures } from '../../run/evaluation/read-measures.ts';
import { endpointsOf } from '../../infra/model/allowed-endpoints.ts';
import { judgeNameOf } from '../../infra/model/create-judge.ts';
import { resolveModelSettings } from '../../infra/model/model-settings.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { openTemporal } from '../../infra/temporal/open-temporal.ts';
import { setActivityRate } from '../../infra/temporal/set-activity-rate.ts';
import type { EvaluateRunInput, EvaluationProgress } from '../../schemas/evaluation.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { JudgeSettings } from '../../schemas/judgement.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { domainNameOf } from '../../studio/simulation/domain.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot, stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { createEvaluationReport, renderMeasures } from '../output/evaluation-report.ts';
import { listenForInterruption } from '../interruption.ts';
import { neutralise, neutraliseJson } from '../output/neutralise.ts';
import { repeatCommand } from '../repeat-command.ts';
import { checkEndpoints, warnOfPlainText } from '../check-endpoints.ts';
import { resolveJudge } from '../resolve-judge.ts';
import type { JudgeFlags } from '../resolve-judge.ts';

export interface EvaluateOptions extends JudgeFlags {
  runs?: string;
  dialogs: string;
  repetitions: string;
  against?: string;
  beside?: string;
  /** False for `--no-worker`. */
  worker: boolean;
  /** False for `--no-check`. */
  check?: boolean;
  json?: boolean;
}

/** `convrec evaluate [RUN]`: measures a finished run's dialogs, asks a judge about some of them, sums up what people said. */
export async function evaluate(
  wanted: string | undefined,
  options: EvaluateOptions,
  context: Context,
): Promise<ExitCode> {
  const runsRoot = resolveRunsRoot(options.runs, context);
  const ref = await findRun(runsRoot, wanted);
  const run = openRunFolder(ref);
  const config = await run.readConfig();
  const judge = await resolveJudge(config, options, run.folder);
  const request = await buildRequest(ref, config, judge, options, context);
  const { terminal } = context;
  terminal.note(describeJudge(judge, request));
  const progress = await runWorkflow(request, options, context);
  const measured = await readMeasures(run);
  if (options.json === true) {
    await terminal.write(
      `${neutraliseJson(JSON.stringify({ runId: ref.runId, progress, measures: measured }, null, 2))}\n`,
    );
  } else {
    await terminal.write(`${renderMeasures(measured).join('\n')}\n`);
  }
  terminal.note(`Page: ${run.path(evaluationPage)}`);
  if (progress.budgetEnd === undefined) return 0;
  throw new StudioFailure('BudgetSpent', `${progress.budgetEnd}; what was judged by then is summed up`, {
    remedy: `Go on with a larger budget, e.g.\n  ${repeatWithMore(judge, context)}`,
  });
}

/** What is asked for, before it is known which queues bring it about. */
type EvaluationRequest = Omit<EvaluateRunInput, 'dataTaskQueue' | 'modelTaskQueue'>;

async function buildRequest(
  ref: RunRef,
  config: RunConfig,
  judge: JudgeSettings | null,
  options: EvaluateOptions,
  context: Context,
): Promise<EvaluationRequest> {
  const against = options.against === undefined ? null : await findRun(ref.runsRoot, options.against);
  if (against?.runId === ref.runId) {
    throw new StudioFailure('InvalidRunConfig', `${ref.runId} cannot be compared with itself`);
  }
  const { folder } = context;
  const beside =
    options.beside === undefined ? await findPredecessor(domainNameOf(config.source)) : resolve(folder, options.beside);
  return {
    ref,
    judge,
    judgedDialogs: readCount('--dialogs', options.dialogs, mostJudged),
    repetitions: readCount('--repetitions', options.repetitions, mostRepetitions),
    dialogsAtOnce: config.concurrency.dialogs,
    against: against?.runId ?? null,
    beside: beside === undefined ? null : await copyIntoRun(openRunFolder(ref), beside),
  };
}

/** A worker reads below its folder of runs only. Returns the copy's path below the run's folder. Throws InvalidRunConfig. */
async function copyIntoRun(run: RunFolder, path: string): Promise<string> {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StudioFailure('InvalidRunConfig', `the dialogs to compare with cannot be read: ${reason}`, {
      remedy: 'Give --beside the path of a file of JSON lines, one dialog a line.',
    });
  }
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const copy = `work/evaluation/beside/${hash}/${basename(path).replaceAll(/[^\w.-]/gu, '_')}`;
  await run.writeBytes(copy, content);
  return copy;
}

/** A list of so many dialogs still travels through Temporal in one piece. */
const mostJudged = 10_000;
const mostRepetitions = 20;

function readCount(flag: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= most) return value;
  throw new StudioFailure(
    'InvalidRunConfig',
    `${flag} is ${JSON.stringify(text)}: expected a whole number from 1 to ${most}`,
  );
}

function describeJudge(
  judge: JudgeSettings | null,
  { judgedDialogs, repetitions, against }: EvaluationRequest,
): string {
  if (judge === null)
    return 'No judge: the dialogs are measured, and no model is asked (--judge openai:NAME asks one).';
  const { name } = judge.model.judge;
  const pairs = against === null ? '' : `, and compared with ${against} in both orders`;
  const often = repetitions === 1 ? 'once' : `${repetitions} times`;
  return `Judge: ${neutralise(name ?? judge.model.name)}. The first ${judgedDialogs} dialogs are judged ${often} each${pairs}.`;
}

const pollMs = 500;

/** Finds a wrong key, model name or base URL before the dialogs are measured; not where other workers ask, or nothing is left to ask. */
async function checkJudge(
  request: EvaluationRequest,
  { check, worker }: EvaluateOptions,
  { env, terminal }: Context,
  signal: AbortSignal,
): Promise<void> {
  if (request.judge === null || check === false || !worker) return;
  const config = RunConfigSchema.parse(request.judge);
  const endpointCheck = { config, roles: ['judge'] as const, env, say: terminal.note, signal };
  warnOfPlainText(endpointCheck);
  const judge = judgeNameOf(resolveModelSettings(config, 'judge'));
  if (await isAnythingUnjudged(request, judge)) await checkEndpoints(endpointCheck);
}

/** Works on the evaluation, unless others do, until it ends. Throws what the interruption throws where a person ended the following. */
async function runWorkflow(
  request: EvaluationRequest,
  options: EvaluateOptions,
  context: Context,
): Promise<EvaluationProgress> {
  const { env, terminal, args } = context;
  const interruption = listenForInterruption();
  const { signal } = interruption;
  try {
    await interruption.during(checkJudge(request, options, context, signal));
    const stateFolder = stateFolderOf(request.ref.runsRoot);
    const session = await interruption.during(openTemporal({ stateFolder, env, say: terminal.note }));
    try {
      // Never closed: the client may be about to repeat a call, and on a closed channel that is an uncaught error. It goes with the process.
      const client = new Client({ connection: await session.connect(), namespace: session.namespace });
      const { taskQueues } = session;
      const input = { ...request, dataTaskQueue: taskQueues.data, modelTaskQueue: taskQueues.model };
      // The queue is shared, so who asked last decides, as with launches.
      if (input.judge !== null) {
        const { requestsPerSecond: perSecond } = input.judge.model;
        await setActivityRate(client, { taskQueue: taskQueues.model, perSecond });
      }
      const handle = await startEvaluation(client, taskQueues.dialogs, input);
      const worker = options.worker
        ? await (
            await import('../start-worker-here.ts')
          ).startWorkerHere({
            session,
            env,
            say: terminal.note,
            runsRoot: input.ref.runsRoot,
            endpoints: input.judge === null ? [] : endpointsOf(input.judge),
          })
        : undefined;
      const lost = new AbortController();
      // A worker that fails would leave the evaluation waiting for ever.
      worker?.run.catch(() => lost.abort());
      try {
        const progress = await followEvaluation(handle, {
          pollMs,
          signal: AbortSignal.any([signal, lost.signal]),
          onProgress: createEvaluationReport(terminal.note),
        });
        if (lost.signal.aborted) await worker?.run;
        if (progress !== undefined) return progress;
        terminal.note(`Stopped. What was judged is kept; go on with:\n  ${repeatCommand({ args, env }, [])}`);
        signal.throwIfAborted();
        throw new Error('the evaluation was followed to no end');
      } finally {
        // A step that did not end in time is tried again when the evaluation goes on, and the worker has said so.
        if (!lost.signal.aborted) await worker?.shutdown().catch(() => {});
      }
    } finally {
      await session.close();
    }
  } finally {
    interruption.stopListening();
  }
}

function repeatWithMore(judge: JudgeSettings | null, context: Context): string {
  const { usd = null, tokens = null } = judge?.budget ?? {};
  const larger = [
    ...(usd === null ? [] : ['--budget-usd', String(usd * 2)]),
    ...(tokens === null ? [] : ['--budget-tokens', String(tokens * 2)]),
  ];
  return repeatCommand(context, ['--budget-usd', '--budget-tokens'], larger);
}

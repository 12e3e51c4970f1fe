import { setActivityRate } from '../../infra/temporal/set-activity-rate.ts';
import { findModelQueue, findRunningId, steerRun, withServer } from '../../run/life/steer-run.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunProgress } from '../../schemas/progress.ts';
import type { RunControl } from '../../workflows/messages.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot, stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';

export interface SteerOptions {
  runs?: string;
  json?: boolean;
}

export type SteerVerb = 'pause' | 'resume' | 'cancel';

const changes: Readonly<Record<SteerVerb, Partial<RunControl>>> = {
  pause: { isPaused: true },
  resume: { isPaused: false },
  cancel: { isCancelled: true },
};

const meanings: Readonly<Record<SteerVerb, string>> = {
  pause: 'pauses: dialogs in work end, none begins until `convrec resume`',
  resume: 'goes on',
  cancel: 'is being cancelled: dialogs in work end, none begins; launching it again makes it go on',
};

/** `convrec pause|resume|cancel RUN`: by the server alone, from any machine that reaches it. */
export async function steer(verb: SteerVerb, run: string, options: SteerOptions, context: Context): Promise<ExitCode> {
  return change(run, changes[verb], (runId) => `Run ${runId} ${meanings[verb]}.`, options, context);
}

export interface RateOptions extends SteerOptions {
  dialogs?: string;
  requestsPerSecond?: string;
}

/** `convrec set-rate RUN`: dialogs at once of this run, requests a second of the queue that all runs share. */
export async function setRate(run: string, options: RateOptions, context: Context): Promise<ExitCode> {
  const { dialogs, requestsPerSecond } = options;
  if (dialogs === undefined && requestsPerSecond === undefined) {
    throw new StudioFailure('InvalidRunConfig', 'set-rate needs --dialogs or --requests-per-second', {
      remedy: 'For example: convrec set-rate RUN --dialogs 16',
    });
  }
  if (requestsPerSecond !== undefined) {
    const perSecond = requestsPerSecond === 'none' ? null : readPositive('--requests-per-second', requestsPerSecond);
    await withServer(stateFolderFor(options, context), context.env, async (client) => {
      const taskQueue = await findModelQueue(client, await findRunningId(client, run));
      return setActivityRate(client, { taskQueue, perSecond });
    });
    context.terminal.note(
      perSecond === null
        ? 'Requests a second have no bound now.'
        : `At most ${perSecond} requests a second now, over all workers and runs of its folder; the next launch sets its own again.`,
    );
  }
  if (dialogs === undefined) return 0;
  const dialogsAtOnce = readPositive('--dialogs', dialogs);
  return change(
    run,
    { dialogsAtOnce },
    (runId) => `Run ${runId} makes ${dialogsAtOnce} dialogs at once.`,
    options,
    context,
  );
}

async function change(
  run: string,
  wanted: Partial<RunControl>,
  describe: (runId: string) => string,
  options: SteerOptions,
  context: Context,
): Promise<ExitCode> {
  const progress: RunProgress = await withServer(stateFolderFor(options, context), context.env, async (client) =>
    steerRun(client, await findRunningId(client, run), wanted),
  );
  const { write } = context.terminal;
  await write(options.json === true ? `${JSON.stringify(progress)}\n` : `${describe(progress.runId)}\n`);
  return 0;
}

const stateFolderFor = ({ runs }: SteerOptions, context: Context): string =>
  stateFolderOf(resolveRunsRoot(runs, context));

function readPositive(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new StudioFailure('InvalidRunConfig', `${flag} is ${JSON.stringify(text)}: expected a number above 0`);
}
